extension ZoneRule {
    /// Reads the footer of a zone's file; nil when it is malformed.
    init?(_ text: String) {
        var scanner = ZoneRuleScanner(text)
        guard let name = scanner.name(), let west = scanner.time() else { return nil }
        standard = Zone.Period(offset: -west, name: name)
        guard !scanner.isAtEnd else {
            summer = nil
            return
        }
        guard let summerName = scanner.name() else { return nil }
        let summerOffset = scanner.isAt(",") ? standard.offset + 3_600 : scanner.time().map { -$0 }
        guard let summerOffset, scanner.take(","), let start = scanner.change(), scanner.take(","),
            let end = scanner.change(), scanner.isAtEnd
        else { return nil }
        summer = Summer(
            period: Zone.Period(offset: summerOffset, name: summerName), start: start, end: end)
    }
}

/// Steps over the parts of a rule's text.
private struct ZoneRuleScanner {
    private var rest: Substring

    init(_ text: String) {
        rest = text[...]
    }

    var isAtEnd: Bool { rest.isEmpty }

    func isAt(_ character: Character) -> Bool { rest.first == character }

    mutating func take(_ character: Character) -> Bool {
        guard isAt(character) else { return false }
        rest.removeFirst()
        return true
    }

    /// `CET` or `<+0330>`.
    mutating func name() -> String? {
        if take("<") {
            let name = rest.prefix { $0 != ">" }
            rest = rest.dropFirst(name.count)
            return take(">") ? String(name) : nil
        }
        let name = rest.prefix { $0.isLetter }
        rest = rest.dropFirst(name.count)
        return name.count >= 3 ? String(name) : nil
    }

    /// `-1`, `+3:30`, `5:30:15`, in seconds.
    mutating func time() -> Int64? {
        let sign: Int64 = take("-") ? -1 : 1
        if sign == 1 { _ = take("+") }
        guard var seconds = number(0...167).map({ Int64($0) * 3_600 }) else { return nil }
        for unit in [Int64(60), 1] {
            guard take(":") else { break }
            guard let value = number(0...59) else { return nil }
            seconds += Int64(value) * unit
        }
        return sign * seconds
    }

    mutating func change() -> ZoneRule.Change? {
        guard let day = day() else { return nil }
        guard take("/") else { return ZoneRule.Change(day: day, time: 7_200) }
        return time().map { ZoneRule.Change(day: day, time: $0) }
    }

    private mutating func day() -> ZoneRule.Change.Day? {
        if take("J") { return number(1...365).map { .withoutLeapDay($0) } }
        guard take("M") else { return number(0...365).map { .ofYear($0) } }
        guard let month = number(1...12), take("."), let week = number(1...5), take("."),
            let weekday = number(0...6)
        else { return nil }
        return .weekday(month: month, week: week, weekday: weekday)
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int? {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(digits.count)
        return Int(digits).flatMap { range.contains($0) ? $0 : nil }
    }
}
