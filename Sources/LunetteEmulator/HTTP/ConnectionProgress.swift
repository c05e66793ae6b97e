import NIOCore

/// When things last happened on one connection. On the event loop only.
final class ConnectionProgress {
    var lastByte: NIODeadline
    var requestStart: NIODeadline?
    var blockedSince: NIODeadline?
    /// Set once our side has ended: what still comes is thrown away.
    var farewellStart: NIODeadline?
    var isAnswering = false

    init(now: NIODeadline) {
        lastByte = now
    }

    /// Whether the client has used up its time.
    func isOverdue(at now: NIODeadline, limits: ConnectionLimits) -> Bool {
        if let farewellStart { return now - farewellStart > limits.farewell }
        if let blockedSince { return now - blockedSince > limits.stall }
        if isAnswering { return false }
        if let requestStart {
            return now - lastByte > limits.stall || now - requestStart > limits.request
        }
        return now - lastByte > limits.idle
    }
}
