import LunetteBase

/// When a job runs, by the fields of the local calendar: five fields as in crontab(5), or six with
/// the second before them.
public struct CronExpression: Sendable, Hashable {
    /// As it was written.
    public let text: String
    let seconds: CronValues
    let minutes: CronValues
    let hours: CronValues
    let days: CronValues
    let months: CronValues
    let weekdays: CronValues

    /// Reads five or six fields, or `@daily` and its like. Refuses what never comes, such as a
    /// 30 February.
    public init(_ text: String) throws(CronError) {
        self.text = text
        let fields = try Self.fields(of: text)
        var values: [CronValues] = []
        let known = fields.count == 5 ? Array(CronField.all.dropFirst()) : CronField.all
        for (field, part) in zip(known, fields) {
            let parser = CronFieldParser(field: field, expression: text, column: part.column)
            values.append(try parser.values(of: part.text))
        }
        if values.count == 5 { values.insert(CronValues(plain: 1), at: 0) }
        (seconds, minutes, hours) = (values[0], values[1], values[2])
        (days, months, weekdays) = (values[3], values[4], values[5])
        guard firstMatch(from: 0) != nil else {
            throw CronError("no such date ever comes", in: text, at: 1)
        }
    }

    /// Whether the hour is left open: such an expression counts hours as they pass, and names no
    /// local time that a change of the clocks could skip or repeat.
    var isHourOpen: Bool { hours.plain == 0xFF_FFFF }

    /// Whether it names a second.
    public var hasSeconds: Bool { seconds.plain != 1 }

    /// The seven short forms of cron.
    static let shortForms = [
        "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *", "@monthly": "0 0 1 * *",
        "@weekly": "0 0 * * 0", "@daily": "0 0 * * *", "@midnight": "0 0 * * *",
        "@hourly": "0 * * * *",
    ]

    /// The five or six fields in full.
    public var fields: String {
        Self.shortForms[text.lowercased()]
            ?? text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func fields(of text: String) throws(CronError)
        -> [(text: Substring, column: Int)]
    {
        var expression = text[...]
        if text.hasPrefix("@") {
            guard let full = shortForms[text.lowercased()] else {
                let names = shortForms.keys.sorted()
                let hint = suggestion(for: text, among: names).map { "did you mean \($0)?" }
                throw CronError(
                    "'\(text)' is not known; "
                        + (hint ?? "known are \(names.joined(separator: ", "))"),
                    in: text, at: 1)
            }
            expression = full[...]
        }
        let fields = expression.split(whereSeparator: \.isWhitespace).map { part in
            (part, expression.utf8.distance(from: expression.startIndex, to: part.startIndex) + 1)
        }
        guard fields.count == 5 || fields.count == 6 else {
            throw CronError(
                "it has \(fields.count) field\(fields.count == 1 ? "" : "s"), not five (minute, "
                    + "hour, day of the month, month, day of the week) or six (second first)",
                in: text, at: 1)
        }
        return fields
    }

    // MARK: Arithmetic

    /// How far ahead to look: the longest pause between two matches is that of a 29 February that
    /// must also be some weekday.
    private static let longestPauseInDays: Int64 = 41 * 366

    /// The first match from `local` on, both in seconds of the local calendar, counted as if it
    /// were UTC; nil when none comes.
    func firstMatch(from local: Int64) -> Int64? {
        var day = local.flooredQuotient(by: 86_400)
        var timeOfDay = Int(local - day * 86_400)
        let end = day + Self.longestPauseInDays
        while day < end {
            let date = CivilTime(Timestamp(secondsSinceEpoch: day * 86_400))
            if !months.contains(date.month) {
                day += Int64(date.daysInMonth - date.day + 1)
                timeOfDay = 0
                continue
            }
            if admits(date, weekday: weekday(of: day)),
                let time = firstTime(from: timeOfDay)
            {
                return day * 86_400 + Int64(time)
            }
            day += 1
            timeOfDay = 0
        }
        return nil
    }

    /// crontab(5): where both day fields are restricted, either will do.
    private func admits(_ date: CivilTime, weekday: Int) -> Bool {
        let byDate =
            days.contains(date.day) || days.lastDay && date.day == date.daysInMonth
        let byWeekday =
            weekdays.contains(weekday)
            || weekdays.lastWeekdays >> UInt64(weekday) & 1 == 1
                && date.day > date.daysInMonth - 7
            || weekdays.nthWeekdays >> UInt64(8 * weekday + (date.day + 6) / 7) & 1 == 1
        return days.isStar || weekdays.isStar ? byDate && byWeekday : byDate || byWeekday
    }

    private func firstTime(from timeOfDay: Int) -> Int? {
        var (hour, minute, second) = (timeOfDay / 3_600, timeOfDay / 60 % 60, timeOfDay % 60)
        while let nextHour = hours.first(from: hour) {
            if nextHour > hour { (hour, minute, second) = (nextHour, 0, 0) }
            while let nextMinute = minutes.first(from: minute) {
                if nextMinute > minute { (minute, second) = (nextMinute, 0) }
                if let found = seconds.first(from: second) {
                    return hour * 3_600 + minute * 60 + found
                }
                (minute, second) = (minute + 1, 0)
            }
            (hour, minute, second) = (hour + 1, 0, 0)
        }
        return nil
    }

    /// Sunday is 0; 1970-01-01 was a Thursday.
    private func weekday(of day: Int64) -> Int {
        Int((day + 4) - (day + 4).flooredQuotient(by: 7) * 7)
    }
}
