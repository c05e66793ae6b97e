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

/// A session, on a terminal or from piped input.
struct ReplWork {
    let options: ScriptOptions
    private let inForce: Settings

    init(options: ScriptOptions) {
        self.options = options
        inForce = .inForce(for: ".", .process)
    }

    /// Nil where ArgumentParser has to read the words.
    init?(plain words: PlainWords) {
        var words = words
        let options = ScriptOptions(plain: &words)
        guard words.isPlain, words.rest.isEmpty else { return nil }
        self.init(options: options)
    }
}

extension ReplWork: JailedWork {
    var jail: JailOptions { options.jail }

    /// For `require`, `:load` and `:save`: whoever sits there names the files.
    func jailScope(_ environment: Environment) throws -> JailScope {
        var scope = try options.jailScope(scriptFolders: ["."], over: inForce, environment)
        scope.writableFolders.append(".")
        return scope
    }

    func run() async throws {
        let isTyped = Console.inputIsTerminal
        let isDrawn =
            isTyped && Console.outIsTerminal && Environment.process["TERM"] != "dumb"
        if isTyped, options.output.json {
            throw Failure(.usage, "--json is for piped input: echo 'CODE' | lunette repl --json")
        }
        inForce.warn(options.output)
        let connection = try await connected(startsEmulator: !isDrawn)
        let seen = SeenIDs()
        let progress = RunProgress(output: options.output, clock: connection.loop.clock)
        let limits = RunSettings(
            options.limits, options.consent, options.target, over: inForce)
        var settings = limits
        settings.mode = Repl.firstMode(connection.target, settings).sessionMode
        let recorder = try RunRecording(
            session: options.target.profile, on: connection, JournalAccess(environment: .process)
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
        if isDrawn {
            let signal = await InteractiveRepl(
                session: session, connection: connection, options: options.target, limits: limits,
                over: inForce, recorder: recorder, output: options.output, seen: seen
            ).run()
            await session.end()
            await connection.close()
            if signal != nil { throw ExitCode(ExitReason.terminated.exitCode) }
        } else {
            let input = PipedInput()
            let style = options.output.outStyle
            let typed = isTyped ? PlainView(input: input, style: style) : nil
            try await readLines(
                input, typed, session, connection,
                Repl(
                    session: session, connection: connection, options: options.target,
                    limits: limits,
                    over: inForce, recorder: recorder,
                    view: typed
                        ?? PipedView(style: style, errorStyle: options.output.errorStyle),
                    printsJSON: options.output.json, seen: seen))
        }
    }

    /// The connection; raises where there are no credentials for it.
    private func connected(startsEmulator: Bool) async throws -> CloudConnection {
        let connection = try await CloudConnection(
            options.target, environment: .process, over: inForce, startsEmulator: startsEmulator)
        if !options.target.emulator {
            try await connection.target.checkCredentials(
                advice: "lunette --emulator opens a session that needs no account; lunette doctor "
                    + "says how to mend the credentials")
        }
        return connection
    }

    /// `typed` is where somebody types: that one is not thrown out by a mistake.
    private func readLines(
        _ input: PipedInput, _ typed: PlainView?, _ session: ReplSession,
        _ connection: CloudConnection, _ repl: Repl
    ) async throws {
        let ending = SignalEnding()
        SignalWatcher.watch([SIGINT, SIGTERM, SIGHUP]) { number in
            if let typed, number == SIGINT {
                // The terminal has shown `^C`, and the next prompt stands below it. Before what
                // runs is stopped: its prompt would come in between.
                input.interrupt { typed.writeError("\n") }
                return session.interrupt()
            }
            session.interrupt()
            ending.note(number)
            input.stop()
        }
        try await session.begin()
        var failure: RunFailure?
        await input.read(
            prompt: { typed?.show(await repl.prompt, isContinued: $0) },
            judge: { await session.judge($0) }
        ) { entry in
            failure = await repl.handle(entry)
            if typed != nil { failure = nil }
            let isDone = await repl.isDone
            return failure == nil && !isDone && ending.signal == nil
        }
        await session.end()
        await connection.close()
        if let signal = ending.signal {
            let reason: ExitReason = signal == SIGINT ? .interrupted : .terminated
            throw ExitCode(reason.exitCode)
        }
        if let failure { throw ExitCode(failure.reason.exitCode) }
        if typed == nil, await repl.hasOpenPoints {
            throw ExitCode(ExitReason.partialOrFindings.exitCode)
        }
    }
}
