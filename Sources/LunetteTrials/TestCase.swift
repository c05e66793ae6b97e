import LunetteBase
import LunetteRunbook

/// One test.
struct TestCase: Sendable {
    /// Which one.
    struct Identity: Sendable {
        let file: TestFile
        let name: String
        let line: Int?
    }

    private let identity: Identity
    private let exitCode: @Sendable (ExitReason) -> Int32

    init(_ identity: Identity, exitCode: @escaping @Sendable (ExitReason) -> Int32) {
        self.identity = identity
        self.exitCode = exitCode
    }

    /// Runs it from its file on, so that it shares nothing with the others.
    func run() async -> TestOutcome {
        let clock = SystemClock()
        let start = clock.uptime()
        let bench = TestBench(file: identity.file, exitCode: exitCode)
        var failure: TestOutcome.Failure?
        do {
            let tests = try await bench.load()
            if let function = tests[identity.name] {
                _ = try await bench.interpreter.call(function)
            }
        } catch {
            failure = bench.failure(error)
            failure?.output = bench.record.lines
        }
        await bench.stopWorlds()
        bench.close()
        return TestOutcome(
            file: identity.file.path, name: identity.name, line: identity.line, failure: failure,
            duration: clock.uptime() - start)
    }
}
