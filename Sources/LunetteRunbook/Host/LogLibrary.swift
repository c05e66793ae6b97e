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
                let message = try arguments.text(1, "message")
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
