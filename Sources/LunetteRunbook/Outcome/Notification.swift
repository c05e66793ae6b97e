import LunetteBase

/// Something that a script told a webhook.
public struct Notification: Sendable, Hashable {
    /// Host and port; the rest of the URL is nobody's to see.
    public let host: String
    public let body: JSONValue
    /// False in a dry run, and in tests: nothing went out.
    public let isSent: Bool

    public var json: JSONObject {
        ["host": .string(host), "body": body, "sent": .bool(isSent)]
    }
}
