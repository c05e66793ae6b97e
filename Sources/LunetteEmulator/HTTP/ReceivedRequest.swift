import LunetteBase

/// One HTTP request, whole, as it came over the wire.
struct ReceivedRequest: Sendable {
    let method: String
    /// As given, still percent-encoded.
    let path: String
    /// As given, without the `?`.
    let query: String
    /// In their order on the wire.
    let headers: [NamedValue]
    let body: [UInt8]
    let isFromLoopback: Bool
    /// Whether the client lets the connection live on after the answer.
    let keepsAlive: Bool
}
