import LunetteBase

/// Keeps calls within quotas that the service tells only by refusing: it counts calls by the
/// minute for each operation and region, learns how many a window takes from the first one that
/// was used up, and asks for a little more now and then, since others share the quota.
///
/// Pure: it is told the time and what happened, and says when to send.
public struct Pacer: Sendable {
    /// Whose quota a call counts against.
    public struct Key: Sendable, Hashable {
        public let product: Product
        public let regionID: String
        public let operation: String

        public init(_ call: ServiceCall) {
            product = call.product
            regionID = call.regionID
            operation = call.operation
        }

        public func hash(into hasher: inout Hasher) {
            // Products seldom differ where these two do not.
            hasher.combine(operation)
            hasher.combine(regionID)
        }
    }

    /// Whether a call may go.
    public enum Decision: Sendable, Hashable {
        /// Send now; `window` is handed back with the outcome.
        case send(window: Int64)
        case wait(until: Timestamp)
    }

    private var quotas: [Key: Quota] = [:]

    public init() {}

    /// Whether a call may go now; if so, it counts.
    public mutating func decision(for key: Key, now: Timestamp) -> Decision {
        quotas[key, default: Quota()].decision(now: now)
    }

    /// Notes that a call sent in `window` was not refused for the quota.
    public mutating func passed(_ key: Key, window: Int64) {
        quotas[key, default: Quota()].passed(window: window)
    }

    /// Notes that a call sent in `window` was throttled; `retryAfter` is what the service asks.
    public mutating func throttled(
        _ key: Key, window: Int64, retryAfter: Duration?, now: Timestamp
    ) {
        quotas[key]?.throttled(window: window, retryAfter: retryAfter, now: now)
    }

    /// What is known of a quota: calls a minute, once a window was used up.
    public func callsPerMinute(_ key: Key) -> Int? { quotas[key]?.limit }
}

/// One quota's windows. A window is a minute of UTC, as the service counts them.
private struct Quota {
    private var window: Int64 = .min
    private var sent = 0
    private var passed = 0
    private var wasThrottled = false
    private var closedUntil: Timestamp?
    private(set) var limit: Int?
    /// How much more than the limit to ask for, and in how many windows once.
    private var probe = 1
    private var probeInterval = 1
    private var windowsSinceProbe = 0

    mutating func decision(now: Timestamp) -> Pacer.Decision {
        if let closedUntil, now < closedUntil { return .wait(until: closedUntil) }
        closedUntil = nil
        if minute(now) != window { open(minute(now)) }
        if let limit, sent >= limit + allowance { return .wait(until: start(window + 1)) }
        sent += 1
        return .send(window: window)
    }

    mutating func passed(window: Int64) {
        guard window == self.window else { return }
        passed += 1
        // Calls in flight beside the first refused one belong to what the window takes.
        if wasThrottled, let limit { self.limit = max(limit, passed) }
    }

    mutating func throttled(window: Int64, retryAfter: Duration?, now: Timestamp) {
        let nextMinute = start(minute(now) + 1)
        let reopening = retryAfter.map { now + $0 } ?? nextMinute
        closedUntil = max(closedUntil ?? reopening, reopening)
        // A short wait is another limit's than the minute's, and teaches nothing about it.
        let isMinutes = reopening >= nextMinute - .seconds(2)
        guard window == self.window, isMinutes, !wasThrottled else { return }
        wasThrottled = true
        if limit != nil { probeInterval = min(probeInterval * 2, 16) }
        probe = 1
        windowsSinceProbe = 0
        limit = max(passed, 1)
    }

    private var allowance: Int {
        windowsSinceProbe >= probeInterval ? probe : 0
    }

    private mutating func open(_ minute: Int64) {
        if let limit, !wasThrottled, sent >= limit + allowance, allowance > 0 {
            // More than the limit went through: it is higher, or higher again.
            self.limit = limit + allowance
            probe *= 2
            probeInterval = 1
            windowsSinceProbe = 0
        }
        windowsSinceProbe += 1
        window = minute
        sent = 0
        passed = 0
        wasThrottled = false
    }

    private func minute(_ time: Timestamp) -> Int64 { time.secondsSinceEpoch / 60 }

    /// A little into the minute: the service's clock may be behind ours.
    private func start(_ minute: Int64) -> Timestamp {
        Timestamp(secondsSinceEpoch: minute * 60) + .milliseconds(250)
    }
}
