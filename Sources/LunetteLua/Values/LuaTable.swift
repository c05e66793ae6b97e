/// A copy of a table: what stands at 1, 2, 3 …, and the other fields.
public struct LuaTable: Sendable, Equatable {
    /// A field by any key that is not one of the elements' positions.
    public struct Pair: Sendable, Equatable {
        public var key: LuaValue
        public var value: LuaValue

        public init(key: LuaValue, value: LuaValue) {
            self.key = key
            self.value = value
        }
    }

    public var elements: [LuaValue]
    /// Out of Lua, in no particular order.
    public var pairs: [Pair]
    /// An empty table that is a list all the same, as JSON tells them apart.
    public var isEmptyList = false

    /// A list without elements.
    public static var emptyList: LuaTable {
        var table = LuaTable()
        table.isEmptyList = true
        return table
    }

    public init(_ elements: [LuaValue] = [], pairs: [Pair] = []) {
        self.elements = elements
        self.pairs = pairs
    }

    public init(fields: [(String, LuaValue)]) {
        self.init(pairs: fields.map { Pair(key: .string(LuaString($0)), value: $1) })
    }

    /// A field by name; nil when there is none. A look-up is linear.
    public subscript(name: String) -> LuaValue? {
        let wanted = LuaString(name)
        return pairs.first { $0.key.string == wanted }?.value
    }

    /// The fields with names, in the order of their names; nil when a key is not a string.
    public var fields: [(name: String, value: LuaValue)]? {
        var fields: [(name: String, value: LuaValue)] = []
        for pair in pairs {
            guard let name = pair.key.string else { return nil }
            fields.append((name.text, pair.value))
        }
        return fields.sorted { $0.name < $1.name }
    }
}
