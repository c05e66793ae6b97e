import LunetteClient
import LunetteLoop
import LunetteLua

/// What a script runs in: its session with the cloud, and an interpreter that has every module
/// that scripts see. A run has one for its script, a REPL one for all of its entries.
struct ScriptEnvironment: Sendable {
    let session: CloudSession
    /// Decides on every call; a session in which a person types tells it how far to let through.
    let authority: Authority
    let callers: Callers
    let report: ReportBook
    /// What is on record of the script's steps and items.
    let work: any WorkRecord
    let interpreter: Interpreter
    private let ledger: RunLedger
    private let loaded: LoadedSources

    init(
        loop: ScriptLoop, script: Script, target: CloudTarget, settings: RunSettings,
        oversight: Oversight = Oversight(), transport: any Transport,
        recorder: RunRecorder? = nil,
        observer: @escaping @Sendable (RunEvent) -> Void
    ) async throws {
        let loaded = LoadedSources()
        let interpreter = try Interpreter(
            loop: loop, limits: settings.limits(script.manifest),
            modules: NotedModules(
                modules: ScriptModules.loader(for: script, recorder: recorder), loaded: loaded),
            output: { observer(.output($0)) })
        // A limit ends a script within a tenth of a second; where Lua itself cannot be
        // interrupted (it compiles, or collects), the process ends instead of hanging.
        await interpreter.endProcess(
            after: .seconds(2),
            report: "error: the script reached a limit, and nothing but ending the process could "
                + "stop it\n",
            exitCode: settings.exitCodeOfLimits)
        if settings.isDryRun { await interpreter.traceCalls() }
        self.init(
            loop: loop, script: script, target: target, settings: settings, oversight: oversight,
            transport: transport, recorder: recorder, observer: observer, interpreter: interpreter,
            ledger: RunLedger(
                maxChanges: settings.maxChanges(script.manifest, target),
                isByPolicy: settings.isLimitedByPolicy(script.manifest, target),
                isPlanning: settings.isDryRun),
            loaded: loaded, report: ReportBook(observer: observer))
        try await install(target, settings, transport, recorder, observer)
    }

    /// The same interpreter, with its variables, and the same blast limit, whose modules from now
    /// on work on another target or by other rules: those of Lua are run anew.
    func rebound(
        loop: ScriptLoop, script: Script, target: CloudTarget, settings: RunSettings,
        oversight: Oversight = Oversight(), transport: any Transport, recorder: RunRecorder?,
        observer: @escaping @Sendable (RunEvent) -> Void
    ) async throws -> ScriptEnvironment {
        let new = ScriptEnvironment(
            loop: loop, script: script, target: target, settings: settings, oversight: oversight,
            transport: transport, recorder: recorder, observer: observer, interpreter: interpreter,
            ledger: ledger, loaded: loaded, report: report)
        for name in StdlibModules.names { await interpreter.forgetModule(named: name) }
        try await new.install(target, settings, transport, recorder, observer)
        return new
    }

    private init(
        loop: ScriptLoop, script: Script, target: CloudTarget, settings: RunSettings,
        oversight: Oversight, transport: any Transport, recorder: RunRecorder?,
        observer: @escaping @Sendable (RunEvent) -> Void, interpreter: Interpreter,
        ledger: RunLedger, loaded: LoadedSources, report: ReportBook
    ) {
        authority = Authority(
            loop: loop, script: script, target: target, settings: settings, oversight: oversight,
            loaded: loaded)
        callers = Callers(
            loop: loop, transport: transport, target: target, recorder: recorder,
            secrets: ledger.secrets, observer: observer)
        session = CloudSession(
            loop: loop, script: script, caller: callers.own, callers: callers, authority: authority,
            ledger: ledger, observer: observer)
        self.report = report
        work = recorder ?? UnrecordedWork()
        self.interpreter = interpreter
        self.ledger = ledger
        self.loaded = loaded
    }

    /// Makes the modules that scripts see their globals.
    private func install(
        _ target: CloudTarget, _ settings: RunSettings, _ transport: any Transport,
        _ recorder: RunRecorder?, _ observer: @escaping @Sendable (RunEvent) -> Void
    ) async throws {
        await recorder?.identify(by: callers.own.account)
        await recorder?.hide(ledger.secrets)
        await recorder?.hear { [report] in report.takeUnrecorded() }
        let work = WorkLibrary(
            record: work, session: session, report: report, names: WorkNames(),
            observer: observer, interpreter: interpreter)
        let libraries = [
            ECSLibrary(place: CloudPlace(session: session, regionID: target.regionID)).library,
            ErrorsLibrary.library,
            LogLibrary(observer: observer).library,
            ReportLibrary(book: report).library,
            NotifyLibrary(
                session: session, authority: authority, transport: transport,
                isSending: settings.sendsNotifications, observer: observer
            ).library,
            work.library,
            ZonesLibrary.library,
        ]
        for library in libraries {
            await interpreter.setGlobal(library.name, to: .library(library))
        }
        await interpreter.setGlobal(
            "sleep", to: .hostFunction(SleepFunction.function(on: session.loop)))
        await interpreter.keepGlobalsForModules()
        _ = try await interpreter.run(Array("require 'prelude'".utf8), chunkName: "=lunette")
    }
}
