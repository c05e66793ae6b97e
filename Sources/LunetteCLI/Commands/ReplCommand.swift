import ArgumentParser
import LunetteBase
import LunetteClient
import LunetteRunbook
import LunetteSettings
import LunetteSystem
import LunetteTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `lunette repl`: the interactive session; what bare `lunette` starts on a terminal.
struct ReplCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repl", _superCommandName: "lunette",
        abstract: "Opens an interactive session; takes piped input too.",
        discussion: "Piped input stops at the first error, with its exit code.")

    @OptionGroup(title: "Where") var target: TargetOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Limits") var jail: JailOptions
    @OptionGroup(title: "Agreeing") var consent: ConsentOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        let isInteractive = Console.inputIsTerminal && Console.outIsTerminal
        if isInteractive, output.json {
            throw Failure(.usage, "--json is for piped input: echo 'CODE' | lunette repl --json")
        }
        let inForce = Settings.inForce(for: ".", .process)
        inForce.warn(output)
        let connection = try await CloudConnection(target, environment: .process, over: inForce)
        if !target.emulator {
            try await connection.target.checkCredentials(
                advice: "lunette --emulator opens a session that needs no account; lunette doctor "
                    + "says how to mend the credentials")
        }
        let seen = SeenIDs()
        let progress = RunProgress(output: output, clock: connection.loop.clock)
        let limits = RunSettings(limits, consent, target, over: inForce)
        var settings = limits
        settings.mode = Repl.firstMode(connection.target, settings).sessionMode
        let recorder = try RunRecording(
            session: target.profile, on: connection, JournalAccess(environment: .process)
        ).recorder
        let session = try ReplSession(
            loop: connection.loop,
            binding: .init(
                target: connection.target, settings: settings, recorder: recorder),
            transport: connection.transport,
            observer: { event in
                if case .client(.finished(_, .success(let response), _)) = event {
                    seen.note(response.body)
                }
                progress.show(event)
            })
        if isInteractive {
            let signal = await InteractiveRepl(
                session: session, connection: connection, options: target, limits: limits,
                over: inForce, recorder: recorder, output: output, seen: seen
            ).run()
            await session.end()
            await connection.close()
            if signal != nil { throw ExitCode(ExitReason.terminated.exitCode) }
        } else {
            try await runPiped(
                session, connection,
                Repl(
                    session: session, connection: connection, options: target, limits: limits,
                    over: inForce, recorder: recorder,
                    view: PipedView(style: output.outStyle, errorStyle: output.errorStyle),
                    printsJSON: output.json))
        }
    }

    private func runPiped(
        _ session: ReplSession, _ connection: CloudConnection, _ repl: Repl
    ) async throws {
        let ending = SignalEnding()
        let input = PipedInput()
        SignalWatcher.watch([SIGINT, SIGTERM]) { number in
            ending.note(number)
            session.interrupt()
            input.stop()
        }
        try await session.begin()
        var failure: RunFailure?
        await input.read(judge: { await session.judge($0) }) { entry in
            failure = await repl.handle(entry)
            let isDone = await repl.isDone
            return failure == nil && !isDone && ending.signal == nil
        }
        await session.end()
        await connection.close()
        if let signal = ending.signal {
            let reason: ExitReason = signal == SIGTERM ? .terminated : .interrupted
            throw ExitCode(reason.exitCode)
        }
        if let failure { throw ExitCode(failure.reason.exitCode) }
    }
}

extension ReplCommand: JailedCommand {
    /// For `require`, `:load` and `:save`: whoever sits there names the files.
    func jailScope(_ environment: Environment) throws -> JailScope {
        var scope = try JailScope(
            scriptFolders: ["."], target: target, output: output, environment)
        scope.writableFolders.append(".")
        return scope
    }
}
