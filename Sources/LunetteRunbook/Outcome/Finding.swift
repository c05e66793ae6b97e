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

    /// For reports.
    public var json: JSONValue {
        var object: JSONObject = [
            "target": target.map(JSONValue.string) ?? .null, "what": .string(what),
        ]
        for member in details.members { object.append(member.name, member.value) }
        return .object(object)
    }
}
