/// A table of Swift's that scripts can read and not change.
public struct HostLibrary: Sendable {
    /// Answers a field on its first use; nil: there is none.
    public typealias LookUp = @Sendable (_ field: String) throws -> LuaValue?

    public let name: String
    let fields: [(String, LuaValue)]
    let lookUp: LookUp?
    let computed: [String: @Sendable () -> LuaValue]

    /// `name` is what scripts call it, for messages; `lookUp` is asked for fields that are not
    /// listed, once each, and may throw to say what was meant instead. The `computed` ones are
    /// asked for each time.
    public init(
        _ name: String, fields: [(String, LuaValue)] = [],
        computed: [String: @Sendable () -> LuaValue] = [:], lookUp: LookUp? = nil
    ) {
        self.name = name
        self.fields = fields
        self.computed = computed
        self.lookUp = lookUp
    }

    /// Answers a field that is not listed, and whether it is another one next time.
    func answer(_ field: String) throws -> Reply {
        if let value = computed[field] { return .values([value(), true]) }
        return .value(try lookUp?(field) ?? .nothing)
    }

    /// Whether there are fields that are not listed.
    var isLazy: Bool { lookUp != nil || !computed.isEmpty }

    /// Functions by the last part of their names.
    public init(_ name: String, functions: [HostFunction]) {
        self.init(name, fields: functions.map { ($0.fieldName, .hostFunction($0)) })
    }
}
