import LunetteRunbook
import LunetteSystem
import LunetteTesting
import LunetteTrials
import Testing

/// Runs each `*_test.lua` of the standard library and of the runbooks.
@Suite struct StdlibTests {
    @Test(arguments: ["stdlib", "scripts/runbooks"])
    func `what comes with Lunette does what its tests say`(folder: String) async throws {
        let paths = try files(under: "\(Checkout.root)/\(folder)")
            .filter { $0.hasSuffix("_test.lua") }
        #expect(!paths.isEmpty)
        let tests = try paths.map { TestFile(path: $0, source: try readFile($0)) }
        let outcomes = await TestRun(files: tests, workers: 2, exitCode: { $0.exitCode }).run()
        for outcome in outcomes {
            #expect(
                outcome.passed,
                "\(outcome.file): \(outcome.name): \(String(describing: outcome.failure))")
        }
    }
}

extension ExitReason {
    /// Stands for the command line's table: done is 0, what tests ask about has its number.
    fileprivate var exitCode: Int32 {
        switch self {
        case .done: 0
        case .scriptFailed: 1
        case .serviceRefused: 2
        case .timedOutOrInDoubt: 3
        case .notFound: 4
        case .partialOrFindings: 5
        case .blocked: 6
        case .limit: 8
        default: 64
        }
    }
}
