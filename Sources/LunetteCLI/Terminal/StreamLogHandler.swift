import ArgumentParser
import Logging
import LunetteBase

/// `--log-level`.
enum LogLevel: String, WordOption {
    case trace, debug, info, notice, warning, error

    var level: Logger.Level { Logger.Level(rawValue: rawValue) ?? .info }
}

/// Writes log records to standard error, as text or one JSON object a line.
struct StreamLogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    private let format: LogFormat
    private let style: Style
    private let clock: any RunClock
    private let line: ProgressLine

    /// `line` is what stands below the records.
    init(
        level: Logger.Level, format: LogFormat, style: Style, clock: any RunClock,
        line: ProgressLine
    ) {
        logLevel = level
        self.format = format
        self.style = style
        self.clock = clock
        self.line = line
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let record =
            switch format {
            case .text: text(event.level, "\(event.message)", fields)
            case .json: json(event.level, "\(event.message)", fields)
            }
        line.around { Console.writeError(record) }
    }

    private func text(
        _ level: Logger.Level, _ message: String,
        _ fields: [(key: String, value: Logger.MetadataValue)]
    ) -> String {
        let mark =
            switch level {
            case .trace, .debug: style.dim("debug")
            case .info, .notice: style.cyan("info")
            case .warning: style.yellow("warning")
            case .error, .critical: style.red("error")
            }
        let suffix = fields.map {
            " \(style.dim("\(printable($0.key))="))\(printable("\($0.value)"))"
        }
        let line = "\(mark): \(printable(message))\(suffix.joined())"
        let rows = Console.errorWidth.map { wrapped(line, width: $0, indent: 2) } ?? [line]
        return rows.joined(separator: "\n") + "\n"
    }

    private func json(
        _ level: Logger.Level, _ message: String,
        _ fields: [(key: String, value: Logger.MetadataValue)]
    ) -> String {
        var object: JSONObject = [
            "time": .string(clock.now().millisecondText), "level": .string(level.rawValue),
            "message": .string(message),
        ]
        for field in fields { object[field.key] = .string("\(field.value)") }
        return printableJSON(JSONValue.object(object).text) + "\n"
    }
}
