import LunetteBase

/// How far a fleet is.
public struct FleetProgress: Sendable, Hashable {
    /// What it is the progress of, in words.
    public let label: String
    public let total: Int
    /// Items that ended, failed ones included.
    public var done = 0
    public var failed = 0
    /// Items that an earlier attempt had finished, or that needed nothing; they count as done.
    public var skipped = 0
    /// Since the first item began.
    public var elapsed: Duration = .zero
    /// No item will begin any more.
    public var isOver = false

    public init(label: String, total: Int) {
        self.label = label
        self.total = total
    }

    /// Items a second, of those that were really gone through; nil before there is one.
    public var rate: Double? {
        let worked = done - skipped
        guard worked > 0, elapsed > .zero else { return nil }
        return Double(worked) / elapsed.inSeconds
    }

    /// How long the rest will take at this rate.
    public var remaining: Duration? {
        guard let rate else { return nil }
        return .milliseconds(Int64(Double(total - done) / rate * 1_000))
    }

    /// How much is done, from 0 to 1.
    public var fraction: Double {
        total == 0 ? 1 : Double(done) / Double(total)
    }
}
