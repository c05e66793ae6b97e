import LunetteBase
import LunetteCatalogue

/// What there is to say of an error code; nil when no operation documents it.
struct CodePage {
    let code: String
    private let advice: CodeAdvice
    private let operations: [String]

    init?(code: String) {
        guard ErrorCodes.contains(code) else { return nil }
        self.code = code
        operations = ErrorCodes.operations(documenting: code)
        advice = CodeBook.advice(for: code)
    }

    var json: JSONValue {
        [
            "code": .string(code),
            "disposition": .string(advice.disposition.rawValue),
            "explanation": .string(advice.explanation),
            "operations": .array(operations.map(JSONValue.string)),
        ]
    }

    func text(_ style: Style) -> String {
        var lines = ["\(style.bold(code))  [\(advice.disposition.rawValue)]"]
        lines.append("  \(advice.explanation)")
        if !operations.isEmpty {
            let shown = operations.prefix(12).joined(separator: ", ")
            let more = operations.count > 12 ? ", and \(operations.count - 12) more" : ""
            lines += ["", "documented by:", "  \(shown)\(more)"]
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
