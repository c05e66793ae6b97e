import LunetteBase
import LunetteLua

/// Why a Lua value has no JSON form.
struct NotJSON: Error {
    let reason: String
}

extension JSONValue {
    /// The JSON form of what a script hands over. A table is a list or has names, not both; an
    /// empty one counts as an object unless it is marked as a list.
    init(_ value: LuaValue) throws(NotJSON) {
        self = try JSONForm(isForReading: false).value(of: value)
    }

    /// The JSON form of a call's parameters, secrets among them.
    init(parameters value: LuaValue, secrets: RevealedSecrets) throws(NotJSON) {
        self = try JSONForm(isForReading: false, secrets: secrets).value(of: value)
    }

    /// The JSON form of what a script gives back, for people and programs to read: an error object
    /// shows its fields, and a list that has names too, as those of `state` have, is an object
    /// with its `items`.
    init(result value: LuaValue) throws(NotJSON) {
        self = try JSONForm(isForReading: true).value(of: value)
    }
}

/// Makes the JSON form of Lua values.
private struct JSONForm {
    let isForReading: Bool
    /// Given where secrets are handed over; else they have no form, but for readers.
    var secrets: RevealedSecrets?

    func value(of value: LuaValue) throws(NotJSON) -> JSONValue {
        switch value {
        case .nothing, .null: return .null
        case .boolean(let bool): return .bool(bool)
        case .integer(let integer): return .integer(integer)
        case .number(let number): return .number(number)
        case .string(let string):
            guard let text = String(validating: string.bytes, as: UTF8.self) else {
                throw NotJSON(reason: "a string is not UTF-8")
            }
            return .string(text)
        case .table(let table): return try self.value(of: table)
        case .error(let error):
            guard isForReading else { return .string(error.luaSummary) }
            return try self.value(of: LuaTable(fields: error.luaFields))
        case .object(let object as SecretObject) where secrets != nil || isForReading:
            return .string(secrets?.reveal(object.secret) ?? "<secret>")
        case .object(is WebhookObject) where isForReading: return .string("<webhook>")
        case .object, .function, .hostFunction, .library, .json, .opaque:
            throw NotJSON(reason: "a \(value.typeName) has no place here")
        }
    }

    private func value(of table: LuaTable) throws(NotJSON) -> JSONValue {
        let elements = try table.elements.map { element throws(NotJSON) in
            try value(of: element)
        }
        if table.pairs.isEmpty, !elements.isEmpty || table.isEmptyList { return .array(elements) }
        guard let fields = table.fields, elements.isEmpty || isForReading else {
            throw NotJSON(
                reason: table.elements.isEmpty
                    ? "a table has keys that are no names" : "a table has both names and positions")
        }
        var object = JSONObject()
        if !elements.isEmpty { object.append("items", .array(elements)) }
        for field in fields { object.append(field.name, try value(of: field.value)) }
        return .object(object)
    }
}

extension LuaValue {
    /// The Lua form of a JSON value; null is `json.null`.
    public init(_ value: JSONValue) {
        self =
            switch value {
            case .null: .null
            case .bool(let bool): .boolean(bool)
            case .integer(let integer): .integer(integer)
            case .number(let number): .number(number)
            case .string(let text): .string(text)
            case .array(let elements):
                .table(elements.isEmpty ? .emptyList : LuaTable(elements.map(LuaValue.init)))
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
            case .webhook(let webhook): .object(WebhookObject(webhook))
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
