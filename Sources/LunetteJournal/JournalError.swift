/// Why the journal could not be read or written.
public struct JournalError: Error, Sendable, Hashable {
    /// What kind of trouble it is.
    public enum Kind: String, Sendable {
        /// There is none yet.
        case missing
        /// Nothing can be added: no permission, no room, no folder.
        case unwritable
        /// What is there cannot be read as a journal.
        case unreadable
        /// Entries were edited, or are missing.
        case damaged
        /// Another run has taken the lock of this one.
        case fenced
        /// It is about another account.
        case foreign
    }

    public let kind: Kind
    /// The journal's file or folder.
    public let path: String
    /// In the system's words, or ours.
    public let reason: String

    public init(_ kind: Kind, path: String, reason: String) {
        self.kind = kind
        self.path = path
        self.reason = reason
    }
}
