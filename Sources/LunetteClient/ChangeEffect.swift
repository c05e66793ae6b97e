import LunetteBase

/// What a change did, or would do, to the resources that it touches: those of their fields that
/// change, by id.
public struct ChangeEffect: Sendable, Hashable {
    /// An object by ids; null for what was not there.
    public let before: JSONValue
    /// An object by the same ids; null for what is gone.
    public let after: JSONValue
    /// True when nothing was sent.
    public let isPredicted: Bool
    /// What a prediction rests on and nothing shows, by name.
    public let assumptions: [NamedValue]

    public init(
        before: JSONValue, after: JSONValue, isPredicted: Bool, assumptions: [NamedValue] = []
    ) {
        self.before = before
        self.after = after
        self.isPredicted = isPredicted
        self.assumptions = assumptions
    }
}
