import LunetteBase
import LunetteEmulator
import Testing

@testable import LunetteEmulator

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct ConnectionTests {
    @Test func `pipelined requests are answered in their order on one connection`() async throws {
        try await withEmulator { emulator in
            let connection = try RawConnection(port: emulator.port)
            let names = ["DescribeRegions", "Nonsense", "DescribeRegions", "Nonsense"]
            connection.send(names.flatMap { TestRequest($0).bytes })
            let codes = names.map { _ in connection.response()?.code }
            #expect(codes == [nil, "InvalidAction.NotFound", nil, "InvalidAction.NotFound"])
            #expect(emulator.calls().map(\.operation) == names)
        }
    }

    @Test func `Connection close ends the connection after the answer`() async throws {
        try await withEmulator { emulator in
            var request = TestRequest("DescribeRegions")
            request.headers.append(NamedValue("connection", "close"))
            let connection = try RawConnection(port: emulator.port)
            connection.send(request.bytes)
            #expect(connection.response()?.headers.header(named: "connection") == "close")
            #expect(connection.drain().end == .ended)
        }
    }

    @Test func `a client that has ended its side still gets its answer`() async throws {
        try await withEmulator { emulator in
            let connection = try RawConnection(port: emulator.port)
            connection.send(TestRequest("DescribeRegions").bytes)
            connection.endSending()
            #expect(connection.response()?.status == 200)
            #expect(connection.drain().end == .ended)
        }
    }

    @Test func `a body is asked for when the client waits for that`() async throws {
        try await withEmulator { emulator in
            let connection = try RawConnection(port: emulator.port)
            connection.send(
                "POST / HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n")
            #expect(connection.response()?.status == 100)
            connection.send("ab")
            #expect(connection.response()?.status == 400)
        }
    }

    @Test(arguments: [
        "", "POST / HTTP/1.1\r\nhost: a\r\n", "POST / HTTP/1.1\r\ncontent-length: 9\r\n\r\na",
    ])
    func `a client that stalls is closed`(text: String) async throws {
        var configuration = EmulatorConfiguration(world: .standard)
        configuration.limits.stall = .milliseconds(100)
        configuration.limits.idle = .milliseconds(200)
        try await withEmulator(configuration) { emulator in
            let connection = try RawConnection(port: emulator.port)
            connection.send(text)
            let start = SystemClock().uptime()
            #expect(connection.drain().bytes.isEmpty)
            #expect(SystemClock().uptime() - start < .seconds(5))
        }
    }

    @Test func `a client that drips its request is closed`() async throws {
        var configuration = EmulatorConfiguration(world: .standard)
        configuration.limits.stall = .milliseconds(150)
        configuration.limits.request = .milliseconds(300)
        try await withEmulator(configuration) { emulator in
            let connection = try RawConnection(port: emulator.port)
            let start = SystemClock().uptime()
            connection.send("GET /?")
            while connection.send("x"), SystemClock().uptime() - start < .seconds(9) {
                usleep(20_000)
            }
            #expect(SystemClock().uptime() - start < .seconds(8))
        }
    }

    @Test func `a client that does not read its answers is closed`() async throws {
        var configuration = EmulatorConfiguration(world: .standard)
        configuration.limits.stall = .milliseconds(200)
        try await withEmulator(configuration) { emulator in
            let connection = try RawConnection(port: emulator.port)
            let request = "GET /_lunette/world HTTP/1.1\r\nhost: localhost\r\n\r\n"
            let batch = Array(String(repeating: request, count: 100).utf8)
            let start = SystemClock().uptime()
            while connection.send(batch), SystemClock().uptime() - start < .seconds(30) {}
            #expect(SystemClock().uptime() - start < .seconds(9), "not by the socket's own limit")
            #expect(emulator.send(TestRequest("DescribeRegions"))?.status == 200)
        }
    }

    @Test func `connections past the limit are closed, and others go on`() async throws {
        var configuration = EmulatorConfiguration(world: .standard)
        configuration.limits.connections = 2
        try await withEmulator(configuration) { emulator in
            let first = try RawConnection(port: emulator.port)
            let second = try RawConnection(port: emulator.port)
            for connection in [first, second] {
                connection.send(TestRequest("DescribeRegions").bytes)
                #expect(connection.response()?.status == 200)
            }
            #expect(emulator.send(TestRequest("DescribeRegions")) == nil)
            first.send(TestRequest("DescribeRegions").bytes)
            #expect(first.response()?.status == 200)
        }
    }

    @Test func `a port that is taken is an error`() async throws {
        try await withEmulator { emulator in
            var configuration = EmulatorConfiguration(world: .standard)
            configuration.port = emulator.port
            await #expect(throws: (any Error).self) { try await Emulator.start(configuration) }
        }
    }
}
