/// Runs programs that the operator's own settings name; the seam between who wants one and the
/// process that may start one.
public protocol ProgramRunner: Sendable {
    /// What the program wrote to its standard output. No shell is in between; the caller's thread
    /// does not wait.
    func output(of arguments: [String]) async throws(ProgramFailure) -> [UInt8]
}

/// Why a program gave no output.
public struct ProgramFailure: Error, Sendable, Hashable {
    public let reason: String

    public init(_ reason: String) {
        self.reason = reason
    }
}

/// Starts them from this process.
public struct DirectPrograms: ProgramRunner {
    private let timeLimit: Duration

    /// A program that takes longer than `timeLimit` is killed.
    public init(timeLimit: Duration = .seconds(60)) {
        self.timeLimit = timeLimit
    }

    /// What the program wrote, once it has ended with 0.
    public func output(of arguments: [String]) async throws(ProgramFailure) -> [UInt8] {
        let run = ProgramRun(arguments: arguments, timeLimit: timeLimit)
        return try await onOwnThread { () throws(ProgramFailure) in try run.output() }
    }
}
