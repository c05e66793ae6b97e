import LunetteBase
import LunetteJournal

/// Somebody's word that a very plan may be applied.
///
/// Its hash binds it to the plan, to the approvals before it, and to what it says itself, so that
/// an edit shows. It does not prove who gave it: whoever can write the file can give any name.
public struct PlanApproval: Sendable, Hashable {
    /// The name that was given.
    public let by: String
    public let at: Timestamp
    /// Who ran the command, and where.
    public let user: String
    public let host: String
    /// SHA-256 in lower-case hex.
    public let hash: String

    /// `previous` is the hash of the approval before it, or else the plan's.
    init(by: String, at: Timestamp, user: String, host: String, after previous: String) {
        self.by = by
        self.at = at
        self.user = user
        self.host = host
        let words: JSONValue = [
            .string(previous), .string(by), .string(at.millisecondText), .string(user),
            .string(host),
        ]
        hash = fingerprint(of: words.bytes)
    }

    /// Reads what `json` gives, its hash computed anew; nil when the time is none.
    init?(_ json: JSONValue, after previous: String) {
        guard let at = json["at"]?.string.flatMap(Timestamp.init(text:)) else { return nil }
        self.init(
            by: json["by"]?.string ?? "", at: at, user: json["user"]?.string ?? "",
            host: json["host"]?.string ?? "", after: previous)
    }

    public var json: JSONValue {
        [
            "by": .string(by), "at": .string(at.millisecondText), "user": .string(user),
            "host": .string(host), "sha256": .string(hash),
        ]
    }
}
