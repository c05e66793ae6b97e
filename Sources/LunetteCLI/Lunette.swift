import ArgumentParser
import LunetteBase
import LunetteRunbook
import LunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The command line's root: the commands, grouped by what people want.
public struct Lunette: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "lunette",
        abstract: "Operates Alibaba Cloud ECS security groups by Lua runbooks.",
        version: Version.text,
        subcommands: [HelpCommand.self],
        groupedSubcommands: [
            CommandGroup(
                name: "Do",
                subcommands: [
                    RunCommand.self, EvalCommand.self, ReplCommand.self, PlanCommand.self,
                    ApplyCommand.self, ResumeCommand.self, UndoCommand.self, TrustCommand.self,
                ]),
            CommandGroup(
                name: "Look",
                subcommands: [
                    RunsCommand.self, ShowCommand.self, ExplainCommand.self, ConfigCommand.self,
                    SignCommand.self, DoctorCommand.self,
                ]),
            CommandGroup(
                name: "Write",
                subcommands: [
                    InitCommand.self, CheckCommand.self, TestCommand.self, EditorCommand.self,
                    CompletionsCommand.self,
                ]),
            CommandGroup(name: "Serve", subcommands: [ScheduleCommand.self, EmulatorCommand.self]),
        ])

    public init() {}

    /// Parses the process's arguments, runs the command, and ends the process. `commit` is the one
    /// that was built, for `--version`.
    public static func start(commit: String?) async -> Never {
        Version.commit = commit
        SignalWatcher.ignoreBrokenPipes()
        do {
            try await run(completedArguments)
            if let reason = Console.outFailure {
                throw Failure(
                    .journalUnwritable, "standard output cannot be written: \(reason)",
                    advice: ["what was printed is not whole; what was done is done"])
            }
        } catch let failure as Failure {
            report(failure)
            end(ExitCode(failure.reason.exitCode))
        } catch {
            let (message, code) = (fullMessage(for: error), exitCode(for: error))
            if !message.isEmpty {
                code == .success
                    ? Console.writeOut(message + "\n")
                    : Console.writeError(
                        wrapped(
                            printableLines(message), width: Console.errorWidth ?? .max, indent: 2
                        ).joined(separator: "\n") + "\n")
            }
            end(code)
        }
        end(.success)
    }

    /// All is written. What the libraries would do at their end is not waited for: one of them may
    /// still be opening, by a thread that would find itself without it.
    private static func end(_ code: ExitCode) -> Never {
        _exit(code.rawValue)
    }

    private static func run(_ words: [String]) async throws {
        if var work = PlainWords.work(words) { return try await work.runJailed() }
        var command = try parsed(words)
        if var work = jailedWork(of: command) {
            try await work.runJailed()
        } else if var asynchronous = command as? any AsyncParsableCommand {
            try await asynchronous.run()
        } else {
            try command.run()
        }
    }

    private static func jailedWork(of command: any ParsableCommand) -> (any JailedWork)? {
        (command as? any CommandOfWork)?.jailedWork ?? command as? any JailedWork
    }

    /// The command that the words name, with its arguments. A command and good arguments are read
    /// without the tree of all commands, in half the time (less still where its configuration
    /// names its super-command: then nobody looks for a request of completions); everything else
    /// goes the long way, whose messages know the whole command line.
    static func parsed(_ words: [String]) throws -> any ParsableCommand {
        let commands = configuration.subcommands
        if let name = words.first, let type = commands.first(where: { $0._commandName == name }),
            type.configuration.subcommands.isEmpty,
            let command = try? type.parseAsRoot(Array(words.dropFirst())),
            Swift.type(of: command) == type
        {
            return command
        }
        if let word = words.first, !word.hasPrefix("-"),
            !commands.contains(where: { $0._commandName == word })
        {
            throw unknownCommand(word, among: commands.map { $0._commandName })
        }
        return try parseAsRoot(words)
    }

    private static func unknownCommand(_ word: String, among names: [String]) -> Failure {
        let isScript = word.hasSuffix(".lua")
        let hint = suggestion(for: word, among: names).map { "; did you mean \($0)?" }
        return Failure(
            .usage, "lunette has no command '\(word)'\(hint ?? "")",
            advice: [
                isScript ? "lunette run \(word) runs it" : "lunette --help lists the commands"
            ])
    }

    /// The command line; with options alone, or nothing on a terminal, it opens a session.
    private static var completedArguments: [String] {
        let arguments = PlanCommand.completed(Array(CommandLine.arguments.dropFirst()))
        let isTerminal = Console.inputIsTerminal && Console.outIsTerminal
        guard let first = arguments.first else { return isTerminal ? ["repl"] : [] }
        let ofRoot = ["-h", "--help", "--version"]
        let isOption = first.hasPrefix("--") && !ofRoot.contains(first)
        return isOption && !first.contains("completion") ? ["repl"] + arguments : arguments
    }

    /// Says what went wrong before there was a run to report on.
    private static func report(_ failure: Failure) {
        if CommandLine.arguments.contains("--json") {
            let json: JSONValue = [
                "status": "failed", "exit_code": .integer(Int64(failure.reason.exitCode)),
                "exit_reason": .string(failure.reason.rawValue),
                "error": ["message": .string(failure.message)],
            ]
            Console.writeOut(json.printout)
        }
        let style = Style(.auto, isTerminal: Console.errorIsTerminal, environment: .process)
        Console.writeError(failure.text(style, width: Console.errorWidth))
    }
}
