import LunetteBase
import LunetteScheduler
import Testing

@Suite struct CronExpressionTests {
    /// An expression, a moment, and the due moments behind it.
    struct Case: Sendable, CustomStringConvertible {
        let expression: String
        let start: String
        let due: [String]

        init(_ expression: String, after start: String, _ due: String...) {
            self.expression = expression
            self.start = start
            self.due = due
        }

        var description: String { "\(expression) after \(start)" }
    }

    static let cases = [
        Case("* * * * *", after: "2026-01-01T00:00Z", "2026-01-01T00:01Z", "2026-01-01T00:02Z"),
        Case("* * * * *", after: "2026-12-31T23:59:30Z", "2027-01-01T00:00Z"),
        Case("*/20 9-17/4 * * *", after: "2026-01-01T13:40Z", "2026-01-01T17:00Z"),
        Case("0 0 31 * *", after: "2026-01-31T00:00Z", "2026-03-31T00:00Z", "2026-05-31T00:00Z"),
        Case("0 0 29 2 *", after: "2026-01-01T00:00Z", "2028-02-29T00:00Z", "2032-02-29T00:00Z"),
        Case("0 0 29 2 *", after: "2096-03-01T00:00Z", "2104-02-29T00:00Z"),
        Case("0 12 L * *", after: "2026-02-01T00:00Z", "2026-02-28T12:00Z", "2026-03-31T12:00Z"),
        Case("0 12 15,L * *", after: "2024-02-15T12:00Z", "2024-02-29T12:00Z"),
        Case("30 8 * * mon-fri", after: "2026-11-27T08:30Z", "2026-11-30T08:30Z"),
        Case("0 0 * jan,JUL sun", after: "2026-01-26T00:00Z", "2026-07-05T00:00Z"),
        Case("0 0 * * 7", after: "2026-11-25T00:00Z", "2026-11-29T00:00Z"),
        Case("0 0 * * fri-sun", after: "2026-11-25T00:00Z", "2026-11-27T00:00Z"),
        Case("0 0 * * 5L", after: "2026-11-01T00:00Z", "2026-11-27T00:00Z", "2026-12-25T00:00Z"),
        Case("0 0 * * tue#2", after: "2026-11-01T00:00Z", "2026-11-10T00:00Z"),
        Case("0 0 * * 1#5", after: "2026-11-01T00:00Z", "2026-11-30T00:00Z", "2027-03-29T00:00Z"),
        // Both day fields restricted: either will do; a star in one: both must.
        Case("0 0 13 * fri", after: "2026-11-06T00:00Z", "2026-11-13T00:00Z", "2026-11-20T00:00Z"),
        Case("0 0 1 * mon", after: "2026-11-30T00:00Z", "2026-12-01T00:00Z", "2026-12-07T00:00Z"),
        Case("0 0 */2 * mon", after: "2026-11-25T00:00Z", "2026-12-07T00:00Z"),
        Case("*/10 * * * * *", after: "2026-01-01T00:00:55Z", "2026-01-01T00:01Z"),
        Case("15 30 4 * * *", after: "2026-01-01T00:00Z", "2026-01-01T04:30:15Z"),
        Case("@daily", after: "2026-01-01T00:00Z", "2026-01-02T00:00Z"),
        Case("@hourly", after: "2026-01-01T00:00Z", "2026-01-01T01:00Z"),
        Case("@weekly", after: "2026-11-25T00:00Z", "2026-11-29T00:00Z"),
        Case("@monthly", after: "2026-11-25T00:00Z", "2026-12-01T00:00Z"),
        Case("@yearly", after: "2026-11-25T00:00Z", "2027-01-01T00:00Z"),
        Case("0 0 ? * 1", after: "2026-11-25T00:00Z", "2026-11-30T00:00Z"),
        Case("5/25 0 * * *", after: "2026-01-01T00:00Z", "2026-01-01T00:05Z", "2026-01-01T00:30Z"),
    ]

    @Test(arguments: cases)
    func `an expression is due when crontab says`(_ example: Case) throws {
        let calendar = CronCalendar(try CronExpression(example.expression), in: .utc)
        var time = try #require(Timestamp(text: example.start))
        for wanted in example.due {
            time = try #require(calendar.next(after: time))
            #expect(time == Timestamp(text: wanted), "\(time.text)")
        }
    }

    static let refusals: [(String, Int, String)] = [
        ("", 1, "it has 0 fields"), ("* * *", 1, "it has 3 fields"),
        ("* * * * * * *", 1, "it has 7 fields"), ("60 * * * *", 1, "60 is out of range"),
        ("* 24 * * *", 3, "24 is out of range"), ("0 0 0 * *", 5, "0 is out of range"),
        ("0 0 * 13 *", 7, "13 is out of range"), ("0 0 * * 8", 9, "8 is out of range"),
        ("0 0 * * mno", 9, "did you mean 'mon'?"), ("0 22-4 * * *", 3, "write it as two"),
        ("*/0 * * * *", 1, "a number from 1 behind the /"), ("*/x * * * *", 1, "'*/x' wants"),
        ("*/61 * * * *", 1, "steps over the whole range"), ("1,,2 * * * *", 3, "is missing"),
        ("1, * * * *", 3, "is missing"), ("-1 * * * *", 1, "'' is no minute"),
        ("+1 * * * *", 1, "'+1' is no minute"), ("1.5 * * * *", 1, "'1.5' is no minute"),
        ("٣ * * * *", 1, "is no minute"), ("L * * * *", 1, "'L' is no minute"),
        ("0 0 * * 1#6", 9, "from 1 to 5"), ("0 0 30 2 *", 1, "no such date"),
        ("@dayly", 1, "did you mean @daily?"), ("@reboot", 1, "known are @annually"),
        ("0 0 * * 99999999999999999999", 9, "is no day of the week"),
    ]

    @Test(arguments: refusals)
    func `a mistake is refused with its column`(text: String, column: Int, words: String) {
        let error = #expect(throws: CronError.self) { try CronExpression(text) }
        #expect(error?.column == column)
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }
}
