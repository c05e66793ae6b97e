import LunetteBase
import LunetteClient
import LunetteLoop
import LunetteLua
import LunetteSystem
import Synchronization

/// Runs one script to one outcome.
public actor Runner {
    private let loop: ScriptLoop
    private let script: Script
    private let arguments: [String: ArgumentValue]
    private let target: CloudTarget
    private let settings: RunSettings
    private let oversight: Oversight
    private let transport: any Transport
    private let recorder: RunRecorder?
    private let observer: @Sendable (RunEvent) -> Void

    /// Shared with whoever interrupts: the loop's thread is busy when a script runs.
    private let ending = Mutex(Ending())

    private struct Ending {
        var interpreter: Interpreter?
        var wasInterrupted = false
    }

    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        loop.asUnownedSerialExecutor()
    }

    public init(
        loop: ScriptLoop, script: Script, arguments: [String: ArgumentValue], target: CloudTarget,
        settings: RunSettings, oversight: Oversight = Oversight(), transport: any Transport,
        recorder: RunRecorder? = nil,
        observer: @escaping @Sendable (RunEvent) -> Void
    ) {
        self.loop = loop
        self.script = script
        self.arguments = arguments
        self.target = target
        self.settings = settings
        self.oversight = oversight
        self.transport = transport
        self.recorder = recorder
        self.observer = observer
    }

    /// Starts to open, on a thread of its own, the libraries that the first call needs: that takes
    /// milliseconds, which a run has until then.
    public static func openLibraries() {
        // Where there is no thread, the first call opens them.
        _ = startThread {
            CurlTransport.openLibrary()
            _ = libraryProblem
        }
    }

    /// Why answers could not be read; nil when they can.
    public static var libraryProblem: String? { Interpreter.openJSONLibrary() }

    /// Runs the script. What goes wrong is part of the report.
    public func run() async -> RunReport {
        // 1. Take the time, and say what the manifest will not get.
        var report = RunReport(
            name: script.name, target: target.name, regionID: target.regionID,
            startedAt: loop.clock.now())
        report.isDryRun = settings.isDryRun
        let start = loop.clock.uptime()
        warnOfCappedRequests()
        // 2. Run the script in a sandbox that knows it.
        var environment: ScriptEnvironment?
        do {
            let made = try await makeEnvironment()
            environment = made
            ending.withLock { $0.interpreter = made.interpreter }
            try await checkPatterns(made.interpreter)
            try await admit(made)
            try await recorder?.prepare()
            try await (made.callers.own.route as? JournaledRoute)?.settleDoubts()
            report.results = try await execute(made.interpreter)
        } catch let failure as RunFailure {
            report.failure = failure
        } catch let error as LuaError {
            report.failure = RunFailure(error, script: script)
        } catch let error as ErrorObject {
            let wasInterrupted = ending.withLock { $0.wasInterrupted }
            report.failure =
                wasInterrupted ? RunFailure(.interrupted, "interrupted") : RunFailure(error)
        } catch {
            report.failure = RunFailure(.scriptFailed, "\(error)")
        }
        ending.withLock { $0.interpreter = nil }
        // 3. Say what it did, changes included that were under way when it ended.
        await recorder?.settle()
        if let environment {
            await report.take(from: environment)
            await takeGrounds(of: environment, into: &report)
        }
        report.duration = loop.clock.uptime() - start
        await putOnRecord(&report)
        return report
    }

    private func takeGrounds(of environment: ScriptEnvironment, into report: inout RunReport) async
    {
        guard settings.makesPlan else { return }
        do throws(ErrorObject) {
            report.grounds = try await PlanGrounds(environment)
        } catch {
            report.failure = report.failure ?? RunFailure(error)
        }
    }

    private func putOnRecord(_ report: inout RunReport) async {
        guard let recorder else { return }
        if report.failure == nil,
            let refusal = report.failedChanges.first(where: { $0.code.hasPrefix("Journal") })
        {
            report.failure = RunFailure(refusal)
        }
        await recorder.end(report)
        if await recorder.isOnRecord { report.runID = recorder.runID }
        if report.failure == nil, let failure = await recorder.failure {
            let message = "this run is not on record: \(failure.path): \(failure.reason)"
            observer(.logged(LogRecord(level: .warn, message: message, fields: [])))
        }
    }

    /// Ends the run: no new call is made, and what is under way is given up. From any thread.
    public nonisolated func interrupt() {
        let interpreter = ending.withLock { ending in
            ending.wasInterrupted = true
            return ending.interpreter
        }
        interpreter?.interrupt()
    }

    private func warnOfCappedRequests() {
        for message in settings.cappedRequests(script.manifest) {
            observer(.logged(LogRecord(level: .warn, message: message, fields: [])))
        }
    }

    private func makeEnvironment() async throws -> ScriptEnvironment {
        try await ScriptEnvironment(
            loop: loop, script: script, target: target, settings: settings, oversight: oversight,
            transport: transport, recorder: recorder, observer: observer)
    }

    /// Everybody whose account the operator named is shown when it is asked whether to go on.
    private func admit(_ environment: ScriptEnvironment) async throws(ErrorObject) {
        let own = environment.callers.own
        let others = settings.profiles.map { environment.callers.caller(profile: $0, roleARN: nil) }
        let roles = settings.roles.filter { !$0.contains("*") }.map {
            environment.callers.caller(profile: own.profile, roleARN: $0)
        }
        try await environment.authority.admit([own] + others + roles)
        // Better at the door than when all is done.
        for case .webhook(let webhook) in arguments.values {
            try environment.authority.admit(webhook)
        }
    }

    /// Patterns are Lua's: they are matched where scripts run, under the same limits.
    private func checkPatterns(_ interpreter: Interpreter) async throws {
        for parameter in script.manifest.parameters {
            guard let pattern = parameter.pattern else { continue }
            let values: [String] =
                switch arguments[parameter.name] {
                case .string(let text): [text]
                case .list(let elements): elements
                default: []
                }
            for value in values where try await !matches(value, pattern, interpreter) {
                throw RunFailure(
                    .usage, "\(parameter.flag) '\(value)' does not match the pattern \(pattern)")
            }
        }
    }

    private func matches(_ value: String, _ pattern: String, _ interpreter: Interpreter)
        async throws -> Bool
    {
        let results = try await interpreter.run(
            Array("local value, pattern = ... return value:find(pattern) ~= nil".utf8),
            chunkName: "=manifest", arguments: [.string(value), .string(pattern)])
        return results.first?.boolean == true
    }

    private func execute(_ interpreter: Interpreter) async throws -> [JSONValue] {
        let values = arguments.sorted { $0.key < $1.key }.map { ($0.key, LuaValue($0.value)) }
        await interpreter.setGlobal("args", to: .table(LuaTable(fields: values)))
        await interpreter.setGlobal(
            "runbook", to: .hostFunction(RunbookFunction.function(of: script)))
        guard !ending.withLock({ $0.wasInterrupted }) else {
            throw RunFailure(.interrupted, "interrupted")
        }
        let results = try await interpreter.run(
            await executableSource(interpreter), chunkName: script.chunkName)
        do {
            return try results.map { value throws(NotJSON) in try JSONValue(result: value) }
        } catch {
            throw RunFailure(
                .scriptFailed,
                "what the script returned has no JSON form: \(error.reason); return texts, numbers "
                    + "and tables of them")
        }
    }

    /// A line of code may be an expression: then it is what the line returns.
    private func executableSource(_ interpreter: Interpreter) async -> [UInt8] {
        guard script.file == nil else { return script.source }
        let expression = Array("return ".utf8) + script.source
        let compiles = (try? await interpreter.check(expression, chunkName: "=eval")) != nil
        return compiles ? expression : script.source
    }
}
