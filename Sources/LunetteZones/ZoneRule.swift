import LunetteBase

/// A rule for all years, as POSIX writes it in `TZ`: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct ZoneRule: Sendable, Hashable {
    /// A day of each year, and a time of that day.
    struct Change: Sendable, Hashable {
        enum Day: Sendable, Hashable {
            /// `M3.5.0`: month, week (5 is the last), weekday (0 is Sunday).
            case weekday(month: Int, week: Int, weekday: Int)
            /// `J60`: from 1, and 29 February is never counted.
            case withoutLeapDay(Int)
            /// `59`: from 0, and 29 February counts.
            case ofYear(Int)
        }

        let day: Day
        /// Seconds from midnight; may be negative or beyond the day.
        let time: Int64
    }

    /// The half of the year in which the clocks differ.
    struct Summer: Sendable, Hashable {
        let period: Zone.Period
        let start: Change
        let end: Change
    }

    let standard: Zone.Period
    /// Nil where the clocks never change.
    let summer: Summer?

    /// The changes of one year, in UTC seconds, with what holds from each on; in order.
    func changes(in year: Int) -> [(time: Int64, period: Zone.Period)] {
        guard let summer else { return [] }
        let start = summer.start.localTime(in: year) - standard.offset
        let end = summer.end.localTime(in: year) - summer.period.offset
        let changes = [(time: start, period: summer.period), (time: end, period: standard)]
        return start < end ? changes : changes.reversed()
    }
}

extension ZoneRule.Change {
    /// The moment in seconds of the local calendar, counted as if it were UTC.
    fileprivate func localTime(in year: Int) -> Int64 {
        let newYear = Self.day(year, 1, 1)
        switch day {
        case .ofYear(let number): return (newYear + Int64(number)) * 86_400 + time
        case .withoutLeapDay(let number):
            let isLeap = Self.day(year + 1, 1, 1) - newYear == 366
            let shift = isLeap && number >= 60 ? 0 : -1
            return (newYear + Int64(number + shift)) * 86_400 + time
        case .weekday(let month, let week, let weekday):
            let first = Self.day(year, month, 1)
            let firstWeekday = Int((first + 4) - (first + 4).flooredQuotient(by: 7) * 7)
            var date = 1 + (weekday - firstWeekday + 7) % 7 + 7 * (week - 1)
            let length =
                CivilTime(Timestamp(secondsSinceEpoch: first * 86_400)).daysInMonth
            while date > length { date -= 7 }
            return (first + Int64(date - 1)) * 86_400 + time
        }
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
        let civil = CivilTime(
            year: min(max(year, 1678), 2261), month: month, day: day, hour: 0, minute: 0,
            second: 0)
        return civil.map { $0.timestamp.secondsSinceEpoch.flooredQuotient(by: 86_400) } ?? 0
    }
}
