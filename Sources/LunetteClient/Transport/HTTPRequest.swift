import LunetteBase

/// A request for a transport. A host that needs no proxy, and may be met by plain HTTP, is one of
/// this machine's own; or, when `isLinkLocal`, the metadata server beside it.
public struct HTTPRequest: Sendable {
    public var method: String
    public var url: String
    public var headers: [NamedValue]
    public var body: [UInt8]
    public var connectTimeout: Duration
    /// From the connection, or the kept one, to the last byte of the answer.
    public var readTimeout: Duration
    /// For the ECS metadata server only: plain HTTP that never leaves the host.
    public var isLinkLocal: Bool

    public init(
        method: String = "GET", url: String, headers: [NamedValue] = [], body: [UInt8] = [],
        connectTimeout: Duration = .seconds(5), readTimeout: Duration = .seconds(10),
        isLinkLocal: Bool = false
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.connectTimeout = connectTimeout
        self.readTimeout = readTimeout
        self.isLinkLocal = isLinkLocal
    }
}

extension HTTPRequest: CustomStringConvertible, CustomReflectable {
    /// Method and host alone: signatures and tokens stand in the query and the headers.
    public var description: String {
        "\(method) \(URLParts(url).map { "\($0.scheme)://\($0.authority)" } ?? "?")"
    }

    public var customMirror: Mirror { Mirror(self, children: []) }
}
