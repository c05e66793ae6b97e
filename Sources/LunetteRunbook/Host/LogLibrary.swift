import LunetteBase
import LunetteLua

/// The `log` module: `log.info("left", { instance = id })`.
struct LogLibrary: Sendable {
    let observer: @Sendable (RunEvent) -> Void

    var library: HostLibrary {
        HostLibrary("log", functions: LogRecord.Level.allCases.map(function))
    }

    private func function(_ level: LogRecord.Level) -> HostFunction {
        HostFunction(
            "log.\(level.rawValue)",
            immediate: { arguments in
                // What is no text is no reason to end a script that only tells of it.
                let message = try arguments[1].string?.text ?? arguments.text(1, "message")
                let fields =
                    arguments.isAbsent(2) ? nil : try arguments.table(2, "fields").fields
                observer(
                    .logged(
                        LogRecord(
                            level: level, message: message,
                            fields: (fields ?? []).map { NamedValue($0.name, Self.text($0.value)) }
                        )))
                return .none
            })
    }

    private static func text(_ value: LuaValue) -> String {
        switch value {
        case .string(let string): string.text
        case .error(let error): error.luaSummary
        case .object: "<secret>"
        default: (try? JSONValue(value))?.text ?? value.typeName
        }
    }
}
