import LunetteBase
import LunetteEmulator
import Testing

@Suite struct MalformedRequestTests {
    private func answer(to text: String, endingAfter: Bool = true) async throws -> RawResponse? {
        try await withEmulator { emulator in
            let connection = try RawConnection(port: emulator.port)
            connection.send(text)
            if endingAfter { connection.endSending() }
            let response = connection.response()
            #expect(emulator.send(TestRequest("DescribeRegions"))?.status == 200)
            return response
        }
    }

    @Test(arguments: [
        ("nonsense\r\n\r\n", 400, "InvalidRequest.Malformed"),
        ("\u{0}\u{1}\u{2}\u{3}\r\n\r\n", 400, "InvalidRequest.Malformed"),
        ("GET / HTTP/9.9\r\n\r\n", 400, "InvalidRequest.Malformed"),
        ("GET / HTTP/1.1\r\nno colon\r\n\r\n", 400, "InvalidRequest.Malformed"),
        ("POST / HTTP/1.1\r\ncontent-length: x\r\n\r\n", 400, "InvalidRequest.Malformed"),
        ("POST / HTTP/1.1\r\ncontent-length: 10\r\n\r\nabc", 400, "InvalidRequest.Incomplete"),
        ("GET /?a=1 HTTP/1.1\r\nhost: 127", 400, "InvalidRequest.Incomplete"),
        ("POST / HTTP/1.1\r\ncontent-length: 9999999\r\n\r\n", 413, "InvalidRequest.BodyTooLarge"),
        ("GET /?a=%zz HTTP/1.1\r\nhost: a\r\n\r\n", 400, "InvalidRequest.Query"),
        ("GET /?a=%ff%fe HTTP/1.1\r\nhost: a\r\n\r\n", 400, "InvalidRequest.Query"),
        ("GET /?a=%e HTTP/1.1\r\nhost: a\r\n\r\n", 400, "InvalidRequest.Query"),
        ("DELETE / HTTP/1.1\r\nhost: a\r\n\r\n", 405, "UnsupportedHTTPMethod"),
        ("CONNECT a:1 HTTP/1.1\r\nhost: a\r\n\r\n", 405, "UnsupportedHTTPMethod"),
        ("GET /elsewhere HTTP/1.1\r\nhost: a\r\n\r\n", 404, "InvalidApi.NotFound"),
        ("GET / HTTP/1.1\r\nhost: a\r\n\r\n", 400, "MissingParameter"),
    ])
    func `a malformed request gets the service's error, and the server lives on`(
        text: String, status: Int, code: String
    ) async throws {
        let response = try await answer(to: text)
        #expect(response?.status == status)
        #expect(response?.code == code)
        #expect(response?.json["RequestId"]?.string?.count == 36)
    }

    @Test func `a query of 10 MB is refused while it is still coming`() async throws {
        try await withEmulator { emulator in
            let connection = try RawConnection(port: emulator.port)
            connection.send("GET /?a=")
            let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
            var sent = 0
            while sent < 10, connection.send(piece) { sent += 1 }
            let response = connection.response()
            #expect(response?.status == 431)
            #expect(response?.code == "InvalidRequest.HeadTooLarge")
            #expect(emulator.send(TestRequest("DescribeRegions"))?.status == 200)
        }
    }

    @Test func `more than a hundred headers are refused`() async throws {
        let headers = (1...101).map { "x-\($0): y\r\n" }.joined()
        let response = try await answer(to: "GET / HTTP/1.1\r\n\(headers)\r\n")
        #expect(response?.status == 431)
    }

    @Test func `a body that grows past a megabyte in chunks is refused`() async throws {
        try await withEmulator { emulator in
            let connection = try RawConnection(port: emulator.port)
            connection.send("POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n")
            let piece = "10000\r\n" + String(repeating: "x", count: 0x10000) + "\r\n"
            var sent = 0
            while sent < 20, connection.send(piece) { sent += 1 }
            #expect(connection.response()?.status == 413)
        }
    }

    @Test func `random bytes never end the server`() async throws {
        try await withEmulator { emulator in
            var generator = SeededGenerator(seed: 7)
            for _ in 0..<200 {
                let connection = try RawConnection(port: emulator.port)
                let count = Int.random(in: 1...2_000, using: &generator)
                let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
                let isPlausible = Bool.random(using: &generator)
                connection.send(isPlausible ? Array("POST /?".utf8) + bytes : bytes)
                connection.endSending()
                let (answer, _) = connection.drain()
                if let (response, _) = RawResponse.parse(answer) {
                    #expect((400..<500).contains(response.status))
                }
            }
            #expect(emulator.send(TestRequest("DescribeRegions"))?.status == 200)
        }
    }

    @Test func `a good request cut anywhere gets a clean error or none`() async throws {
        try await withEmulator { emulator in
            let bytes = TestRequest("DescribeRegions", algorithm: .rpc).bytes
            for count in stride(from: 0, to: bytes.count - 1, by: 7) {
                let connection = try RawConnection(port: emulator.port)
                connection.send(Array(bytes[..<count]))
                connection.endSending()
                let (answer, end) = connection.drain()
                #expect(end == .ended)
                if let (response, _) = RawResponse.parse(answer) {
                    #expect(response.status == 400)
                }
            }
            #expect(emulator.calls().isEmpty)
        }
    }
}

/// Reproducible chance (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
