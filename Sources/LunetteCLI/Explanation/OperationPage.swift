import LunetteBase
import LunetteCatalogue
import LunetteWorld

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
            "resources": .array(resources.map(JSONValue.string)),
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

    /// What a RAM policy names for it, as far as that is known.
    private var resources: [String] {
        (AccessNeed.needs(of: operation.name) ?? []).map { need in
            switch need {
            case .named(let kind, let parameter), .listed(let kind, let parameter):
                "acs:ecs:*:*:\(kind)/<\(snakeCase(parameter))>"
            case .every(let kind): "acs:ecs:*:*:\(kind)/*"
            case .anything: "*"
            }
        }
    }

    private static func json(_ parameter: Parameter) -> JSONValue {
        var object: JSONObject = [
            "name": .string(parameter.luaName), "wire_name": .string(parameter.name),
            "type": .string(typeName(parameter)), "required": .bool(parameter.isRequired),
        ]
        object["values"] = parameter.values.map { .array($0.texts.map(JSONValue.string)) }
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
            "permission: \(operation.permission)"
                + (resources.isEmpty ? "" : " on \(resources.joined(separator: ", "))"),
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
        lines += ["", style.bold("Answer"), "  \(style.dim(answer))"]
        lines += ["", style.bold("Documented error codes")]
        for error in operation.errors {
            let advice = CodeBook.advice(for: error.code, status: error.status)
            lines.append(
                "  \(error.status) \(style.cyan(error.code))  [\(advice.disposition.rawValue)]")
            lines.append("      \(advice.explanation)")
        }
        if operation.errors.isEmpty { lines.append("  none is known here") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(
        _ parameter: Parameter, width: Int, indent: Int, _ style: Style
    ) -> [String] {
        let margin = String(repeating: " ", count: indent)
        let padding = String(repeating: " ", count: max(0, width - parameter.luaName.count))
        let isFilled = indent == 2 && parameter.name == "RegionId"
        let mark =
            isFilled
            ? "  the run's, unless given"
            : parameter.isRequired ? "  \(style.bold("required"))" : ""
        let own =
            "\(margin)\(parameter.luaName)\(padding)  \(style.dim(typeName(parameter)))\(mark)"
        let inner = parameter.fields.map(\.luaName.count).max() ?? 0
        let values = parameter.values.map { "\(margin)    \($0.texts.joined(separator: ", "))" }
        return [own] + [values].compactMap { $0 }
            + parameter.fields.flatMap { lines($0, width: inner, indent: indent + 4, style) }
    }

    private static func typeName(_ parameter: Parameter) -> String {
        let base =
            switch parameter.kind {
            case .string:
                parameter.takesListAsText && !parameter.isList ? "string or list" : "string"
            case .integer, .long: "integer"
            case .number: "number"
            case .boolean: "boolean"
            case .object, .map: "table"
            }
        return parameter.isList ? "list of \(base)s" : base
    }

    /// The fields that an answer has, at its top.
    private var answer: String {
        (operation.response.object?.names ?? []).map(snakeCase).joined(separator: ", ")
    }

    private static func words(_ pagination: Pagination) -> String {
        "paged: all pages unless you give "
            + (pagination == .page ? "page_number" : "next_token")
    }
}
