import LunetteLua

extension ErrorObject: LuaErrorConvertible {
    public var luaFields: [(String, LuaValue)] {
        json.members.map { ($0.name, LuaValue($0.value)) }
    }

    public var luaSummary: String { line }
}
