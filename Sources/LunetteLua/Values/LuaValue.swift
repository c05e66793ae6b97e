/// A value on its way into Lua or out of it. What is large is kept aside, so that copies are cheap.
public enum LuaValue: Sendable {
    /// Lua's nil.
    case nothing
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    case string(LuaString)
    /// `json.null`: a null that, unlike nil, can stand in a table.
    case null
    case table(LuaTable)
    indirect case error(any LuaErrorConvertible)
    case object(any HostObject)
    /// A function of Lua's, to be called by `Interpreter.call`.
    case function(LuaFunction)
    /// Into Lua only: a function of Swift's.
    indirect case hostFunction(HostFunction)
    /// Into Lua only: a table that scripts cannot change.
    indirect case library(HostLibrary)
    /// Into Lua only: JSON text, decoded straight into tables.
    indirect case json(JSONText)
    /// Out of Lua only: what has no meaning outside, a coroutine for one.
    case opaque

    public static func string(_ text: String) -> LuaValue { .string(LuaString(text)) }

    /// Its type's name in Lua's messages.
    public var typeName: String {
        switch self {
        case .nothing: "nil"
        case .boolean: "boolean"
        case .integer, .number: "number"
        case .string: "string"
        case .null: "null"
        case .table, .library, .json: "table"
        case .error: "error"
        case .object(let object): type(of: object).luaType.name
        case .function, .hostFunction: "function"
        case .opaque: "userdata"
        }
    }

    public var isNothing: Bool {
        if case .nothing = self { true } else { false }
    }

    public var boolean: Bool? {
        if case .boolean(let value) = self { value } else { nil }
    }

    /// An integer, or a float with an integer's value.
    public var integer: Int64? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int64(exactly: value)
        default: nil
        }
    }

    public var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    public var string: LuaString? {
        if case .string(let value) = self { value } else { nil }
    }

    public var table: LuaTable? {
        if case .table(let value) = self { value } else { nil }
    }

    public var function: LuaFunction? {
        if case .function(let value) = self { value } else { nil }
    }
}

extension LuaValue: Equatable {
    /// Functions and host objects by identity; errors by what scripts see of them.
    public static func == (left: LuaValue, right: LuaValue) -> Bool {
        switch (left, right) {
        case (.nothing, .nothing), (.null, .null), (.opaque, .opaque): true
        case (.boolean(let left), .boolean(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left == right
        case (.table(let left), .table(let right)): left == right
        case (.error(let left), .error(let right)): left.luaSummary == right.luaSummary
        case (.object(let left), .object(let right)): left === right
        case (.function(let left), .function(let right)): left === right
        default: false
        }
    }
}

extension LuaValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByFloatLiteral, ExpressibleByNilLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(LuaString(value)) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(nilLiteral: ()) { self = .nothing }
    public init(arrayLiteral elements: LuaValue...) { self = .table(LuaTable(elements)) }
    public init(dictionaryLiteral elements: (LuaValue, LuaValue)...) {
        self = .table(LuaTable(pairs: elements.map { LuaTable.Pair(key: $0, value: $1) }))
    }
}
