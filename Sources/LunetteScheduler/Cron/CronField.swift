/// One of a cron expression's fields: what may stand in it.
struct CronField: Sendable {
    let name: String
    let range: ClosedRange<Int>
    /// Three letters each; the first stands for the range's lower bound.
    var names: [String] = []
    /// What else is understood, beside numbers, ranges, steps and lists.
    var takesLast = false
    var takesNth = false

    static let second = CronField(name: "second", range: 0...59)
    static let minute = CronField(name: "minute", range: 0...59)
    static let hour = CronField(name: "hour", range: 0...23)
    static let dayOfMonth = CronField(name: "day of the month", range: 1...31, takesLast: true)
    static let month = CronField(
        name: "month", range: 1...12,
        names: [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ])
    /// 0 and 7 are both Sunday.
    static let dayOfWeek = CronField(
        name: "day of the week", range: 0...7,
        names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"], takesNth: true)

    /// In the order of an expression with six fields.
    static let all = [second, minute, hour, dayOfMonth, month, dayOfWeek]
}

/// What one field of an expression admits, as sets of bits.
struct CronValues: Sendable, Hashable {
    var plain: UInt64 = 0
    /// The field begins with a star: it does not restrict the day (cron(5), `DOM_STAR`).
    var isStar = false
    /// `L` as the day of the month.
    var lastDay = false
    /// `5L`: the weekdays that count only as the last of their month.
    var lastWeekdays: UInt64 = 0
    /// `1#2`: bit 8 × weekday + n for the n-th such weekday of its month.
    var nthWeekdays: UInt64 = 0

    func contains(_ value: Int) -> Bool {
        plain >> UInt64(value) & 1 == 1
    }

    /// The least value from `start` on.
    func first(from start: Int) -> Int? {
        guard start < 64 else { return nil }
        let rest = plain >> UInt64(start)
        return rest == 0 ? nil : start + rest.trailingZeroBitCount
    }

    mutating func insert(_ value: Int) {
        plain |= 1 << UInt64(value)
    }
}
