import LunetteBase

/// A request for a transport. A host that needs no proxy, and may be met by plain HTTP, is one of
/// this machine's own; or, when `isLinkLocal`, the metadata server beside it.
public struct HTTPRequest: Sendable {
    public var method: String
    /// The whole URL, or the endpoint's when there is a target.
    let url: String
    /// Path and query, ready for the wire; nil when they stand in the URL.
    let target: String?
    /// Where it goes; nil when the URL is none.
    let endpoint: Endpoint?
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
        target = nil
        endpoint = URLParts(url).map { Endpoint($0) }
        self.headers = headers
        self.body = body
        self.connectTimeout = connectTimeout
        self.readTimeout = readTimeout
        self.isLinkLocal = isLinkLocal
    }

    /// A request to an endpoint that is known already; `target` begins with a slash.
    init(method: String, to endpoint: Endpoint, target: String, headers: [NamedValue]) {
        self.method = method
        url = endpoint.url
        self.target = target
        self.endpoint = endpoint
        self.headers = headers
        body = []
        connectTimeout = .seconds(5)
        readTimeout = .seconds(10)
        isLinkLocal = false
    }
}

extension HTTPRequest: CustomStringConvertible, CustomReflectable {
    /// Method and host alone: signatures and tokens stand in the query and the headers.
    public var description: String { "\(method) \(endpoint?.url ?? "?")" }

    public var customMirror: Mirror { Mirror(self, children: []) }
}
