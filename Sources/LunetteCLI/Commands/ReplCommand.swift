import ArgumentParser
import LunetteSystem

/// `lunette repl`: the interactive session; what bare `lunette` starts on a terminal.
struct ReplCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repl", _superCommandName: "lunette",
        abstract: "Opens an interactive session; takes piped input too.",
        discussion: "Piped input stops at the first error, with its exit code.")

    @OptionGroup var options: ScriptOptions
}

extension ReplCommand: CommandOfWork {
    var work: ReplWork? { ReplWork(options: options) }
}
