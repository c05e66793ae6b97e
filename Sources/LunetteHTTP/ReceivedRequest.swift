import LunetteBase

/// One HTTP request, whole, as it came over the wire.
public struct ReceivedRequest: Sendable {
    public let method: String
    /// As given, still percent-encoded.
    public let path: String
    /// As given, without the `?`.
    public let query: String
    /// In their order on the wire.
    public let headers: [NamedValue]
    public let body: [UInt8]
    public let isFromLoopback: Bool
    /// Whether the client lets the connection live on after the answer.
    public let keepsAlive: Bool
}
