import LunetteBase

/// How many calls of an operation an account may make in a region in a minute.
public struct ThrottleLimit: Sendable, Hashable {
    /// A name, or a pattern with `*`; each operation that it matches has a count of its own.
    public var operation = "*"
    public var perMinute = 0
    /// Only in this region; in each, when nil.
    public var regionID: String?
    public var code = "Throttling.User"
    public var status = 400

    init() {}

    public init(operation: String, perMinute: Int, regionID: String? = nil) {
        self.operation = operation
        self.perMinute = perMinute
        self.regionID = regionID
    }
}

/// Counts calls in minute windows. The service's windows are the clock's minutes: what is refused
/// in one works again in the next.
public struct ThrottleWindows: Sendable {
    public enum Verdict: Sendable, Hashable {
        case allowed
        /// Until the window ends.
        case refused(limit: ThrottleLimit, retryAfterMilliseconds: Int)
    }

    private struct Key: Hashable {
        let accountID: String
        let regionID: String
        let operation: String
    }

    private var minute: Int64 = .min
    private var counts: [Key: Int] = [:]

    public init() {}

    /// Counts a call, also a refused one, and says whether it is still within its limit.
    public mutating func admit(
        operation: String, accountID: String, regionID: String, limits: [ThrottleLimit],
        now: Timestamp
    ) -> Verdict {
        let second = now.secondsSinceEpoch
        let current = second / 60
        if current != minute {
            minute = current
            counts.removeAll(keepingCapacity: true)
        }
        let limit = limits.first {
            globMatches($0.operation, operation)
                && ($0.regionID == nil || $0.regionID == regionID)
        }
        guard let limit else { return .allowed }
        let key = Key(accountID: accountID, regionID: regionID, operation: operation)
        counts[key, default: 0] += 1
        guard counts[key, default: 0] > limit.perMinute else { return .allowed }
        let end = Timestamp(secondsSinceEpoch: (current + 1) * 60)
        return .refused(
            limit: limit, retryAfterMilliseconds: Int((end - now).millisecondsRoundedUp))
    }
}

extension ThrottleLimit: FileRecord {
    mutating func code(_ fields: inout FieldCoder) throws(FileMistake) {
        try fields.code("operation", &operation)
        try fields.code("per_minute", &perMinute)
        try fields.code("region_id", &regionID)
        try fields.code("code", &code, default: "Throttling.User")
        try fields.code("status", &status, default: 400)
    }
}
