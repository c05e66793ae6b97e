import LunetteBase
import LunetteClient
import LunetteLoop
import Testing

@Suite struct ClockSkewTests {
    private func skew(_ date: String?) async throws -> Duration? {
        let headers = date.map { [NamedValue("Date", $0)] } ?? []
        let server = LoopbackServer { _ in .answer(400, "", headers: headers) }
        let endpoint = try #require(Endpoint(server.url))
        return try await clockSkew(
            of: endpoint, transport: CurlTransport(loop: ScriptLoop()),
            clock: VirtualClock(start: Timestamp(secondsSinceEpoch: 784_111_777)))
    }

    @Test func `an endpoint's clock is compared with ours`() async throws {
        #expect(try await skew("Sun, 06 Nov 1994 08:49:37 GMT") == .zero)
        #expect(try await skew("Sun, 06 Nov 1994 09:49:36 GMT") == .seconds(3_599))
    }

    @Test(arguments: [nil, "now", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT"])
    func `an endpoint that does not tell the time has no skew`(date: String?) async throws {
        #expect(try await skew(date) == nil)
    }
}
