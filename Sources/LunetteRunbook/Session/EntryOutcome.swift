import LunetteBase

/// What became of one entry of a session.
public struct EntryOutcome: Sendable {
    /// The entry's number in the session.
    public var number: Int
    /// What it returned, as far as it is shown.
    public var values: [Outline] = []
    /// The number under which its first value is kept: `_3`; nil when it returned none.
    public var keptAs: Int?
    public var failure: RunFailure?
    public var duration: Duration = .zero
    public var callCount = 0
    public var changes: [ChangeRecord] = []
    public var findings: [Finding] = []
    /// What became of the things that it reported on.
    public var items: [ReportItem] = []
    /// Set when a limit could only be kept by giving up the interpreter: all variables are gone.
    public var hasLostVariables = false
}

/// Whether a text is an entry.
public enum EntryVerdict: Sendable, Hashable {
    case whole
    /// More lines must follow.
    case incomplete
    /// It is no Lua and never will be; running it says why.
    case wrong
}
