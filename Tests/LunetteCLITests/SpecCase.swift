import Foundation
import LunetteBase
import LunetteSystem
import LunetteTesting

/// A folder of Tests/SpecCases: a script, and what must come of it. Adding one needs no code; its
/// README says what `case.json` may hold.
struct SpecCase: Sendable, CustomStringConvertible {
    let name: String
    let expectation: JSONValue

    var description: String { name }
    var folder: String { "\(Self.root)/\(name)" }

    /// The runs, one after the other.
    var runs: [JSONValue] { expectation["runs"]?.array ?? [expectation] }

    static let root = Checkout.root + "/Tests/SpecCases"

    static let all: [SpecCase] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return names.sorted().compactMap { name in
            guard let bytes = try? readFile("\(root)/\(name)/case.json") else { return nil }
            do {
                return SpecCase(name: name, expectation: try JSONValue(parsing: bytes))
            } catch {
                preconditionFailure("\(name)/case.json: \(error)")
            }
        }
    }()

    private static let caseFields: Set<String> = ["world", "contract", "account", "runs", "groups"]
    private static let runFields: Set<String> = [
        "arguments", "environment", "world_patch", "exit", "stdout", "stderr", "report", "calls",
        "changing_calls", "call_counts", "parameters", "stdin",
    ]

    /// Fields that nothing reads: typing mistakes.
    var unknownFields: Set<String> {
        guard let runs = expectation["runs"]?.array else {
            return fields(of: expectation).subtracting(Self.caseFields.union(Self.runFields))
        }
        return runs.reduce(fields(of: expectation).subtracting(Self.caseFields)) { unknown, run in
            unknown.union(fields(of: run).subtracting(Self.runFields))
        }
    }

    private func fields(of value: JSONValue) -> Set<String> {
        Set(value.object?.names ?? [])
    }
}
