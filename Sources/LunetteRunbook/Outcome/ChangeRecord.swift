import LunetteBase

/// One change that a run made.
public struct ChangeRecord: Sendable, Hashable {
    public let operation: String
    /// The id acted on.
    public let target: String?
    public let regionID: String
    /// What was sent, without what is always sent.
    public let parameters: [NamedValue]
    public let requestID: String?
    /// True when the answer was lost and a read showed that the change was made.
    public let isSettledByRead: Bool
    public let at: Timestamp

    /// For reports. Values of parameters that hold secrets are left out.
    public var json: JSONValue {
        var shown = JSONObject()
        for parameter in parameters where parameter.name != "ClientToken" {
            let isSecret = secretParameters.contains(parameter.name)
            shown.append(parameter.name, .string(isSecret ? "<secret>" : parameter.value))
        }
        return [
            "operation": .string(operation),
            "target": target.map(JSONValue.string) ?? .null,
            "region_id": .string(regionID),
            "parameters": .object(shown),
            "request_id": requestID.map(JSONValue.string) ?? .null,
            "settled_by_read": .bool(isSettledByRead),
            "at": .string(at.millisecondText),
        ]
    }
}

/// Parameters whose values are never shown or recorded.
private let secretParameters: Set<String> = [
    "Password", "VncPassword", "UserData", "PrivateKeyBody", "CommandContent", "Content",
]
