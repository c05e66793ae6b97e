/// A Swift error that scripts see as an error object: a table with these fields and a locked
/// metatable, which comes back to Swift as the same error.
public protocol LuaErrorConvertible: Error {
    /// `traceback` is added by the interpreter.
    var luaFields: [(String, LuaValue)] { get }

    /// What `tostring` says: one readable line.
    var luaSummary: String { get }
}

/// An error that scripts see as a plain message with its place in front, as `error("…")` makes
/// them.
public struct LuaMessage: Error, Hashable, Sendable {
    public let text: String

    public init(_ text: String) {
        self.text = text
    }
}
