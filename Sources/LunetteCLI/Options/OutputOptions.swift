import ArgumentParser
import LunetteSettings
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

    @Option(
        name: .customLong("log-level"),
        help: "What to log: trace, debug, info (default), notice, warning or error.")
    var askedLogLevel: LogLevel?

    @Option(name: .customLong("log-format"), help: "How to log: text (default) or json.")
    var askedLogFormat: LogFormat?

    @Option(name: .customLong("color"), help: "When to colour: auto (default), always or never.")
    var askedColor: ColorChoice?

    init() {}

    /// Takes its own options.
    init(plain words: inout PlainWords) {
        json = words.take(flag: "--json")
        events = words.take("--events")
        askedLogLevel = words.take("--log-level", LogLevel.init)
        askedLogFormat = words.take("--log-format", LogFormat.init)
        askedColor = words.take("--color", ColorChoice.init)
    }

    var logLevel: LogLevel {
        askedLogLevel ?? Self.said(\.logLevel).flatMap(LogLevel.init(rawValue:)) ?? .info
    }

    var logFormat: LogFormat {
        askedLogFormat ?? Self.said(\.logFormat).flatMap(LogFormat.init(rawValue:)) ?? .text
    }

    private var color: ColorChoice {
        askedColor ?? Self.said(\.color).flatMap(ColorChoice.init(rawValue:)) ?? .auto
    }

    /// Colours for diagnostics.
    var errorStyle: Style {
        Style(color, isTerminal: Console.errorIsTerminal, environment: .process)
    }

    /// Colours for data.
    var outStyle: Style {
        Style(color, isTerminal: Console.outIsTerminal, environment: .process)
    }

    private static func said(_ value: KeyPath<Settings, Sourced<String>?>) -> String? {
        settings[keyPath: value]?.value
    }

    /// How output looks is nothing that a project's file may say.
    private static let settings = Settings(
        environment: .process, folder: nil, operations: .ofTheCatalogue)
}

/// `--log-format`.
enum LogFormat: String, WordOption {
    case text, json
}
