import LunetteBase
import LunetteEmulator
import LunetteSigning
import LunetteWorld
import Testing

@Suite struct SecurityTokenTests {
    private static let start = Timestamp(secondsSinceEpoch: 1_800_000_000)

    /// One account with a key, a key that is switched off, and two sessions of an hour.
    private static func configuration(clock: VirtualClock) throws -> EmulatorConfiguration {
        let end = (start + .seconds(3_600)).text
        let world = try World(
            parsing: Array(
                """
                {"accounts":[{"account_id":"1",
                  "access_keys":[
                    {"access_key_id":"root","access_key_secret":"s"},
                    {"access_key_id":"off","access_key_secret":"s","status":"Inactive"}],
                  "roles":[{"role_name":"reader","policies":[{"Statement":[
                    {"Effect":"Allow","Action":"*","Resource":"*"}]}]}],
                  "sessions":[
                    {"access_key_id":"STS.one","access_key_secret":"s","security_token":"token-one",
                     "expiration":"\(end)","role_name":"reader","role_session_name":"a"},
                    {"access_key_id":"STS.two","access_key_secret":"s","security_token":"token-two",
                     "expiration":"\(end)","role_name":"reader","role_session_name":"b"}]}]}
                """.utf8))
        return EmulatorConfiguration(world: world, clock: clock)
    }

    @Test(
        arguments: SignedCall.Algorithm.allCases,
        [
            ("STS.one", "token-one", nil), ("STS.one", nil, "MissingSecurityToken"),
            ("STS.one", "token-two", "InvalidSecurityToken.MismatchWithAccessKey"),
            ("STS.one", "made-up", "InvalidSecurityToken.Malformed"),
            ("root", "token-one", "InvalidSecurityToken.MismatchWithAccessKey"),
            ("root", nil, nil), ("off", nil, "InvalidAccessKeyId.Inactive"),
        ] as [(String, Secret?, String?)])
    func `a key and its token belong together`(
        algorithm: SignedCall.Algorithm, sample: (key: String, token: Secret?, code: String?)
    ) async throws {
        let configuration = try Self.configuration(clock: VirtualClock(start: Self.start))
        try await withEmulator(configuration) { emulator in
            let response = emulator.send(
                TestRequest(
                    "DescribeRegions", algorithm: algorithm, keyID: sample.key, secret: "s",
                    token: sample.token))
            #expect(response?.status != nil)
            #expect(response?.code == sample.code)
            let log = emulator.get("/_lunette/calls")?.text
            #expect(log?.contains("token-one") == false)
        }
    }

    @Test func `a session ends by the emulator's clock`() async throws {
        let clock = VirtualClock(start: Self.start)
        try await withEmulator(try Self.configuration(clock: clock)) { emulator in
            func code() -> String? {
                emulator.send(
                    TestRequest(
                        "DescribeRegions", keyID: "STS.one", secret: "s", token: "token-one"))?
                    .code
            }
            clock.advance(by: .seconds(3_599))
            #expect(code() == nil)
            clock.advance(by: .seconds(1))
            #expect(code() == "InvalidSecurityToken.Expired")
        }
    }

    @Test(arguments: SignedCall.Algorithm.allCases)
    func `a token that was not signed is refused`(algorithm: SignedCall.Algorithm) async throws {
        let configuration = try Self.configuration(clock: VirtualClock(start: Self.start))
        try await withEmulator(configuration) { emulator in
            var request = TestRequest(
                "DescribeRegions", algorithm: algorithm, keyID: "STS.one", secret: "s")
            if algorithm == .rpc {
                request.target += "&SecurityToken=token-one"
            } else {
                request.headers.append(NamedValue("x-acs-security-token", "token-one"))
            }
            #expect(emulator.send(request)?.code == "SignatureDoesNotMatch")
        }
    }
}
