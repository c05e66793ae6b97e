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

    init(
        loop: ScriptLoop, script: Script, target: CloudTarget, settings: RunSettings,
        oversight: Oversight = Oversight(), transport: any Transport,
        recorder: RunRecorder? = nil,
        observer: @escaping @Sendable (RunEvent) -> Void
    ) async throws {
        let loaded = LoadedSources()
        authority = Authority(
            loop: loop, script: script, target: target, settings: settings, oversight: oversight,
            loaded: loaded)
        let ledger = RunLedger(
            maxChanges: settings.maxChanges(script.manifest, target), isPlanning: settings.isDryRun)
        callers = Callers(
            loop: loop, transport: transport, target: target, recorder: recorder,
            secrets: ledger.secrets, observer: observer)
        await recorder?.identify(by: callers.own.account)
        session = CloudSession(
            loop: loop, caller: callers.own, callers: callers, authority: authority,
            ledger: ledger, observer: observer)
        report = ReportBook(observer: observer)
        work = recorder ?? UnrecordedWork()
        interpreter = try Interpreter(
            loop: loop, limits: settings.limits(script.manifest),
            libraries: [
                ECSLibrary(place: CloudPlace(session: session, regionID: target.regionID)).library,
                ErrorsLibrary.library,
                LogLibrary(observer: observer).library,
                ReportLibrary(book: report).library,
            ],
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
        await interpreter.setGlobal(
            "sleep", to: .hostFunction(SleepFunction.function(on: loop)))
        let work = WorkLibrary(
            record: work, session: session, report: report, names: WorkNames(),
            observer: observer, interpreter: interpreter)
        await interpreter.setGlobal("work", to: .library(work.library))
        await interpreter.keepGlobalsForModules()
        _ = try await interpreter.run(Array("require 'prelude'".utf8), chunkName: "=lunette")
    }
}
