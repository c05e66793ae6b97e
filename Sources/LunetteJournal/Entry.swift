import LunetteBase

/// What an entry records.
public enum EntryKind: String, Sendable, CaseIterable {
    /// A run begins.
    case run
    /// A run goes on that had ended or was killed.
    case attempt
    /// A file that the script required.
    case module
    /// A step or an item begins.
    case begin
    /// A step or an item has ended.
    case finish
    /// A script found something, or says that something is left to do.
    case reported
    /// A change is about to be sent.
    case intent
    /// What became of a change.
    case outcome
    /// Somebody agreed to something.
    case approval
    case note
    /// A run ends.
    case end
    /// What became of a scheduled job's due time.
    case tick
    /// Old entries were taken out.
    case prune
}

/// An entry before it has its place in the chain.
public struct Draft: Sendable, Hashable {
    public let kind: EntryKind
    /// Empty for what concerns the journal as a whole.
    public let runID: String
    public let at: Timestamp
    public let body: JSONObject

    public init(_ kind: EntryKind, runID: String, at: Timestamp, body: JSONObject) {
        self.kind = kind
        self.runID = runID
        self.at = at
        self.body = body
    }
}

/// One entry of the journal. Nothing of it changes once it is there.
public struct Entry: Sendable, Hashable {
    /// Its place in the chain, counted from 1.
    public let position: Int64
    public let runID: String
    /// A kind that this version does not know is nil.
    public var kind: EntryKind? { EntryKind(rawValue: kindName) }
    public let kindName: String
    public let at: Timestamp
    /// Compact JSON, exactly as it was hashed.
    public let text: String
    /// SHA-256 in lower-case hex.
    public let hash: String

    public init(
        position: Int64, runID: String, kindName: String, at: Timestamp, text: String,
        hash: String
    ) {
        self.position = position
        self.runID = runID
        self.kindName = kindName
        self.at = at
        self.text = text
        self.hash = hash
    }

    /// The draft in its place behind `tip`.
    public init(_ draft: Draft, after tip: ChainTip) {
        let text = JSONValue.object(draft.body).text
        position = tip.position + 1
        runID = draft.runID
        kindName = draft.kind.rawValue
        at = draft.at
        self.text = text
        hash = ChainTip.hash(
            after: tip.hash, position: tip.position + 1, runID: draft.runID,
            kindName: draft.kind.rawValue, at: draft.at, text: text)
    }

    /// The body decoded; empty when it is no JSON object, which `verify` reports.
    public var body: JSONObject {
        (try? JSONValue(parsing: text))?.object ?? [:]
    }
}
