import LunetteTesting
import Testing

/// The emulator alone, as people use it who have a program of their own to try.
@Suite struct EmulatorCommandTests {
    private static let key = ["--access-key-id", "testid", "--access-key-secret", "testsecret"]

    /// Signs with `lunette sign`, sends with curl; what curl prints.
    private func answer(to arguments: [String], at endpoint: String) async throws -> String {
        let host = String(endpoint.dropFirst("http://".count))
        let signed = try await LunetteProcess.run(
            ["sign"] + arguments + Self.key + ["--host", host, "--json"]
        ).json()
        let headers = signed["headers"]?.object?.members ?? []
        let method = try #require(signed["method"]?.string)
        let url = try #require(signed["url"]?.string)
        let options = headers.flatMap { ["-H", "\($0.name): \($0.value.string ?? "")"] }
        return try await LunetteProcess.run(
            ["-s", "-X", method] + options + [url], binary: "/usr/bin/curl"
        ).output
    }

    @Test(arguments: [
        (["--algorithm", "rpc-hmac-sha1", "--method", "GET"], #"{"RequestId":"#),
        (
            ["--algorithm", "rpc-hmac-sha1", "--method", "GET", "-p", "Format=XML"],
            "<DescribeRegionsResponse>"
        ),
        ([], #"{"RequestId":"#),
    ])
    func `what sign prints can be sent by hand`(options: [String], start: String) async throws {
        let emulator = try await EmulatorProcess.start([])
        defer { emulator.stop() }
        let text = try await answer(to: ["DescribeRegions"] + options, at: emulator.endpoint)
        #expect(text.contains(start))
        #expect(text.contains("cn-hangzhou"))
    }

    @Test func `a port that is taken is told in the system's words`() async throws {
        let emulator = try await EmulatorProcess.start([])
        defer { emulator.stop() }
        let port = String(emulator.endpoint.split(separator: ":").last ?? "")
        let second = try await LunetteProcess.run(["emulator", "--port", port])
        #expect(second.exitCode == 69)
        #expect(
            second.errors.hasPrefix("error: the emulator cannot listen on 127.0.0.1:\(port): A"))
        #expect(second.errors.contains(": Address already in use\n"))
    }

    @Test(arguments: ["--port", "--world", "--state", "--clock", "--no-auth", "/_lunette/calls"])
    func `its help names everything that it takes`(word: String) async throws {
        let help = try await LunetteProcess.run(["emulator", "--help"])
        #expect(help.output.contains(word))
    }
}
