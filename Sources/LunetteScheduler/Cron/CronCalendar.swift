import LunetteBase
import LunetteZones

/// An expression in a zone: the moments at which a job is due.
///
/// Where the clocks change: a local time that does not exist stands for the moment right after the
/// gap, one that comes twice for the first of the two. An expression that leaves the hour open
/// counts hours as they pass, and goes on through both, as cron(8) does.
public struct CronCalendar: Sendable, Hashable {
    public let expression: CronExpression
    public let zone: Zone

    public init(_ expression: CronExpression, in zone: Zone) {
        self.expression = expression
        self.zone = zone
    }

    /// The first due moment after `time`, to the second; nil when none comes.
    public func next(after time: Timestamp) -> Timestamp? {
        let seconds = time.secondsSinceEpoch
        let next = expression.isHourOpen ? passing(after: seconds) : named(after: seconds)
        return next.map(Timestamp.init(secondsSinceEpoch:))
    }

    /// The due moments after `start`, up to and with `end`.
    public func moments(after start: Timestamp, through end: Timestamp)
        -> some Sequence<Timestamp>
    {
        sequence(state: start) { last in
            guard let next = next(after: last), next <= end else { return nil }
            last = next
            return next
        }
    }

    /// By named local times. Their moments never fall as they rise, so that the search can start
    /// at the local time of `time` itself.
    private func named(after time: Int64) -> Int64? {
        var local = time + zone.segment(at: time).period.offset
        while let match = expression.firstMatch(from: local) {
            let moment = zone.moment(ofLocal: match)
            if moment > time { return moment }
            local = match + 1
        }
        return nil
    }

    /// By the hours as they pass: each period of the zone has its own run of matches.
    private func passing(after time: Int64) -> Int64? {
        var start = time + 1
        while true {
            let segment = zone.segment(at: start)
            guard let match = expression.firstMatch(from: start + segment.period.offset) else {
                return nil
            }
            let moment = match - segment.period.offset
            if moment < segment.end { return moment }
            start = segment.end
        }
    }
}
