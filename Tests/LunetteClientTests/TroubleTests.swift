import LunetteBase
import LunetteTesting
import Testing

/// What goes wrong between a script and the service is said: what, where, and what to try.
@Suite struct TroubleTests {
    private static let keys = [
        "ALIBABA_CLOUD_ACCESS_KEY_ID": "testid", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "testsecret",
    ]

    private func look(
        at endpoint: String, _ environment: [String: String] = keys
    ) async throws -> LunetteProcess {
        try await LunetteProcess.run(
            [
                "eval", "ecs.describe_zones{}", "--endpoint", endpoint, "--region", "cn-hangzhou",
                "--color", "never",
            ],
            environment: environment)
    }

    private func expect(_ run: LunetteProcess, _ exitCode: Int32, _ words: [String]) {
        #expect(run.exitCode == exitCode)
        // As it is read: where lines are broken doesn't matter.
        let said = run.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for word in words { #expect(said.contains(word), "\(word): \(run.errors)") }
        #expect(!said.contains("testsecret"))
    }

    @Test func `without credentials each place that was asked is named`() async throws {
        let run = try await look(
            at: "https://ecs.example.invalid", ["ALIBABA_CLOUD_ECS_METADATA_DISABLED": "true"])
        expect(
            run, 78,
            [
                "no credentials", "- environment: ALIBABA_CLOUD_ACCESS_KEY_ID is not set",
                "- ECS instance role: switched off", "--emulator",
            ])
    }

    @Test(
        arguments: [
            ("https://ecs.example.invalid", [:], 69, ["HostNotResolved", "ecs.example.invalid"]),
            ("http://127.0.0.1:9", [:], 69, ["ConnectionFailed", "127.0.0.1", "--endpoint"]),
            (
                "https://ecs.example.invalid", ["HTTPS_PROXY": "http://127.0.0.1:9"], 69,
                ["ProxyConnectionFailed", "ecs.example.invalid", "HTTPS_PROXY", "NO_PROXY"]
            ),
            (
                "https://ecs.example.invalid", ["HTTPS_PROXY": "http://proxy.example.invalid:8080"],
                69,
                ["ProxyNotResolved", "proxy.example.invalid", "HTTPS_PROXY"]
            ),
            ("http://ecs.example.invalid", [:], 69, ["RequestRefused", "not encrypted", "https"]),
            ("htps://ecs.example.invalid", [:], 64, ["--endpoint takes https://HOST"]),
            ("https://ecs.example.invalid/api", [:], 64, ["--endpoint takes https://HOST"]),
        ] as [(String, [String: String], Int32, [String])])
    func `a way that leads nowhere is named`(
        endpoint: String, environment: [String: String], exitCode: Int32, words: [String]
    ) async throws {
        expect(
            try await look(at: endpoint, Self.keys.merging(environment) { $1 }), exitCode, words)
    }

    @Test func `a proxy that wants a name and a password says so`() async throws {
        let proxy = LoopbackServer { _ in
            .raw("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
        }
        let run = try await look(
            at: "https://ecs.example.invalid", Self.keys.merging(["HTTPS_PROXY": proxy.url]) { $1 })
        expect(run, 69, ["ProxyRefused", "407", "NAME:PASSWORD@"])
    }

    @Test(
        arguments: [
            (
                Reply.answer(503, "<html><title>503 Service Unavailable</title></html>"), 2,
                ["HTTP503", "HERE answered 503: 503 Service Unavailable", "load balancer"]
            ),
            (
                .answer(302, "", headers: [NamedValue("Location", "http://login.example")]), 2,
                ["HTTP302", "HERE answered 302, to be looked for at http://login.example"]
            ),
            (
                .answer(200, "<html><title>Hotel</title></html>"), 69,
                ["BrokenAnswer", "HERE", "'Hotel'", "HTTPS_PROXY"]
            ),
            (.answer(200, #"{"Zones":{"Zone":["#), 69, ["BrokenAnswer", "HERE", "cut off"]),
            (
                .raw("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"Zones\""), 69,
                ["ConnectionBroken", "HERE", "VPN"]
            ),
            (
                .failure(
                    400, "InvalidTimeStamp.Expired",
                    headers: [NamedValue("Date", "Sun, 06 Nov 1994 08:49:37 GMT")]), 2,
                ["InvalidTimeStamp.Expired", "ahead of the service's", "timedatectl"]
            ),
            (
                .failure(400, "InvalidSecurityToken.Expired"), 78,
                ["InvalidSecurityToken.Expired", "`lunette doctor`"]
            ),
            (.failure(404, "InvalidAccessKeyId.NotFound"), 78, ["`lunette doctor`"]),
        ] as [(Reply, Int32, [String])])
    func `an answer that is none, or a refusal, says whose it is`(
        reply: Reply, exitCode: Int32, words: [String]
    ) async throws {
        let server = LoopbackServer { $0.method == "GET" ? .answer(404, "") : reply }
        expect(
            try await look(at: server.url), exitCode,
            words.map { $0.replacing("HERE", with: server.url) })
    }
}
