import LunetteBase

/// How one test ended.
public struct TestOutcome: Sendable {
    /// What went wrong in a test.
    public struct Failure: Sendable, Hashable {
        /// In one line.
        public let message: String
        /// What was wanted and what came, line by line: `-`, `+` or a blank in front.
        public let difference: [String]
        /// In the test's file, counted from 1.
        public let line: Int?
        /// What the runs of the test printed and logged, to see what went on.
        public var output: [String] = []
    }

    public let file: String
    /// Empty where the file itself failed.
    public let name: String
    /// Where the test stands in its file.
    public let line: Int?
    /// Nil where it passed.
    public let failure: Failure?
    public let duration: Duration

    public var passed: Bool { failure == nil }

    /// For programs.
    public var json: JSONValue {
        [
            "file": .string(file), "name": .string(name),
            "line": line.map { .integer(Int64($0)) } ?? .null,
            "status": passed ? "passed" : "failed",
            "duration_ms": .integer(duration.nanoseconds / 1_000_000),
            "failure": failure.map { failure in
                [
                    "message": .string(failure.message),
                    "difference": .array(failure.difference.map(JSONValue.string)),
                    "line": failure.line.map { .integer(Int64($0)) } ?? .null,
                    "output": .array(failure.output.map(JSONValue.string)),
                ]
            } ?? .null,
        ]
    }
}
