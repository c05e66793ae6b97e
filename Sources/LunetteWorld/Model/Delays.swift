/// How long the service takes, in milliseconds. All zero: every change is done at once.
public struct Delays: Sendable, Hashable {
    /// Instance states.
    public var pending = 0
    public var starting = 0
    public var stopping = 0
    /// Network interface states.
    public var creating = 0
    public var attaching = 0
    public var detaching = 0
    public var deleting = 0
    /// From a change of membership until reads show it.
    public var propagation = 0
    /// From a change of membership until the same target takes another without
    /// `InvalidOperation.Conflict` (`current` contract).
    public var conflict = 0

    public init() {}
}
