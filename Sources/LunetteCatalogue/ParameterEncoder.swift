import LunetteBase

/// Flattens arguments: `Name=value`, `Name.1=…`, `Name.Field=…`, or compact JSON.
struct ParameterEncoder {
    let operation: Operation
    private(set) var result: [NamedValue] = []

    init(operation: Operation) {
        self.operation = operation
    }

    mutating func encode(_ value: JSONValue, of parameter: Parameter, at path: String)
        throws(InvalidArguments)
    {
        if parameter.encoding == .json {
            result.append(NamedValue(path, value.string ?? value.text))
        } else if parameter.isList {
            for (index, element) in try elements(value, of: parameter, at: path).enumerated() {
                try encodeOne(element, of: parameter, at: "\(path).\(index + 1)")
            }
        } else {
            try encodeOne(value, of: parameter, at: path)
        }
    }

    private func elements(_ value: JSONValue, of parameter: Parameter, at path: String)
        throws(InvalidArguments) -> [JSONValue]
    {
        if let elements = value.array { return elements }
        // An empty Lua table is both an empty list and an empty object.
        if value.object?.isEmpty == true { return [] }
        throw wrongType(path, wanted: "a list", value, hint: "; write { … } around it")
    }

    private mutating func encodeOne(
        _ value: JSONValue, of parameter: Parameter, at path: String
    ) throws(InvalidArguments) {
        switch parameter.kind {
        case .object, .map: try encodeFields(value, of: parameter, at: path)
        case .string: result.append(NamedValue(path, try text(value, of: parameter, at: path)))
        case .integer, .long:
            guard let integer = wholeNumber(value) else {
                throw wrongType(path, wanted: "an integer", value)
            }
            result.append(NamedValue(path, String(integer)))
        case .number:
            guard let number = value.double else {
                throw wrongType(path, wanted: "a number", value)
            }
            result.append(NamedValue(path, wholeNumber(value).map(String.init) ?? "\(number)"))
        case .boolean:
            guard let bool = value.bool else { throw wrongType(path, wanted: "a boolean", value) }
            result.append(NamedValue(path, bool ? "true" : "false"))
        }
    }

    private mutating func encodeFields(
        _ value: JSONValue, of parameter: Parameter, at path: String
    ) throws(InvalidArguments) {
        guard let object = value.object else {
            throw wrongType(path, wanted: "a table with named fields", value)
        }
        let prefix = "\(luaPath(path))."
        let given = try operation.named(object, among: parameter.fields, path: prefix)
        for (field, value) in zip(parameter.fields, given.values) {
            if let value { try encode(value, of: field, at: "\(path).\(field.name)") }
        }
    }

    /// A list will do where the text holds one.
    private func text(_ value: JSONValue, of parameter: Parameter, at path: String)
        throws(InvalidArguments) -> String
    {
        if let string = value.string { return string }
        let isPlural = parameter.takesListAsText
        if isPlural, let list = value.array { return JSONValue.array(list).text }
        if isPlural, value.object?.isEmpty == true { return "[]" }
        throw wrongType(
            path, wanted: isPlural ? "a string or a list" : "a string", value,
            hint: value.array == nil ? "" : "; it takes one: make a call for each")
    }

    private func wholeNumber(_ value: JSONValue) -> Int64? {
        value.integer ?? value.double.flatMap(Int64.init(exactly:))
    }

    private func wrongType(
        _ path: String, wanted: String, _ value: JSONValue, hint: String = ""
    ) -> InvalidArguments {
        let kind = value.array == nil ? (value.object == nil ? value.kind : "a table") : "a list"
        return InvalidArguments(
            code: "InvalidParameterType",
            message: "\(operation.luaName): \(luaPath(path)) must be \(wanted), not \(kind)\(hint)")
    }

    private func luaPath(_ path: String) -> String {
        path.split(separator: ".").map { snakeCase(String($0)) }.joined(separator: ".")
    }
}
