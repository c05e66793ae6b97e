import LunetteBase
import LunetteScheduler
import LunetteTesting
import Testing

/// Seeded expressions against Debian's python3-croniter. It differs from us in this: its seconds are
/// the last field; beside a restricted weekday it counts `*/2` as a restriction and `0-6` as none,
/// the other way round than crontab(5) and we do. The generator makes no such pair.
@Suite struct CronOracleTests {
    private static let program = """
        import sys, json, datetime
        from croniter import croniter, CroniterBadDateError
        for line in sys.stdin.read().splitlines():
            expression, start, count = json.loads(line)
            times = croniter(expression, datetime.datetime.utcfromtimestamp(start),
                             ret_type=float, max_years_between_matches=45)
            try:
                print(json.dumps([int(times.get_next()) for _ in range(count)]))
            except CroniterBadDateError:
                print("null")
        """
    private static let count = 4

    @Test func `thousands of expressions are due when croniter says`() async throws {
        var generator = ExpressionGenerator(seed: 9)
        let questions = (0..<TestLength.rounds(3_000, long: 40_000)).map { _ in
            generator.question()
        }
        let lines = questions.map { question in
            JSONValue.array([
                .string(question.oracleText), .integer(question.start.secondsSinceEpoch),
                .integer(Int64(Self.count)),
            ]).text
        }
        let oracle = try await LunetteProcess.run(
            ["-c", Self.program], binary: "/usr/bin/python3",
            input: lines.joined(separator: "\n"))
        try #require(oracle.exitCode == 0, "\(oracle.errors)")
        let answers = oracle.output.split(separator: "\n")
        try #require(answers.count == questions.count)
        for (question, answer) in zip(questions, answers) {
            let wanted = try JSONValue(parsing: answer.utf8).array?.compactMap(\.integer)
            if wanted == nil {
                // A 31 April, a 30 February: neither has such a day.
                #expect(throws: CronError.self) { try CronExpression(question.text) }
                continue
            }
            let calendar = CronCalendar(try CronExpression(question.text), in: .utc)
            var time = question.start
            let found = try (0..<Self.count).map { _ in
                time = try #require(calendar.next(after: time))
                return time.secondsSinceEpoch
            }
            if let wanted, missesFirstOfMarch(wanted, found) { continue }
            #expect(found == wanted, "\(question.text) after \(question.start.text)")
        }
    }

    /// From within February croniter 1.3.5 goes past a 1 March that its day list names.
    private func missesFirstOfMarch(_ wanted: [Int64], _ found: [Int64]) -> Bool {
        guard let place = found.indices.first(where: { found[$0] != wanted[$0] }) else {
            return false
        }
        let ours = CivilTime(Timestamp(secondsSinceEpoch: found[place]))
        return found[place] < wanted[place] && ours.month == 3 && ours.day == 1
    }
}

/// Makes expressions of every shape that both sides understand.
private struct ExpressionGenerator {
    struct Question {
        let text: String
        let oracleText: String
        let start: Timestamp
    }

    private let randomness: SeededRandomness

    init(seed: UInt64) {
        randomness = SeededRandomness(seed: seed)
    }

    mutating func question() -> Question {
        let minute = field(0...59)
        let hour = field(0...23)
        var day = chance(5) ? "L" : field(1...31)
        var weekday = chance(12) ? nthWeekday() : field(0...6, names: Self.weekdays)
        let month = chance(2) ? "*" : field(1...12, names: Self.months)
        if day.hasPrefix("*"), day != "*" || weekday != "*" { weekday = "*" }
        if weekday.hasPrefix("*"), weekday != "*" { weekday = "*" }
        // croniter's look at L beside a weekday, and at the n-th weekday beside a day, is its own.
        if day.contains("L") { weekday = "*" }
        if weekday.contains("#") { day = "*" }
        if day != "*", weekday != "*" { (day, weekday) = (someDays(), someWeekdays()) }
        let five = [minute, hour, day, month, weekday].joined(separator: " ")
        let start = Timestamp(
            secondsSinceEpoch: 1_600_000_000 + Int64(randomness.next() % 1_000_000_000))
        guard chance(3) else { return Question(text: five, oracleText: five, start: start) }
        let second = field(0...59)
        return Question(text: "\(second) \(five)", oracleText: "\(five) \(second)", start: start)
    }

    private static let weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    private func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(randomness.next() % UInt64(range.count))
    }

    /// One in `count`.
    private func chance(_ count: Int) -> Bool { number(1...count) == 1 }

    private func nthWeekday() -> String { "\(number(0...6))#\(number(1...4))" }

    /// Not all of them: croniter takes a whole list for a star, where crontab(5) does not; and no
    /// 31st, without which it overlooks the weekday.
    private func someDays() -> String {
        let low = number(1...14)
        return "\(number(1...28)),\(low)-\(number(low...28))"
    }

    private func someWeekdays() -> String {
        let low = number(1...3)
        return "\(Self.weekdays[number(0...6)]),\(low)-\(number(low...4))"
    }

    private func field(_ range: ClosedRange<Int>, names: [String] = []) -> String {
        if chance(3) { return "*" }
        if chance(6) { return "*/\(number(1...max(2, range.count / 2)))" }
        return (0..<number(1...3)).map { _ in item(range, names) }.joined(separator: ",")
    }

    private func item(_ range: ClosedRange<Int>, _ names: [String]) -> String {
        let low = number(range)
        func text(_ value: Int) -> String {
            let index = value - range.lowerBound
            return names.indices.contains(index) && chance(3) ? names[index] : String(value)
        }
        switch number(1...4) {
        case 1, 2: return text(low)
        case 3: return "\(text(low))-\(text(number(low...range.upperBound)))"
        default:
            let high = number(low...range.upperBound)
            return "\(low)-\(high)/\(number(1...max(2, range.count / 3)))"
        }
    }
}
