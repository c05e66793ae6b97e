import LunetteBase
import LunetteScheduler
import LunetteZones
import Testing

/// What happens where the clocks change, by hand-made tables.
@Suite struct ClockChangeTests {
    /// Local readings of due moments from one moment on.
    struct Case: Sendable, CustomStringConvertible {
        let zone: String
        let expression: String
        let start: String
        let due: [String]

        var description: String { "\(expression) in \(zone) after \(start)" }
    }

    static let berlin = [
        // 2026-03-29: 02:00 → 03:00.
        Case(
            zone: "Europe/Berlin", expression: "30 2 * * *", start: "2026-03-27T22:00Z",
            due: [
                "2026-03-28 02:30:00 CET", "2026-03-29 03:00:00 CEST", "2026-03-30 02:30:00 CEST",
            ]),
        Case(
            zone: "Europe/Berlin", expression: "0,15,45 2,3 * * *", start: "2026-03-28T22:00Z",
            due: [
                "2026-03-29 03:00:00 CEST", "2026-03-29 03:15:00 CEST",
                "2026-03-29 03:45:00 CEST", "2026-03-30 02:00:00 CEST",
            ]),
        Case(
            zone: "Europe/Berlin", expression: "15 * * * *", start: "2026-03-28T23:30Z",
            due: [
                "2026-03-29 01:15:00 CET", "2026-03-29 03:15:00 CEST", "2026-03-29 04:15:00 CEST",
            ]),
        // 2026-10-25: 03:00 → 02:00.
        Case(
            zone: "Europe/Berlin", expression: "30 2 * * *", start: "2026-10-24T12:00Z",
            due: [
                "2026-10-25 02:30:00 CEST", "2026-10-26 02:30:00 CET",
            ]),
        Case(
            zone: "Europe/Berlin", expression: "*/30 1-3 * * *", start: "2026-10-24T23:00Z",
            due: [
                "2026-10-25 01:30:00 CEST", "2026-10-25 02:00:00 CEST",
                "2026-10-25 02:30:00 CEST", "2026-10-25 03:00:00 CET", "2026-10-25 03:30:00 CET",
            ]),
        // From within the second pass: the first one has run.
        Case(
            zone: "Europe/Berlin", expression: "30 2 * * *", start: "2026-10-25T01:10Z",
            due: ["2026-10-26 02:30:00 CET"]),
        // An open hour counts hours as they pass.
        Case(
            zone: "Europe/Berlin", expression: "30 * * * *", start: "2026-10-24T23:00Z",
            due: [
                "2026-10-25 01:30:00 CEST", "2026-10-25 02:30:00 CEST",
                "2026-10-25 02:30:00 CET", "2026-10-25 03:30:00 CET",
            ]),
    ]

    static let elsewhere = [
        // 2026-03-08: 02:00 → 03:00; 2026-11-01: 02:00 → 01:00.
        Case(
            zone: "America/New_York", expression: "5 2 * * sun", start: "2026-03-02T00:00Z",
            due: ["2026-03-08 03:00:00 EDT", "2026-03-15 02:05:00 EDT"]),
        Case(
            zone: "America/New_York", expression: "0 1 * * *", start: "2026-10-31T12:00Z",
            due: ["2026-11-01 01:00:00 EDT", "2026-11-02 01:00:00 EST"]),
        Case(
            zone: "America/New_York", expression: "59 59 1 * * *", start: "2026-10-31T12:00Z",
            due: ["2026-11-01 01:59:59 EDT", "2026-11-02 01:59:59 EST"]),
        // Behind the listed changes, by the footer's rule: 2050-03-13.
        Case(
            zone: "America/New_York", expression: "30 2 13 3 *", start: "2050-01-01T00:00Z",
            due: ["2050-03-13 03:00:00 EDT"]),
        // Half an hour: 2026-10-04 02:00 → 02:30; 2026-04-05 02:00 → 01:30.
        Case(
            zone: "Australia/Lord_Howe", expression: "15 2 * * *", start: "2026-10-02T20:00Z",
            due: [
                "2026-10-04 02:30:00 +11", "2026-10-05 02:15:00 +11", "2026-10-06 02:15:00 +11",
            ]),
        Case(
            zone: "Australia/Lord_Howe", expression: "45 1 * * *", start: "2026-04-04T00:00Z",
            due: ["2026-04-05 01:45:00 +11", "2026-04-06 01:45:00 +1030"]),
        Case(
            zone: "Australia/Lord_Howe", expression: "45 * * * *", start: "2026-04-04T14:00Z",
            due: [
                "2026-04-05 01:45:00 +11", "2026-04-05 01:45:00 +1030",
                "2026-04-05 02:45:00 +1030",
            ]),
        // The clocks change at midnight: the day begins at 01:00.
        Case(
            zone: "America/Santiago", expression: "@daily", start: "2026-09-05T12:00Z",
            due: ["2026-09-06 01:00:00 -03", "2026-09-07 00:00:00 -03"]),
        // A whole day that never was: 2011-12-30.
        Case(
            zone: "Pacific/Apia", expression: "30 6 * * *", start: "2011-12-29T10:00Z",
            due: [
                "2011-12-29 06:30:00 -10", "2011-12-31 00:00:00 +14", "2011-12-31 06:30:00 +14",
            ]),
        // No change at all.
        Case(
            zone: "Asia/Shanghai", expression: "30 2 * * *", start: "2026-03-28T12:00Z",
            due: ["2026-03-29 02:30:00 CST", "2026-03-30 02:30:00 CST"]),
        Case(
            zone: "Asia/Kolkata", expression: "0 0 * * *", start: "2026-10-24T12:00Z",
            due: ["2026-10-25 00:00:00 IST"]),
        Case(
            zone: "UTC", expression: "30 2 * * *", start: "2026-03-28T12:00Z",
            due: ["2026-03-29 02:30:00 UTC"]),
    ]

    @Test(arguments: berlin + elsewhere)
    func `skipped times run once after the gap and repeated ones once`(example: Case) throws {
        let zone = try ZoneFolder().zone(named: example.zone)
        let calendar = CronCalendar(try CronExpression(example.expression), in: zone)
        var time = try #require(Timestamp(text: example.start))
        for wanted in example.due {
            time = try #require(calendar.next(after: time))
            #expect(zone.text(of: time) == wanted)
        }
    }
}
