/// What a caller can do about an error.
public enum Disposition: String, Sendable, CaseIterable {
    /// What was asked for is so already.
    case alreadyDone = "already_done"
    /// The same call may succeed soon.
    case retry
    /// The same call may succeed once a quota's window has passed.
    case wait
    /// The call, or the state it meets, must be changed first.
    case fix
    /// What the call names does not exist.
    case gone
    /// Nothing that the caller does will make it succeed.
    case never
    /// The change may or may not have been made.
    case inDoubt = "in_doubt"
}
