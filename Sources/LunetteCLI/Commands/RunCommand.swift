import ArgumentParser
import LunetteRunbook
import LunetteSystem

/// `lunette run FILE`: runs a runbook; its declared parameters are its flags.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", _superCommandName: "lunette",
        abstract: "Runs a runbook; its parameters are its flags.",
        discussion: "lunette run FILE --help lists a runbook's own parameters.",
        helpNames: [])

    @Argument(help: "The runbook.")
    var file: String?

    @Flag(
        name: [.customShort("h"), .customLong("help")],
        help: "Show the runbook's own parameters; without a runbook, this page.")
    var wantsHelp = false

    @OptionGroup var options: ScriptOptions

    @Argument(
        parsing: .allUnrecognized,
        help: ArgumentHelp("The runbook's own flags.", valueName: "runbook-flags"))
    var words: [String] = []

    /// Without a runbook.
    func run() throws {
        guard wantsHelp else {
            throw Failure(
                .usage, "run needs a runbook",
                advice: ["lunette run FILE; lunette run FILE --help lists its parameters"])
        }
        Console.writeOut(Lunette.helpMessage(for: Self.self) + "\n")
    }
}

extension RunCommand: CommandOfWork {
    var work: RunWork? {
        file.map {
            RunWork(
                RunbookWords(file: $0, words: words), options: options, showsHelp: wantsHelp)
        }
    }
}

/// `lunette eval CODE`: runs one chunk and prints its results.
struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", _superCommandName: "lunette",
        abstract: "Runs a line of Lua and prints its results.")

    @Argument(help: "Lua code; an expression needs no return.")
    var code: String

    @OptionGroup var options: ScriptOptions
}

extension EvalCommand: CommandOfWork {
    var work: EvalWork? { EvalWork(code: code, options: options) }
}
