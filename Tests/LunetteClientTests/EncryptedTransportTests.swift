import LunetteBase
import LunetteClient
import LunetteLoop
import LunetteTesting
import Testing

/// What goes to the cloud goes encrypted, to whom it is meant for, and by way of the proxy.
@Suite struct EncryptedTransportTests {
    private static let keys = [
        "ALIBABA_CLOUD_ACCESS_KEY_ID": "testid", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "testsecret",
    ]

    private func look(at endpoint: String, _ environment: [String: String]) async throws
        -> LunetteProcess
    {
        try await LunetteProcess.run(
            [
                "eval", "ecs.try.describe_regions{}", "--endpoint", endpoint, "--region",
                "cn-hangzhou", "--color", "never",
            ],
            environment: Self.keys.merging(environment) { _, given in given })
    }

    @Test func `a server whose certificate nobody vouches for gets no request`() async throws {
        let server = try TLSServer()
        do throws(TransportError) {
            _ = try await CurlTransport(loop: ScriptLoop()).send(HTTPRequest(url: server.url))
            Issue.record("it was trusted")
        } catch {
            #expect(error.kind == .tls)
            #expect(!error.wasSent)
            #expect(error.message.contains("certificate"), "\(error.message)")
        }
    }

    @Test(arguments: ["https_proxy", "HTTPS_PROXY", "ALL_PROXY"])
    func `calls go by way of the proxy of the environment, which reads none of them`(name: String)
        async throws
    {
        let proxy = LoopbackServer { _ in .raw("HTTP/1.1 403 Forbidden\r\n\r\n") }
        let run = try await look(at: "https://ecs.example.invalid", [name: proxy.url])
        let requests = proxy.requests
        #expect(!requests.isEmpty, "\(run.errors)")
        #expect(requests.allSatisfy { $0.method == "CONNECT" })
        #expect(requests.allSatisfy { $0.path == "ecs.example.invalid:443" })
        #expect(requests.allSatisfy { $0.header("authorization") == nil })
    }

    @Test func `inside the cloud's networks the hosts are those of the network`() async throws {
        let proxy = LoopbackServer { _ in .raw("HTTP/1.1 403 Forbidden\r\n\r\n") }
        _ = try await look(at: "vpc", ["HTTPS_PROXY": proxy.url])
        #expect(Set(proxy.requests.map(\.path)) == ["ecs-vpc.cn-hangzhou.aliyuncs.com:443"])
    }

    @Test func `NO_PROXY names hosts that are reached without it`() async throws {
        let proxy = LoopbackServer { _ in .raw("HTTP/1.1 403 Forbidden\r\n\r\n") }
        _ = try await look(
            at: "https://ecs.example.invalid",
            ["HTTPS_PROXY": proxy.url, "NO_PROXY": ".example.invalid"])
        #expect(proxy.requests.isEmpty)
    }

    @Test func `this machine is reached without a proxy`() async throws {
        let proxy = LoopbackServer { _ in .close }
        let server = LoopbackServer { _ in .json(#"{"Regions":{"Region":[]},"RequestId":"R"}"#) }
        let run = try await look(
            at: server.url, ["http_proxy": proxy.url, "ALL_PROXY": proxy.url])
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(server.operations.contains("DescribeRegions"))
        #expect(proxy.requests.isEmpty)
    }
}
