import ArgumentParser
import LunetteBase
import LunetteClient
import LunetteRunbook
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
        commandName: "repl", abstract: "Opens an interactive session; takes piped input too.",
        discussion: "Piped input stops at the first error, with its exit code.")

    @OptionGroup(title: "Where") var target: TargetOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Limits") var jail: JailOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        let isInteractive = Console.inputIsTerminal && Console.outIsTerminal
        if isInteractive, output.json {
            throw Failure(.usage, "--json is for piped input: echo 'CODE' | lunette repl --json")
        }
        let connection = try await CloudConnection(target, environment: .process)
        try await checkCredentials(connection)
        let seen = SeenIDs()
        let progress = RunProgress(output: output, clock: connection.loop.clock)
        var settings = limits.settings
        settings.mode = Repl.firstMode(connection.target, settings).sessionMode
        let session = try ReplSession(
            loop: connection.loop, binding: .init(target: connection.target, settings: settings),
            transport: connection.transport,
            observer: { event in
                if case .client(.finished(_, .success(let response), _)) = event {
                    seen.note(response.body)
                }
                progress.show(event)
            })
        if isInteractive {
            let signal = await InteractiveRepl(
                session: session, connection: connection, options: target, limits: limits.settings,
                output: output, seen: seen
            ).run()
            await connection.close()
            if signal != nil { throw ExitCode(ExitReason.terminated.exitCode) }
        } else {
            try await runPiped(session, connection)
        }
    }

    /// Better at the door than at the first call.
    private func checkCredentials(_ connection: CloudConnection) async throws {
        guard !target.emulator else { return }
        do {
            _ = try await connection.target.credentials.credentials()
        } catch {
            throw Failure(
                .configuration, "there are no credentials: \(error)",
                advice: [
                    "lunette --emulator opens a session that needs no account; lunette doctor says "
                        + "how to mend the credentials"
                ])
        }
    }

    private func runPiped(_ session: ReplSession, _ connection: CloudConnection) async throws {
        let view = PipedView(style: output.outStyle, errorStyle: output.errorStyle)
        let repl = Repl(
            session: session, connection: connection, options: target, limits: limits.settings,
            view: view, printsJSON: output.json)
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
    var scriptFolders: [String] { ["."] }
    var writableFolders: [String] { ["."] }
}
