import LunetteBase
import LunetteCatalogue

/// The LuaCATS definitions of all operations: what `ecs.leave_security_group{ … }` takes and
/// answers, for editors.
struct OperationDefinitions {
    /// The text of a definition file.
    static var text: String {
        var parts = [
            "---@meta\n-- Made by lunette editor setup from the catalogue of \(Catalogue.date)."
        ]
        parts += Catalogue.operations.map { OperationDefinitions(operation: $0).text }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private let operation: Operation
    private let prefix: String

    private init(operation: Operation) {
        self.operation = operation
        prefix = "ecs.\(operation.name)"
    }

    private var text: String {
        var lines: [String] = []
        addParameters(operation.parameters, class: "\(prefix).Parameters", to: &lines)
        addAnswer(operation.response, class: "\(prefix).Response", to: &lines)
        lines += summary
        lines += [
            "---@param parameters\(isOptional ? "?" : "") \(prefix).Parameters",
            "---@return \(prefix).Response",
            "function ecs.\(operation.luaName)(parameters) end",
            "",
            "---@param parameters\(isOptional ? "?" : "") \(prefix).Parameters",
            "---@return \(prefix).Response? response",
            "---@return Error? err",
            "function ecs.try.\(operation.luaName)(parameters) end",
        ]
        if let element = listElement {
            lines += [
                "",
                "---@param parameters\(isOptional ? "?" : "") \(prefix).Parameters",
                "---@return fun(): \(element)?",
                "function ecs.each.\(operation.luaName)(parameters) end",
            ]
        }
        return lines.joined(separator: "\n")
    }

    private var summary: [String] {
        var words = operation.isReadOnly ? "Reads only." : "Makes a change."
        words += " Permission: \(operation.permission)."
        if operation.isSensitive { words += " Its answer reveals secrets." }
        var lines = ["--- \(words)"]
        let codes = operation.errors.map(\.code)
        if !codes.isEmpty {
            lines += wrapped("Documented codes: \(codes.joined(separator: ", ")).", width: 96)
                .map { "--- \($0)" }
        }
        if operation.isDeprecated { lines.append("---@deprecated") }
        return lines
    }

    /// No parameter must be given; the region is filled in.
    private var isOptional: Bool {
        operation.parameters.allSatisfy { !$0.isRequired || $0.name == "RegionId" }
    }

    // MARK: Classes

    private func addParameters(
        _ parameters: [Parameter], class name: String, to lines: inout [String]
    ) {
        for parameter in parameters where !parameter.fields.isEmpty {
            addParameters(parameter.fields, class: "\(name).\(parameter.name)", to: &lines)
        }
        lines.append("---@class \(name)")
        for parameter in parameters {
            let isGiven = parameter.isRequired && parameter.name != "RegionId"
            let mark = isGiven ? "" : "?"
            let type = type(of: parameter, in: name)
            lines.append("---@field \(parameter.luaName)\(mark) \(type)")
        }
        lines.append("")
    }

    private func type(of parameter: Parameter, in owner: String) -> String {
        let base =
            switch parameter.kind {
            case .string:
                parameter.values.map { values in
                    (values.texts.map { "\"\($0)\"" } + ["string"]).joined(separator: "|")
                } ?? "string"
            case .integer, .long: "integer"
            case .number: "number"
            case .boolean: "boolean"
            case .object: parameter.fields.isEmpty ? "table" : "\(owner).\(parameter.name)"
            case .map: "table<string, any>"
            }
        // Some parameters are one text that holds a list: a list will do.
        let takesList = parameter.kind == .string && parameter.name.hasSuffix("Ids")
        return parameter.isList ? "\(base)[]" : takesList ? "string|string[]" : base
    }

    private func addAnswer(_ response: JSONValue, class name: String, to lines: inout [String]) {
        let members = response.object?.members ?? []
        var fields: [String] = []
        for member in members {
            let (element, isList) = Self.unwrapped(member.value)
            var type = Self.typeName(element)
            if let object = element.object, !object.isEmpty {
                type = "\(name).\(member.name)"
                addAnswer(element, class: type, to: &lines)
            }
            fields.append("---@field \(snakeCase(member.name)) \(type)\(isList ? "[]" : "")")
        }
        lines.append("---@class \(name)")
        lines += fields + [""]
    }

    /// The element of a list, also of one that is wrapped in an object of its own.
    private static func unwrapped(_ value: JSONValue) -> (element: JSONValue, isList: Bool) {
        if let elements = value.array { return (elements.first ?? .null, true) }
        if let members = value.object?.members, members.count == 1,
            let elements = members.first?.value.array
        {
            return (elements.first ?? .null, true)
        }
        return (value, false)
    }

    private static func typeName(_ value: JSONValue) -> String {
        switch value.string {
        case "string": "string"
        case "integer", "long": "integer"
        case "number", "float", "double": "number"
        case "boolean": "boolean"
        default: value.object == nil ? "any" : "table"
        }
    }

    /// The class of what a list operation streams.
    private var listElement: String? {
        guard operation.pagination != nil else { return nil }
        for member in operation.response.object?.members ?? [] {
            let (element, isList) = Self.unwrapped(member.value)
            guard isList else { continue }
            let hasFields = element.object?.isEmpty == false
            return hasFields ? "\(prefix).Response.\(member.name)" : Self.typeName(element)
        }
        return nil
    }
}

/// The LuaCATS definition of `errors`, with every code.
enum CodeDefinitions {
    static var text: String {
        var lines = ["---@meta", "-- Made by lunette editor setup.", "", "---@class errors"]
        for code in ErrorCodes.all {
            let isName = code.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
            lines.append("---@field \(isName ? code : "[\"\(code)\"]") string")
        }
        return (lines + ["errors = {}"]).joined(separator: "\n") + "\n"
    }
}
