/// A moment in UTC, to the nanosecond; good from 1678 to 2262. What lies beyond becomes the first
/// or the last moment of these: dates come from scripts and requests, too.
public struct Timestamp: Sendable, Hashable, Comparable {
    public var nanosecondsSinceEpoch: Int64

    public init(nanosecondsSinceEpoch: Int64) {
        self.nanosecondsSinceEpoch = nanosecondsSinceEpoch
    }

    public init(secondsSinceEpoch: Int64) {
        nanosecondsSinceEpoch = Duration.seconds(secondsSinceEpoch).nanoseconds
    }

    /// Whole seconds, rounded towards the past.
    public var secondsSinceEpoch: Int64 {
        nanosecondsSinceEpoch.flooredQuotient(by: 1_000_000_000)
    }

    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.nanosecondsSinceEpoch < right.nanosecondsSinceEpoch
    }

    public static func + (time: Timestamp, duration: Duration) -> Timestamp {
        Timestamp(
            nanosecondsSinceEpoch: (.nanoseconds(time.nanosecondsSinceEpoch) + duration).nanoseconds
        )
    }

    public static func - (time: Timestamp, duration: Duration) -> Timestamp {
        Timestamp(
            nanosecondsSinceEpoch: (.nanoseconds(time.nanosecondsSinceEpoch) - duration).nanoseconds
        )
    }

    public static func - (left: Timestamp, right: Timestamp) -> Duration {
        .nanoseconds(left.nanosecondsSinceEpoch) - .nanoseconds(right.nanosecondsSinceEpoch)
    }
}

/// A calendar date and time of day in UTC (proleptic Gregorian).
public struct CivilTime: Sendable, Hashable {
    public var year: Int
    public var month: Int
    public var day: Int
    public var hour: Int
    public var minute: Int
    public var second: Int

    public init(_ timestamp: Timestamp) {
        let seconds = timestamp.secondsSinceEpoch
        let days = seconds.flooredQuotient(by: 86_400)
        let timeOfDay = Int(seconds - days * 86_400)
        // Days to date: years start in March, so that the leap day is a year's last.
        let shifted = days + 719_468
        let era = shifted.flooredQuotient(by: 146_097)
        let dayOfEra = Int(shifted - era * 146_097)
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + Int(era) * 400 + (month <= 2 ? 1 : 0)
        hour = timeOfDay / 3_600
        minute = timeOfDay / 60 % 60
        second = timeOfDay % 60
    }

    /// The moment; nil when a field is out of range (a 30 February, a 61st second).
    public init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
        guard (1...12).contains(month), (1...31).contains(day), (0...23).contains(hour),
            (0...59).contains(minute), (0...59).contains(second), (1678...2261).contains(year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        if CivilTime(timestamp) != self { return nil }
    }

    public var timestamp: Timestamp {
        let shiftedYear = Int64(month <= 2 ? year - 1 : year)
        let era = shiftedYear.flooredQuotient(by: 400)
        let yearOfEra = shiftedYear - era * 400
        let shiftedMonth = Int64(month > 2 ? month - 3 : month + 9)
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + Int64(day) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * 146_097 + dayOfEra - 719_468
        let timeOfDay = Int64(hour * 3_600 + minute * 60 + second)
        return Timestamp(secondsSinceEpoch: days * 86_400 + timeOfDay)
    }
}

extension Timestamp {
    /// `2024-01-02T03:04:05Z`: RFC 3339 in UTC, to the second.
    public var text: String {
        text(fraction: nil)
    }

    /// Digit by digit: each signed request has one, and interpolation costs ten times as much.
    private func text(fraction milliseconds: Int?) -> String {
        let civil = CivilTime(self)
        return String(unsafeUninitializedCapacity: 24) { text in
            var place = 0
            func write(_ value: Int, digits: Int, then mark: Unicode.Scalar) {
                var rest = value
                for index in stride(from: place + digits - 1, through: place, by: -1) {
                    text[index] = UInt8(ascii: "0") + UInt8(rest % 10)
                    rest /= 10
                }
                text[place + digits] = UInt8(ascii: mark)
                place += digits + 1
            }
            write(civil.year, digits: 4, then: "-")
            write(civil.month, digits: 2, then: "-")
            write(civil.day, digits: 2, then: "T")
            write(civil.hour, digits: 2, then: ":")
            write(civil.minute, digits: 2, then: ":")
            write(civil.second, digits: 2, then: milliseconds == nil ? "Z" : ".")
            if let milliseconds { write(milliseconds, digits: 3, then: "Z") }
            return place
        }
    }

    /// `2024-01-02T03:04Z`: to the minute, as the service writes creation times.
    public var minuteText: String {
        let civil = CivilTime(self)
        return "\(civil.dateText)T\(two(civil.hour)):\(two(civil.minute))Z"
    }

    /// `2024-01-02T03:04:05.678Z`: to the millisecond, for logs.
    public var millisecondText: String {
        let milliseconds = nanosecondsSinceEpoch.flooredQuotient(by: 1_000_000)
        return text(fraction: Int(milliseconds - secondsSinceEpoch * 1_000))
    }

    /// Reads RFC 3339 in UTC (`Z` only), with or without seconds and a fraction; else nil.
    public init?(text: String) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int? {
            guard range.upperBound <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[range] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }
        func mark(_ index: Int, _ character: Character) -> Bool {
            index < bytes.count && bytes[index] == character.asciiValue
        }
        guard let year = number(0..<4), mark(4, "-"), let month = number(5..<7), mark(7, "-"),
            let day = number(8..<10), mark(10, "T"), let hour = number(11..<13), mark(13, ":"),
            let minute = number(14..<16)
        else { return nil }
        var second = 0
        var fraction: Int64 = 0
        var end = 16
        if mark(end, ":") {
            guard let value = number(17..<19) else { return nil }
            second = value
            end = 19
            if mark(end, ".") {
                let digits = bytes[20...].prefix { (0x30...0x39).contains($0) }
                guard (1...9).contains(digits.count), let value = number(20..<20 + digits.count)
                else { return nil }
                fraction = (0..<9 - digits.count).reduce(Int64(value)) { value, _ in value * 10 }
                end = 20 + digits.count
            }
        }
        guard mark(end, "Z"), end + 1 == bytes.count,
            let civil = CivilTime(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        else { return nil }
        nanosecondsSinceEpoch = civil.timestamp.nanosecondsSinceEpoch + fraction
    }
}

extension CivilTime {
    fileprivate var dateText: String {
        "\(three(year / 10))\(year % 10)-\(two(month))-\(two(day))"
    }
}

private func two(_ value: Int) -> String {
    value < 10 ? "0\(value)" : "\(value)"
}

private func three(_ value: Int) -> String {
    value < 100 ? "0\(two(value))" : "\(value)"
}

extension CivilTime {
    /// From 28 to 31.
    public var daysInMonth: Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}

extension Int64 {
    /// Division that rounds towards minus infinity; `divisor` is positive.
    public func flooredQuotient(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
