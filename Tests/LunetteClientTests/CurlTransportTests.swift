import LunetteBase
import LunetteClient
import LunetteLoop
import Testing

@Suite final class CurlTransportTests {
    private let loop = ScriptLoop()

    deinit {
        loop.stop()
    }

    private func failure(_ request: HTTPRequest, on transport: CurlTransport? = nil)
        async -> TransportError?
    {
        do throws(TransportError) {
            _ = try await (transport ?? CurlTransport(loop: loop)).send(request)
            return nil
        } catch {
            return error
        }
    }

    @Test func `an answer comes back with status, headers and body, and as little is sent`()
        async throws
    {
        let server = LoopbackServer { _ in
            .answer(403, "{\"a\":1}", headers: [NamedValue("X-Acs-Request-Id", " r-1")])
        }
        let transport = CurlTransport(loop: loop)
        let response = try await transport.send(
            HTTPRequest(
                method: "POST", url: "\(server.url)/?A=%2A", headers: [NamedValue("host", "h")]))
        #expect(response.status == 403)
        #expect(response.header("x-acs-request-id") == "r-1")
        #expect(String(decoding: response.body, as: UTF8.self) == "{\"a\":1}")
        let request = try #require(server.requests.first)
        #expect(request.method == "POST")
        #expect(request.query == [NamedValue("A", "*")])
        #expect(request.header("host") == "h")
        #expect(request.header("content-length") == "0")
        #expect(request.header("content-type") == nil)
        #expect(request.header("expect") == nil)
    }

    @Test func `a body is sent as it is, with its own content type`() async throws {
        let server = LoopbackServer { .answer(200, String(decoding: $0.body, as: UTF8.self)) }
        let body = String(repeating: "0123456789", count: 20_000)
        let response = try await CurlTransport(loop: loop).send(
            HTTPRequest(
                method: "PUT", url: server.url, headers: [NamedValue("content-type", "text/x")],
                body: Array(body.utf8)))
        #expect(response.body == Array(body.utf8))
        #expect(server.requests.first?.method == "PUT")
        #expect(server.requests.first?.header("content-type") == "text/x")
        #expect(server.requests.first?.header("expect") == nil)
    }

    @Test func `a compressed answer is asked for and unpacked`() async throws {
        let packed: [UInt8] = [
            0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xAB, 0x56, 0x0A, 0x4A,
            0x2D, 0x2C, 0x4D, 0x2D, 0x2E, 0xF1, 0x4C, 0x51, 0xB2, 0x52, 0x0A, 0x52, 0xAA, 0x05,
            0x00, 0x10, 0x67, 0xCD, 0xE8, 0x11, 0x00, 0x00, 0x00,
        ]
        let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(packed.count)"
        let server = LoopbackServer { _ in .bytes(Array("\(head)\r\n\r\n".utf8) + packed) }
        let response = try await CurlTransport(loop: loop).send(HTTPRequest(url: server.url))
        #expect(String(decoding: response.body, as: UTF8.self) == #"{"RequestId":"R"}"#)
        #expect(server.requests.first?.header("accept-encoding") == "gzip")
    }

    @Test func `calls in a row share one connection`() async throws {
        let server = LoopbackServer { _ in .json("{}") }
        let transport = CurlTransport(loop: loop)
        for _ in 0..<20 { _ = try await transport.send(HTTPRequest(url: server.url)) }
        #expect(server.requests.count == 20)
        #expect(server.connections == 1)
    }

    @Test func `at most so many connections are open to a host, and all calls get their answer`()
        async throws
    {
        let server = LoopbackServer { .late(.milliseconds(2), "\($0.query[0].value)") }
        let transport = CurlTransport(loop: loop, connectionsPerHost: 8)
        let url = server.url
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<200 {
                group.addTask {
                    let answer = try await transport.send(HTTPRequest(url: "\(url)/?i=\(index)"))
                    return String(decoding: answer.body, as: UTF8.self) == "\(index)"
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
        #expect(server.requests.count == 200)
        #expect(server.connections <= 8)
    }

    @Test(arguments: [
        "http://example.com/", "http://10.0.0.1/", "http://127.evil.example/", "ftp://127.0.0.1/",
        "http://localhost.example.com", "file:///etc/passwd", "127.0.0.1", "http://u:p@127.0.0.1/",
        "http://127.0.0.1/\r\nX: y",
    ])
    func `what is not https, nor plain HTTP to loopback, is refused unsent`(url: String) async {
        let error = await failure(HTTPRequest(url: url))
        #expect(error?.kind == .refused)
        #expect(error?.wasSent == false)
    }

    @Test(arguments: [
        NamedValue("x", "a\r\ny: b"), NamedValue("x", "a\0y: b"), NamedValue("x\n", "a"),
        NamedValue("x", "a\u{7F}"),
    ])
    func `a header that would smuggle in another is refused unsent`(header: NamedValue) async {
        let server = LoopbackServer { _ in .json("{}") }
        let error = await failure(HTTPRequest(url: server.url, headers: [header]))
        #expect(error?.kind == .refused)
        #expect(server.connections == 0)
    }

    @Test func `a target that has been sent once is not sent to another place`() async throws {
        let transport = CurlTransport(loop: loop)
        let (one, other) = (
            LoopbackServer { _ in .json("{}") }, LoopbackServer { _ in .json("{}") }
        )
        let client = Client(
            loop: loop, transport: transport,
            credentials: StaticCredentials(.init(accessKeyID: "id", accessKeySecret: "secret")))
        for server in [one, other, one] {
            var call = ServiceCall.leave
            call.endpoint = Endpoint(server.url)
            _ = try await client.call(call)
            _ = try await transport.send(HTTPRequest(url: "\(server.url)/plain?a=b"))
        }
        #expect(one.requests.map(\.path) == ["/", "/plain", "/", "/plain"])
        #expect(other.requests.map(\.path) == ["/", "/plain"])
        #expect(one.requests[1].query == [NamedValue("a", "b")])
    }

    @Test func `a printed request shows no token`() {
        let request = HTTPRequest(
            url: "https://h/?SecurityToken=hidden", headers: [NamedValue("x", "hidden")])
        var dumped = ""
        dump(request, to: &dumped)
        #expect("\(request)" == "GET https://h")
        #expect(!dumped.contains("hidden"))
    }

    @Test func `a refused connection was surely not sent`() async {
        let server = LoopbackServer { _ in .close }
        server.stop()
        let error = await failure(HTTPRequest(url: "http://127.0.0.1:1/"))
        #expect(error?.kind == .notConnected)
        #expect(error?.wasSent == false)
    }

    @Test(arguments: [
        Reply.close, .raw("HTTP/1.1 200 OK\r\nContent-Le"),
        .raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{}"), .raw("nonsense\r\n\r\n"),
        .raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}"),
    ])
    func `an answer that is cut off is an error, and the request counts as sent`(reply: Reply)
        async
    {
        let server = LoopbackServer { _ in reply }
        let error = await failure(HTTPRequest(method: "POST", url: server.url))
        #expect(error?.kind == .broken)
        #expect(error?.wasSent == true)
        #expect(server.requests.count == 1)
    }

    @Test func `a request on a kept connection that dies is not sent again behind our back`()
        async throws
    {
        let server = LoopbackServer { $0.number == 2 ? .close : .json("{}") }
        let transport = CurlTransport(loop: loop)
        _ = try await transport.send(HTTPRequest(method: "POST", url: server.url))
        let error = await failure(HTTPRequest(method: "POST", url: server.url), on: transport)
        #expect(error?.kind == .broken)
        #expect(error?.wasSent == true)
        #expect(server.requests.count == 2)
        _ = try await transport.send(HTTPRequest(method: "POST", url: server.url))
        #expect(server.requests.count == 3)
    }

    @Test func `a silent server is given up on in time`() async {
        let server = LoopbackServer { _ in .late(.seconds(20), "{}") }
        let clock = ContinuousClock()
        let start = clock.now
        let error = await failure(
            HTTPRequest(
                url: server.url, connectTimeout: .milliseconds(100),
                readTimeout: .milliseconds(100)))
        #expect(error?.kind == .timedOut)
        #expect(error?.wasSent == true)
        #expect(clock.now - start < .seconds(10))
    }

    @Test func `an answer beyond the limit is refused, not kept`() async {
        let server = LoopbackServer { _ in .json(String(repeating: "x", count: 100_000)) }
        let transport = CurlTransport(loop: loop, maximumAnswerSize: 65_536)
        let error = await failure(HTTPRequest(url: server.url), on: transport)
        #expect(error?.kind == .tooLarge)
    }

    @Test func `a cancelled call ends at once and gives its place on`() async throws {
        let server = LoopbackServer { request in
            request.query.isEmpty ? .late(.seconds(2), "{}") : .json("{}")
        }
        let transport = CurlTransport(loop: loop, connectionsPerHost: 1)
        let url = server.url
        let slow = Task { try await transport.send(HTTPRequest(url: url)) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        let waiting = Task { try await transport.send(HTTPRequest(url: url)) }
        let last = Task { try await transport.send(HTTPRequest(url: "\(url)/?last=1")) }
        try await Task.sleep(for: .milliseconds(20))
        waiting.cancel()
        await #expect(throws: TransportError.self) { try await waiting.value }
        slow.cancel()
        let result = await slow.result
        #expect(
            throws: TransportError(.cancelled, wasSent: true, message: "the request was taken back")
        ) {
            try result.get()
        }
        #expect(try await last.value.status == 200)
        #expect(server.requests.count == 2)
    }
}
