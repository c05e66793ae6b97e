import LunetteBase
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", Int64(0)),
        ("2000-02-29T12:34:56Z", 951_827_696),
        ("2026-11-22T18:00:00Z", 1_795_370_400),
        ("1969-12-31T23:59:59Z", -1),
        ("2100-03-01T00:00:00Z", 4_107_542_400),
    ])
    func `text and seconds agree both ways`(text: String, seconds: Int64) {
        #expect(Timestamp(text: text)?.secondsSinceEpoch == seconds)
        #expect(Timestamp(secondsSinceEpoch: seconds).text == text)
    }

    @Test(arguments: [Int64.min, -100_000_000_000, 100_000_000_000, .max])
    func `what lies beyond all calendars is the first or the last moment`(seconds: Int64) {
        let edge = Timestamp(nanosecondsSinceEpoch: seconds < 0 ? .min : .max)
        #expect(Timestamp(secondsSinceEpoch: seconds) == edge)
        #expect(edge + .seconds(seconds) == edge)
        #expect(Timestamp(secondsSinceEpoch: 0) + .seconds(seconds) == edge)
        #expect(Timestamp(secondsSinceEpoch: 0) - (.zero - .seconds(seconds)) == edge)
        let other = Timestamp(nanosecondsSinceEpoch: seconds < 0 ? .max : .min)
        #expect((edge - other < .zero) == (seconds < 0))
    }

    @Test(arguments: [
        "", "2026-11-22", "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z",
        "2026-01-01T00:00:00", "2026-01-01T00:00:00+08:00", "2026-01-01T00:00:00Zx",
        "2026-01-01T00:00:0Z", "2026-01-01 00:00:00Z", "2026-01-01T00:00:00.Z",
    ])
    func `what is no date in UTC is refused`(text: String) {
        #expect(Timestamp(text: text) == nil)
    }

    @Test func `minutes alone and fractions are read`() {
        #expect(Timestamp(text: "2026-01-01T00:01Z")?.text == "2026-01-01T00:01:00Z")
        #expect(
            Timestamp(text: "2026-01-01T00:01:02.5Z")?.millisecondText
                == "2026-01-01T00:01:02.500Z")
    }

    @Test(arguments: [
        ("90s", 90_000), ("5m", 300_000), ("1h30m", 5_400_000), ("250ms", 250), ("2d", 172_800_000),
        ("0s", 0),
    ])
    func `durations are read with their units`(text: String, milliseconds: Int) {
        #expect(Duration(text: text) == .milliseconds(milliseconds))
    }

    @Test(arguments: [
        "", "5", "m", "5 m", "-5m", "5x", "1.5h", "99999999999999999999s", "9999999w",
    ])
    func `what is no duration is refused`(text: String) {
        #expect(Duration(text: text) == nil)
    }

    @Test func `durations are written for people`() {
        #expect(Duration.milliseconds(34).text == "34ms")
        #expect(Duration.milliseconds(2_500).text == "2.5s")
        #expect(Duration.seconds(5_400).text == "1h30m")
        #expect(Duration.seconds(86_400).text == "1d")
    }
}
