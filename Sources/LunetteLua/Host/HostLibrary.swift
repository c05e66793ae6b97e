/// A table of Swift's that scripts can read and not change.
public struct HostLibrary: Sendable {
    /// Answers a field on its first use; nil: there is none.
    public typealias LookUp = @Sendable (_ field: String) throws -> LuaValue?

    public let name: String
    let fields: [(String, LuaValue)]
    let lookUp: LookUp?

    /// `name` is what scripts call it, for messages; `lookUp` is asked for fields that are not
    /// listed, once each, and may throw to say what was meant instead.
    public init(
        _ name: String, fields: [(String, LuaValue)] = [], lookUp: LookUp? = nil
    ) {
        self.name = name
        self.fields = fields
        self.lookUp = lookUp
    }

    /// Functions by the last part of their names.
    public init(_ name: String, functions: [HostFunction]) {
        self.init(name, fields: functions.map { ($0.fieldName, .hostFunction($0)) })
    }
}
