import LunetteBase
import LunetteLua

/// A value of Lua's as far as it is shown: cut where it is long, deep or in itself.
public indirect enum Outline: Sendable, Equatable {
    /// nil, a boolean, a number, `json.null`, or an object of the host's.
    case plain(LuaValue)
    /// Its first bytes, and how many it has in all.
    case string([UInt8], count: Int)
    case table(TableOutline)
    /// A table that it lies in itself.
    case cycle
    case error(ErrorObject)
    /// A function or coroutine, as Lua names it.
    case other(String)
}

/// A table as far as it is shown.
public struct TableOutline: Sendable, Equatable {
    /// A field that is no element.
    public struct Field: Sendable, Equatable {
        public let key: Outline
        public let value: Outline
    }

    public var elements: [Outline] = []
    /// With those that are not shown.
    public var elementCount = 0
    /// In the order of their keys.
    public var fields: [Field] = []
    public var fieldCount = 0

    /// Whether something in it is not shown.
    public var isCut: Bool { elements.count < elementCount || fields.count < fieldCount }
}

/// How much of a value is shown.
public struct OutlineLimits: Sendable, Hashable {
    /// Elements of the outermost list.
    public var elements = 200
    /// Elements and fields of what lies inside.
    public var inner = 100
    /// Tables inside each other.
    public var depth = 6
    /// Bytes of a string.
    public var length = 4_096
    /// Values in all.
    public var values = 50_000
    /// Each value is its JSON text instead, whole; what has no JSON form is in angle brackets.
    public var isJSON = false

    public init() {}

    /// For a value that was asked for whole.
    public static let whole: OutlineLimits = {
        var limits = OutlineLimits()
        limits.elements = 100_000
        limits.inner = 10_000
        limits.depth = 30
        limits.length = 1 << 20
        // About what one answer of Lua's may hold.
        limits.values = 120_000
        return limits
    }()

    /// For a value that was asked for as JSON.
    public static let json: OutlineLimits = {
        var limits = OutlineLimits()
        limits.isJSON = true
        limits.length = 1 << 28
        return limits
    }()

    var value: LuaValue {
        .table(
            LuaTable(fields: [
                ("elements", .integer(Int64(elements))), ("inner", .integer(Int64(inner))),
                ("depth", .integer(Int64(depth))), ("length", .integer(Int64(length))),
                ("values", .integer(Int64(values))), ("is_json", .boolean(isJSON)),
            ]))
    }
}

/// Reads what `console.lua` describes.
struct OutlineReader {
    private var rest: ArraySlice<LuaValue>

    init(_ values: [LuaValue]) {
        rest = values[...]
    }

    /// The next value.
    mutating func next() -> Outline {
        guard let word = rest.popFirst()?.string?.text else { return .plain(.nothing) }
        switch word {
        case "string":
            let count = nextInteger()
            let bytes = rest.popFirst()?.string?.bytes ?? []
            return .string(count > bytes.count ? wholeCharacters(bytes) : bytes, count: count)
        case "table": return .table(nextTable())
        case "cycle": return .cycle
        case "other": return .other(rest.popFirst()?.string?.text ?? "")
        case "error":
            guard case .error(let error)? = rest.popFirst(), let object = error as? ErrorObject
            else { return .other("error") }
            return .error(object)
        default: return .plain(rest.popFirst() ?? .nothing)
        }
    }

    private mutating func nextInteger() -> Int { Int(rest.popFirst()?.integer ?? 0) }

    private mutating func nextTable() -> TableOutline {
        var table = TableOutline()
        table.elementCount = nextInteger()
        let shown = nextInteger()
        table.fieldCount = nextInteger()
        let named = nextInteger()
        for _ in 0..<shown { table.elements.append(next()) }
        for _ in 0..<named {
            let key = next()
            table.fields.append(TableOutline.Field(key: key, value: next()))
        }
        return table
    }
}

extension Outline {
    /// Its JSON form; what has none is its name in angle brackets.
    public var json: JSONValue {
        switch self {
        case .plain(let value): (try? JSONValue(value)) ?? .string("<\(value.typeName)>")
        case .string(let bytes, _): .string(textShowingBytes(bytes))
        case .error(let error): .object(error.json)
        case .cycle: .string("<cycle>")
        case .other(let name): .string("<\(name)>")
        case .table(let table): table.json
        }
    }
}

extension TableOutline {
    var json: JSONValue {
        if fields.isEmpty, !elements.isEmpty { return .array(elements.map(\.json)) }
        var object = JSONObject()
        for (index, element) in elements.enumerated() {
            object.append(String(index + 1), element.json)
        }
        for field in fields { object.append(field.key.keyText, field.value.json) }
        return .object(object)
    }
}

extension Outline {
    /// As a key of JSON.
    fileprivate var keyText: String {
        switch self {
        case .string(let bytes, _): textShowingBytes(bytes)
        default: json.text
        }
    }
}
