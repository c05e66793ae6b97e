import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where a run's time comes from: the machine's, or a test's.
public protocol RunClock: Sendable {
    /// The wall time, in UTC.
    func now() -> Timestamp

    /// Time that never goes back, from an arbitrary start; waits and limits count by it.
    func uptime() -> Duration

    /// Called when nothing is left to do until `uptime`: a virtual clock goes there and says
    /// true; a real one does nothing and says false, and the caller waits.
    func skip(to uptime: Duration) -> Bool
}

/// The machine's clock.
public struct SystemClock: RunClock {
    public init() {}

    public func now() -> Timestamp {
        let time = read(CLOCK_REALTIME)
        return Timestamp(
            nanosecondsSinceEpoch: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    public func uptime() -> Duration {
        let time = read(CLOCK_MONOTONIC)
        return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
    }

    public func skip(to uptime: Duration) -> Bool { false }

    private func read(_ clock: clockid_t) -> timespec {
        var time = timespec()
        clock_gettime(clock, &time)
        return time
    }
}

/// A clock that moves only when told to, or when everything that shares it is idle.
public final class VirtualClock: RunClock {
    private let start: Timestamp
    private let elapsed = Mutex(Duration.zero)

    public init(start: Timestamp) {
        self.start = start
    }

    public func now() -> Timestamp { start + uptime() }

    public func uptime() -> Duration { elapsed.withLock { $0 } }

    public func skip(to uptime: Duration) -> Bool {
        elapsed.withLock { $0 = max($0, uptime) }
        return true
    }

    /// Moves the clock on; what waits on it finds out when it looks next.
    public func advance(by duration: Duration) {
        elapsed.withLock { $0 += duration }
    }
}
