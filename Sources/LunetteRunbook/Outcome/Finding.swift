import LunetteBase

/// Something that a script found and that somebody should know of: a run that has any ends with
/// `partial_or_findings`.
public struct Finding: Sendable, Hashable {
    /// What it is about, most often an id; nil for the whole.
    public let target: String?
    /// In one line.
    public let what: String
    /// Whatever else the script tells.
    public let details: JSONObject

    /// What reports name `target` and `what`, and whatever else.
    public init(target: String?, what: String, details: JSONObject) {
        self.target = target
        self.what = what
        self.details = details
    }

    /// Reads what `json` gives.
    public init?(_ fields: JSONObject) {
        guard let what = fields["what"]?.string else { return nil }
        self.init(
            target: fields["target"]?.string, what: what,
            details: fields.without("target", "what"))
    }

    /// For reports.
    public var json: JSONValue {
        var object: JSONObject = [
            "target": target.map(JSONValue.string) ?? .null, "what": .string(what),
        ]
        for member in details.members { object.append(member.name, member.value) }
        return .object(object)
    }
}
