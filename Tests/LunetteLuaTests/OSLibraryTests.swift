import LunetteBase
import LunetteLua
import Testing

struct OSLibraryTests {
    @Test func `time and date follow the run's clock in UTC`() async throws {
        let clock = VirtualClock(start: Timestamp(secondsSinceEpoch: 1_700_000_000))
        let session = try Session(clock: clock)
        let results = try await session.run("return os.time(), os.date('%Y-%m-%dT%H:%M:%S')")
        #expect(results == [1_700_000_000, "2023-11-14T22:13:20"])
    }

    @Test(arguments: ["%Ez", "%Q", "%", "%O", "%Od%"])
    func `a conversion that C doesn't know is refused`(format: String) async throws {
        let results = try await evaluate("return pcall(os.date, '\(format)', 0)")
        #expect(results.first == false)
        #expect(results.last?.string?.text.contains("invalid conversion specifier") == true)
    }
}
