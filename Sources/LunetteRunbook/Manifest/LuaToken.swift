/// A place in a source text, both counted from 1; columns in bytes.
public struct SourcePlace: Sendable, Hashable {
    public let line: Int
    public let column: Int
}

/// One lexical element of Lua source. Comments and white space are left out.
struct LuaToken: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case name(String)
        /// The string's value, escapes undone.
        case string(String)
        case integer(Int64)
        case number(Double)
        case symbol(String)
        case end
    }

    let kind: Kind
    let place: SourcePlace
}
