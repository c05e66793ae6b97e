import ArgumentParser
import LunetteSystem

/// How results and diagnostics are written.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print one JSON object on standard output.")
    var json = false

    @Option(
        help: ArgumentHelp(
            "Write what happens, as it happens, to this file: one JSON object a line.",
            valueName: "file"))
    var events: String?

    @Option(help: "What to log: trace, debug, info, notice, warning or error.")
    var logLevel: LogLevel = .info

    @Option(help: "How to log: text or json.")
    var logFormat: LogFormat = .text

    @Option(help: "When to colour: auto, always or never.")
    var color: ColorChoice = .auto

    /// Colours for diagnostics.
    var errorStyle: Style {
        Style(color, isTerminal: Console.errorIsTerminal, environment: .process)
    }

    /// Colours for data.
    var outStyle: Style {
        Style(color, isTerminal: Console.outIsTerminal, environment: .process)
    }
}

/// `--log-format`.
enum LogFormat: String, WordOption {
    case text, json
}
