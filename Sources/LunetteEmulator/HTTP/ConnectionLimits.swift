import NIOCore

/// What one client may take of the server.
struct ConnectionLimits: Sendable {
    /// Request line and headers together, in bytes.
    var headSize = 64 << 10
    var headerCount = 100
    /// In bytes.
    var bodySize = 1 << 20
    /// Connections open at once; more are closed as they come.
    var connections = 4_096
    /// Without a byte of a request that has begun, or of an answer that is being read.
    var stall = TimeAmount.seconds(10)
    /// From a request's first byte to its last.
    var request = TimeAmount.seconds(60)
    /// Between requests.
    var idle = TimeAmount.seconds(120)
    /// For the client to end its side, after ours has ended.
    var farewell = TimeAmount.seconds(2)
}
