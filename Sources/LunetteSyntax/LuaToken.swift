/// A place in a source text, both counted from 1; columns in bytes.
public struct SourcePlace: Sendable, Hashable {
    public let line: Int
    public let column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// Why a source is not Lua, and where.
public struct LuaSyntaxError: Error, Sendable, Hashable {
    public let message: String
    public let place: SourcePlace

    public init(_ message: String, at place: SourcePlace) {
        self.message = message
        self.place = place
    }
}

/// One lexical element of Lua source. Comments and white space are left out.
public struct LuaToken: Sendable, Hashable {
    /// What it is; keywords count as names.
    public enum Kind: Sendable, Hashable {
        case name(String)
        /// The string's value, escapes undone.
        case string(String)
        case integer(Int64)
        case number(Double)
        case symbol(String)
        case end
    }

    public let kind: Kind
    public let place: SourcePlace
    /// Just behind its last byte.
    public let end: SourcePlace
    /// Bytes from the source's start.
    public let range: Range<Int>
}
