import LunetteBase
import LunetteClient
import LunetteLoop
import LunetteSystem
import LunetteTesting
import Testing

/// What goes to the cloud goes encrypted, to whom it is meant for, and by way of the proxy.
@Suite struct EncryptedTransportTests {
    private static let keys = [
        "ALIBABA_CLOUD_ACCESS_KEY_ID": "testid", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "testsecret",
    ]

    private func look(
        at endpoint: String, _ environment: [String: String],
        code: String = "ecs.try.describe_regions{}"
    ) async throws -> LunetteProcess {
        try await LunetteProcess.run(
            [
                "eval", code, "--endpoint", endpoint, "--region",
                "cn-hangzhou", "--color", "never",
            ],
            environment: Self.keys.merging(environment) { _, given in given })
    }

    @Test(arguments: [
        (TLSServer.Certificate.signedByItself, TransportError.Kind.certificateUntrusted),
        (.good, .certificateUntrusted), (.expired, .certificateExpired),
        (.ofAnotherHost, .certificateOfAnother),
    ])
    func `a server whose certificate does not hold gets no request`(
        certificate: TLSServer.Certificate, kind: TransportError.Kind
    ) async throws {
        let server = try TLSServer(certificate)
        // Whom nobody vouches for is told by that alone.
        let trusted = kind == .certificateUntrusted ? [:] : ["SSL_CERT_FILE": server.authority]
        let transport = CurlTransport(
            loop: ScriptLoop(), authorities: CertificateAuthorities(Environment(trusted)))
        do throws(TransportError) {
            _ = try await transport.send(HTTPRequest(url: server.url))
            Issue.record("it was trusted")
        } catch {
            #expect(error.kind == kind, "\(error.message)")
            #expect(!error.wasSent)
        }
    }

    @Test(arguments: ["CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"])
    func `a company's own authority is trusted where the environment names it, in the jail too`(
        name: String
    ) async throws {
        let server = try TLSServer(.good)
        let isFolder = name == "SSL_CERT_DIR"
        let run = try await look(
            at: server.url, [name: isFolder ? try server.authorityFolder() : server.authority])
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(run.output.contains("R-TLS"))
    }

    @Test(arguments: [
        (
            TLSServer.Certificate.signedByItself,
            ["CertificateUntrusted", "SSL_CERT_FILE", "127.0.0.1:"]
        ),
        (.expired, ["CertificateExpired", "has expired", "clock", "127.0.0.1:"]),
        (.ofAnotherHost, ["CertificateOfAnotherHost", "--endpoint", "127.0.0.1:"]),
    ])
    func `what does not hold about a certificate is said, and what to do`(
        certificate: TLSServer.Certificate, words: [String]
    ) async throws {
        let server = try TLSServer(certificate)
        let trusted =
            certificate == .signedByItself ? [:] : ["SSL_CERT_FILE": server.authority]
        let run = try await look(at: server.url, trusted, code: "ecs.describe_regions{}")
        #expect(run.exitCode == 69)
        for word in words { #expect(run.errors.contains(word), "\(word): \(run.errors)") }
    }

    @Test func `a file of authorities that is not there is named`() async throws {
        let server = try TLSServer(.good)
        let run = try await look(
            at: server.url, ["SSL_CERT_FILE": "/nonexistent/authorities.pem"],
            code: "ecs.describe_regions{}")
        #expect(run.exitCode == 69)
        #expect(run.errors.contains("/nonexistent/authorities.pem"), "\(run.errors)")
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
