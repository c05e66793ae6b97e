import LunetteBase
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
        if let farewellStart { return isOver(limits.farewell, since: farewellStart, at: now) }
        if let blockedSince { return isOver(limits.stall, since: blockedSince, at: now) }
        if isAnswering { return false }
        if let requestStart {
            return isOver(limits.stall, since: lastByte, at: now)
                || isOver(limits.request, since: requestStart, at: now)
        }
        return isOver(limits.idle, since: lastByte, at: now)
    }

    private func isOver(_ limit: Duration, since start: NIODeadline, at now: NIODeadline) -> Bool {
        (now - start).nanoseconds > limit.nanoseconds
    }
}
