import ArgumentParser
import LunetteBase
import LunetteCatalogue
import LunetteSystem

/// `lunette explain NAME`: an operation or an error code.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explains an operation (its parameters and codes) or an error code.")

    @Argument(help: "LeaveSecurityGroup, leave_security_group, InstanceLastSecurityGroup, …")
    var name: String

    @Option(help: "When to colour: auto, always or never.")
    var color: ColorChoice = .auto

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        let bare = name.hasPrefix("ecs.") ? String(name.dropFirst(4)) : name
        let style = Style(
            color, isTerminal: Console.outIsTerminal, environment: .process)
        if let operation = Catalogue.operation(named: bare) {
            let page = OperationPage(operation: operation)
            Console.writeOut(json ? page.json.prettyText + "\n" : page.text(style))
        } else if let page = CodePage(code: name) {
            Console.writeOut(json ? page.json.prettyText + "\n" : page.text(style))
        } else {
            let names = Catalogue.names + ErrorCodes.all
            let close = suggestion(for: bare, among: names)
            throw Failure(
                .notFound, "there is no operation and no error code '\(name)'",
                advice: close.map { ["did you mean \($0)?"] } ?? [])
        }
    }
}

/// What there is to say of an operation.
struct OperationPage {
    let operation: Operation

    var json: JSONValue {
        [
            "operation": .string(operation.name),
            "lua": .string("ecs.\(operation.luaName)"),
            "read_only": .bool(operation.isReadOnly),
            "sensitive": .bool(operation.isSensitive),
            "deprecated": .bool(operation.isDeprecated),
            "pagination": operation.pagination.map { .string($0.rawValue) } ?? .null,
            "permission": .string(operation.permission),
            "parameters": .array(operation.parameters.map(Self.json)),
            "errors": .array(
                operation.errors.map { error in
                    let advice = CodeBook.advice(for: error.code, status: error.status)
                    return [
                        "code": .string(error.code), "http_status": .integer(Int64(error.status)),
                        "message": .string(error.message),
                        "disposition": .string(advice.disposition.rawValue),
                        "explanation": .string(advice.explanation),
                    ]
                }),
        ]
    }

    private static func json(_ parameter: Parameter) -> JSONValue {
        var object: JSONObject = [
            "name": .string(parameter.luaName), "wire_name": .string(parameter.name),
            "type": .string(typeName(parameter)), "required": .bool(parameter.isRequired),
        ]
        if !parameter.fields.isEmpty {
            object["fields"] = .array(parameter.fields.map(json))
        }
        return .object(object)
    }

    func text(_ style: Style) -> String {
        let traits = [
            operation.isReadOnly ? "reads only" : "makes a change",
            operation.isSensitive ? "reveals secrets: needs an explicit grant" : nil,
            operation.isDeprecated ? style.yellow("deprecated") : nil,
            operation.pagination.map(Self.words),
        ].compactMap { $0 }
        var lines = [
            "\(style.bold("ecs.\(operation.luaName)"))  (\(operation.name))",
            traits.joined(separator: " · "),
            "permission: \(operation.permission)",
        ]
        lines += ["", style.bold("Parameters")]
        let width = operation.parameters.map(\.luaName.count).max() ?? 0
        let ordered =
            operation.parameters.filter(\.isRequired)
            + operation.parameters.filter { !$0.isRequired }
        for parameter in ordered {
            lines += Self.lines(parameter, width: width, indent: 2, style)
        }
        if operation.parameters.isEmpty { lines.append("  none") }
        lines += ["", style.bold("Documented error codes")]
        for error in operation.errors {
            let advice = CodeBook.advice(for: error.code, status: error.status)
            lines.append(
                "  \(error.status) \(style.cyan(error.code))  [\(advice.disposition.rawValue)]")
            lines += wrapped(advice.explanation, width: 70).map { "      \($0)" }
        }
        if operation.errors.isEmpty { lines.append("  none is known here") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(
        _ parameter: Parameter, width: Int, indent: Int, _ style: Style
    ) -> [String] {
        let margin = String(repeating: " ", count: indent)
        let padding = String(repeating: " ", count: max(0, width - parameter.luaName.count))
        let mark = parameter.isRequired ? "  \(style.bold("required"))" : ""
        let own =
            "\(margin)\(parameter.luaName)\(padding)  \(style.dim(typeName(parameter)))\(mark)"
        let inner = parameter.fields.map(\.luaName.count).max() ?? 0
        return [own]
            + parameter.fields.flatMap { lines($0, width: inner, indent: indent + 4, style) }
    }

    private static func typeName(_ parameter: Parameter) -> String {
        let base =
            switch parameter.kind {
            case .string: "string"
            case .integer, .long: "integer"
            case .number: "number"
            case .boolean: "boolean"
            case .object, .map: "table"
            }
        return parameter.isList ? "list of \(base)s" : base
    }

    private static func words(_ pagination: Pagination) -> String {
        "paged: all pages unless you give "
            + (pagination == .page ? "page_number" : "next_token")
    }
}

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
        lines += wrapped(advice.explanation, width: 76).map { "  \($0)" }
        if !operations.isEmpty {
            let shown = operations.prefix(12).joined(separator: ", ")
            let more = operations.count > 12 ? ", and \(operations.count - 12) more" : ""
            lines += ["", "documented by:"]
            lines += wrapped(shown + more, width: 76).map { "  \($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
