/// What one client may take of the server.
public struct ConnectionLimits: Sendable {
    /// Request line and headers together, in bytes.
    public var headSize = 64 << 10
    public var headerCount = 100
    /// In bytes.
    public var bodySize = 1 << 20
    /// Connections open at once; more are closed as they come.
    public var connections = 4_096
    /// Without a byte of a request that has begun, or of an answer that is being read.
    public var stall = Duration.seconds(10)
    /// From a request's first byte to its last.
    public var request = Duration.seconds(60)
    /// Between requests.
    public var idle = Duration.seconds(120)
    /// For the client to end its side, after ours has ended.
    public var farewell = Duration.seconds(2)

    public init() {}
}
