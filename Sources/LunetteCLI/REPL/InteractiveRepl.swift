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

/// A session on a terminal, from its first prompt to its last.
struct InteractiveRepl {
    private let session: ReplSession
    private let connection: CloudConnection
    private let repl: Repl
    private let terminal: Terminal
    private let history: ReplHistory
    private let style: Style

    init(
        session: ReplSession, connection: CloudConnection, options: TargetOptions,
        limits: RunSettings, over inForce: Settings, recorder: RunRecorder,
        output: OutputOptions, seen: SeenIDs
    ) {
        self.session = session
        self.connection = connection
        history = ReplHistory(environment: .process, folder: currentFolder())
        style = output.outStyle
        let completer = Completer(
            seen: seen, commands: MetaCommand.all, regions: { ReplRegions.all },
            profiles: { Self.profiles(inForce) },
            names: { await session.names(at: $0) })
        let terminal = Terminal(
            input: STDIN_FILENO, output: STDOUT_FILENO, isColored: style.isColored,
            history: EntryHistory(history.load()),
            services: TerminalServices(
                language: LuaLanguage(),
                judge: { await Self.verdict($0, session) },
                complete: { await completer.completion($0) },
                hint: { completer.hint($0, $1) },
                interrupt: { session.interrupt() }))
        self.terminal = terminal
        repl = Repl(
            session: session, connection: connection, options: options, limits: limits,
            over: inForce, recorder: recorder, view: TerminalView(terminal: terminal, style: style),
            printsJSON: false, seen: seen,
            history: { terminal.history })
    }

    /// Those with credentials, and those that the settings speak of.
    private static func profiles(_ inForce: Settings) -> [String] {
        let said = Set(inForce.productionProfiles + inForce.grantedProfiles)
        return said.filter { !$0.contains("*") }.union(profileNames(environment: .process)).sorted()
    }

    /// Commands are whole as they are; what is wrong runs, so that it is said why.
    private static func verdict(_ text: String, _ session: ReplSession) async
        -> TerminalServices.Verdict
    {
        if text.hasPrefix(":") || text.hasPrefix("?") || text.utf8.count > ReplSession.largestEntry
        {
            return .whole
        }
        return await session.judge(text) == .incomplete ? .incomplete : .whole
    }

    /// Answers the signal that ended it, if one did.
    func run() async -> Int32? {
        let ending = SignalEnding()
        watchSignals(ending)
        terminal.start()
        Console.divert { [terminal] in terminal.write($0) }
        defer {
            Console.divert(to: nil)
            terminal.stop()
        }
        terminal.write(
            style.dim("lunette \(Version.number). :help shows what there is; Ctrl-D leaves.") + "\n"
        )
        await repl.nameAccount()
        var isWarned = false
        while await !repl.isDone {
            await repl.showPrompt()
            switch await terminal.readEntry(onceShown: prepare) {
            case .endOfInput: return ending.signal
            case .interrupted: continue
            case .entry(let text):
                let entry = text.trimmingEnd
                guard !entry.trimmed.isEmpty else { continue }
                terminal.remember(entry)
                let problem = history.append(entry)
                if let problem, !isWarned {
                    isWarned = true
                    await repl.warn("what is typed is remembered in this session only: \(problem)")
                }
                _ = await repl.handle(entry)
            }
        }
        return nil
    }

    /// Begins what the first entry needs, while it is typed: done before, or beside it, the prompt
    /// would come later.
    private func prepare() {
        connection.startEmulator()
        Task { [session] in try await session.begin() }
    }

    private func watchSignals(_ ending: SignalEnding) {
        SignalWatcher.watch([SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGCONT]) { [session, terminal] in
            switch $0 {
            case SIGINT: session.interrupt()
            case SIGWINCH, SIGCONT: terminal.resized()
            default:
                ending.note($0)
                session.interrupt()
                terminal.stop()
            }
        }
    }
}

extension String {
    /// Without white space at its end.
    fileprivate var trimmingEnd: String {
        var text = self[...]
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return String(text)
    }
}

/// The folder that the process works in.
private func currentFolder() -> String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
}
