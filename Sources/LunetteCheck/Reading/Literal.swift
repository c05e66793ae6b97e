import LunetteBase
import LunetteSyntax

/// What is known of a value without running anything.
enum Literal: Sendable {
    case value(JSONValue)
    /// One of these texts: an element of a list that is written down.
    case oneOf([String])
    /// A parameter of the manifest: `args.group`.
    case argument(String)
    /// An element of a list parameter: `for _, id in ipairs(args.instance)`.
    case element(String)
    /// Of this type, whatever its value.
    case sample(JSONValue)
    case function
    case unknown
}

/// A table constructor that is a call's argument.
struct GivenTable: Sendable {
    struct Field: Sendable {
        let name: String
        let key: LuaExpression
        let value: LuaExpression
        let literal: Literal
    }

    let fields: [Field]
    /// Values without names.
    let positional: [LuaExpression]
    /// Every key is written down.
    let isWhole: Bool

    subscript(name: String) -> Field? { fields.first { $0.name == name } }
}

extension TreeReader {
    func given(_ expression: LuaExpression) -> GivenTable? {
        guard case .table(let fields) = expression.bare.form else { return nil }
        var named: [GivenTable.Field] = []
        var positional: [LuaExpression] = []
        var isWhole = true
        for field in fields {
            guard let key = field.key else {
                positional.append(field.value)
                continue
            }
            guard let name = key.string else {
                isWhole = false
                continue
            }
            named.append(
                GivenTable.Field(
                    name: name, key: key, value: field.value, literal: literal(field.value)))
        }
        return GivenTable(fields: named, positional: positional, isWhole: isWhole)
    }

    func literal(_ expression: LuaExpression) -> Literal {
        switch expression.form {
        case .nil: .value(.null)
        case .boolean(let value): .value(.bool(value))
        case .integer(let value): .value(.integer(value))
        case .number(let value): .value(.number(value))
        case .string(let text): .value(.string(text))
        case .function: .function
        case .parenthesized(let inner): literal(inner)
        case .table(let fields): literal(fields)
        case .name(let name): literal(named: name)
        case .index: argument(expression).map(Literal.argument) ?? .unknown
        case .unary("-", let operand): negative(literal(operand))
        case .unary("not", _): .sample(.bool(true))
        case .unary("#", _): .sample(.integer(1))
        case .binary(let symbol, _, _): result(of: symbol)
        default: .unknown
        }
    }

    private func negative(_ literal: Literal) -> Literal {
        switch literal {
        case .value(.integer(let value)): .value(.integer(0 &- value))
        case .value(.number(let value)): .value(.number(-value))
        default: .unknown
        }
    }

    private func result(of symbol: String) -> Literal {
        switch symbol {
        case "..": .sample(.string("x"))
        case "==", "~=", "<", ">", "<=", ">=": .sample(.bool(true))
        default: .unknown
        }
    }

    private func literal(_ fields: [LuaField]) -> Literal {
        var elements: [JSONValue] = []
        var object = JSONObject()
        for field in fields {
            guard case .value(let value) = literal(field.value) else { return .unknown }
            if let key = field.key {
                guard let name = key.string else { return .unknown }
                object[name] = value
            } else {
                elements.append(value)
            }
        }
        guard elements.isEmpty || object.isEmpty else { return .unknown }
        return .value(elements.isEmpty ? .object(object) : .array(elements))
    }

    private func literal(named name: String) -> Literal {
        guard let id = variable(name), isConstant(id) else { return .unknown }
        let variable = reading.variables[id]
        if variable.kind == .loop { return possible(variable.element, of: id) }
        // A table may be changed by whoever else holds it.
        if case .value(let value) = variable.initial.literal,
            value.array != nil || value.object != nil
        {
            return .unknown
        }
        return possible(variable.initial.literal, of: id)
    }

    /// What the elements of a list are: of one that is written down, of a local that holds such a
    /// list for nobody else, or of a parameter.
    func element(of list: LuaExpression) -> Literal {
        if let name = argument(list) { return .element(name) }
        var literal = literal(list)
        if case .name(let name) = list.form, let id = variable(name), isConstant(id),
            earlier[id].reads == 1
        {
            literal = reading.variables[id].initial.literal
        }
        guard case .value(let value) = literal, let elements = value.array else { return .unknown }
        let texts = elements.compactMap(\.string)
        return texts.count == elements.count ? .oneOf(texts) : .unknown
    }

    /// `group` for `args.group`.
    private func argument(_ expression: LuaExpression) -> String? {
        guard let path = path(of: expression), path.count == 2, path[0] == "args" else {
            return nil
        }
        return path[1]
    }
}
