extension Duration {
    /// Whole nanoseconds; saturates at the ends of Int64.
    public var nanoseconds: Int64 {
        guard self < .nanoseconds(Int64.max) else { return .max }
        guard self > .nanoseconds(Int64.min) else { return .min }
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }

    /// Whole milliseconds, rounded up, so that a wait of this length is never too short.
    public var millisecondsRoundedUp: Int64 {
        (nanoseconds + 999_999) / 1_000_000
    }

    /// Seconds with their fraction.
    public var inSeconds: Double {
        Double(nanoseconds) / 1e9
    }

    /// Reads `90s`, `5m`, `1h30m`, `250ms`, `2d`; a unit is required; nil for anything else.
    public init?(text: String) {
        var total: Int64 = 0
        var rest = Substring(text)
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(unit.count)
            guard let count = Int64(digits), let size = Self.milliseconds[String(unit)] else {
                return nil
            }
            let (product, overflow) = count.multipliedReportingOverflow(by: size)
            let (sum, overflowed) = total.addingReportingOverflow(product)
            guard !overflow, !overflowed, sum <= Self.longest else { return nil }
            total = sum
        }
        self = .milliseconds(total)
    }

    private static let milliseconds: [String: Int64] = [
        "ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000,
    ]

    /// A century, in milliseconds: longer waits are typing mistakes, and nanoseconds still fit.
    private static let longest: Int64 = 36_525 * 86_400_000

    /// `1h30m`, `2.5s`, `12ms`: the two largest units, for people.
    public var text: String {
        let milliseconds = nanoseconds / 1_000_000
        if milliseconds < 1_000 { return "\(milliseconds)ms" }
        if milliseconds < 60_000 {
            let tenths = milliseconds / 100
            return tenths % 10 == 0 ? "\(tenths / 10)s" : "\(tenths / 10).\(tenths % 10)s"
        }
        let seconds = milliseconds / 1_000
        let units: [(Int64, String)] = [(86_400, "d"), (3_600, "h"), (60, "m"), (1, "s")]
        guard let first = units.firstIndex(where: { seconds >= $0.0 }) else { return "0s" }
        let rest = seconds % units[first].0
        let head = "\(seconds / units[first].0)\(units[first].1)"
        guard first + 1 < units.count else { return head }
        let next = rest / units[first + 1].0
        return next == 0 ? head : "\(head)\(next)\(units[first + 1].1)"
    }
}
