import LunetteBase

/// A time zone: how far local time is ahead of UTC, at every moment.
public struct Zone: Sendable, Hashable {
    /// What holds between two changes.
    public struct Period: Sendable, Hashable {
        /// Local time minus UTC, in seconds.
        public let offset: Int64
        /// `CEST`.
        public let name: String
    }

    /// The changes that are listed one by one.
    struct Transitions: Sendable, Hashable {
        let first: Period
        /// UTC seconds, rising.
        let times: [Int64]
        /// What holds from each on.
        let periods: [Period]
    }

    /// A period with its ends, in UTC seconds.
    public struct Segment: Sendable {
        public let start: Int64
        public let end: Int64
        public let period: Period
    }

    /// `Europe/Berlin`.
    public let name: String
    private let transitions: Transitions
    private let rule: ZoneRule?

    public static let utc = Zone(
        name: "UTC",
        Transitions(first: Period(offset: 0, name: "UTC"), times: [], periods: []), rule: nil)

    init(name: String, _ transitions: Transitions, rule: ZoneRule?) {
        self.name = name
        self.transitions = transitions
        self.rule = rule
    }

    /// What holds at a moment.
    public func period(at time: Timestamp) -> Period {
        segment(at: time.secondsSinceEpoch).period
    }

    /// `2026-03-29 03:00:00 CEST`.
    public func text(of time: Timestamp) -> String {
        let period = period(at: time)
        let local = (time + .seconds(period.offset)).text
        return "\(local.prefix(10)) \(local.dropFirst(11).dropLast()) \(period.name)"
    }

    /// The period around a moment, in UTC seconds.
    public func segment(at time: Int64) -> Segment {
        let times = transitions.times
        let count = times.partitioningIndex { $0 > time }
        let period = count == 0 ? transitions.first : transitions.periods[count - 1]
        let start = count == 0 ? Int64.min : times[count - 1]
        if count < times.count { return Segment(start: start, end: times[count], period: period) }
        return rule.map { segment(at: time, by: $0, from: start, period) }
            ?? Segment(start: start, end: .max, period: period)
    }

    /// Behind the last listed change: by the rule.
    private func segment(
        at time: Int64, by rule: ZoneRule, from listed: Int64, _ period: Period
    ) -> Segment {
        guard rule.summer != nil else {
            return Segment(start: listed, end: .max, period: rule.standard)
        }
        let year = CivilTime(Timestamp(secondsSinceEpoch: time)).year
        let changes = (year - 1...year + 1).flatMap(rule.changes).filter { $0.time > listed }
        let next = changes.first { $0.time > time }
        guard let last = changes.last(where: { $0.time <= time }) else {
            return Segment(start: listed, end: next?.time ?? .max, period: period)
        }
        return Segment(start: last.time, end: next?.time ?? .max, period: last.period)
    }

    /// The moment at which clocks show `local`: the first one, when they do so twice; right after
    /// the gap, when they never do. Both in seconds; `local` is counted as if it were UTC.
    public func moment(ofLocal local: Int64) -> Int64 {
        // No zone has ever been further from UTC than this.
        var segment = segment(at: local - 26 * 3_600)
        while local - segment.period.offset >= segment.end {
            segment = self.segment(at: segment.end)
        }
        return max(local - segment.period.offset, segment.start)
    }
}

extension [Int64] {
    /// The first index whose element, and all behind it, fulfil the condition.
    fileprivate func partitioningIndex(_ isBehind: (Int64) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
