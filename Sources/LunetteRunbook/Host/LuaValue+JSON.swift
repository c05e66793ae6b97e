import LunetteBase
import LunetteLua

/// Why a Lua value has no JSON form.
struct NotJSON: Error {
    let reason: String
}

extension JSONValue {
    /// The JSON form of what a script hands over. A table is a list or has names, not both; an
    /// empty one counts as an object.
    init(_ value: LuaValue) throws(NotJSON) {
        switch value {
        case .nothing, .null: self = .null
        case .boolean(let bool): self = .bool(bool)
        case .integer(let integer): self = .integer(integer)
        case .number(let number): self = .number(number)
        case .string(let string):
            guard let text = String(validating: string.bytes, as: UTF8.self) else {
                throw NotJSON(reason: "a string is not UTF-8")
            }
            self = .string(text)
        case .table(let table): self = try Self(table)
        case .error(let error): self = .string(error.luaSummary)
        case .object, .function, .hostFunction, .library, .json, .opaque:
            throw NotJSON(reason: "a \(value.typeName) has no place here")
        }
    }

    private init(_ table: LuaTable) throws(NotJSON) {
        if table.pairs.isEmpty, !table.elements.isEmpty {
            var elements: [JSONValue] = []
            for element in table.elements { elements.append(try JSONValue(element)) }
            self = .array(elements)
            return
        }
        guard table.elements.isEmpty, let fields = table.fields else {
            throw NotJSON(reason: "a table has both names and positions")
        }
        var object = JSONObject()
        for field in fields { object.append(field.name, try JSONValue(field.value)) }
        self = .object(object)
    }
}

extension LuaValue {
    /// The Lua form of a JSON value; null is `json.null`.
    init(_ value: JSONValue) {
        self =
            switch value {
            case .null: .null
            case .bool(let bool): .boolean(bool)
            case .integer(let integer): .integer(integer)
            case .number(let number): .number(number)
            case .string(let text): .string(text)
            case .array(let elements): .table(LuaTable(elements.map(LuaValue.init)))
            case .object(let object):
                .table(LuaTable(fields: object.members.map { ($0.name, LuaValue($0.value)) }))
            }
    }

    /// What a script sees of one of its arguments. A duration is in seconds.
    init(_ argument: ArgumentValue) {
        self =
            switch argument {
            case .string(let text): .string(text)
            case .integer(let integer): .integer(integer)
            case .number(let number): .number(number)
            case .boolean(let bool): .boolean(bool)
            case .list(let elements): .table(LuaTable(elements.map { .string($0) }))
            case .duration(let duration): .number(duration.inSeconds)
            case .file(let bytes): .string(LuaString(bytes: bytes))
            case .secret(let secret): .object(SecretObject(secret))
            }
    }
}

/// A secret in a script's hands: it can be passed on, and prints as `<secret>`.
final class SecretObject: HostObject {
    static let luaType = HostType("secret", methods: [])

    let secret: Secret

    init(_ secret: Secret) {
        self.secret = secret
    }
}
