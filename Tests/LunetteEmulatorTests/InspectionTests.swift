import LunetteBase
import LunetteEmulator
import LunetteWorld
import Testing

@Suite struct InspectionTests {
    @Test func `the call log tells every request and no secret`() async throws {
        try await withEmulator { emulator in
            let leave = [("SecurityGroupId", "sg-nowhere"), ("InstanceId", "i-nowhere")]
            let request = TestRequest("LeaveSecurityGroup", leave, algorithm: .rpc, nonce: "one")
            let code = emulator.send(request)?.code
            _ = emulator.send(TestRequest("DescribeRegions", secret: "wrong", nonce: "two"))
            let response = emulator.get("/_lunette/calls")
            let lines = response?.text.split(separator: "\n").map(String.init) ?? []
            try #require(lines.count == 2)
            let first = try JSONValue(parsing: lines[0])
            #expect(first["sequence"] == 1)
            #expect(first["operation"] == "LeaveSecurityGroup")
            #expect(first["parameters"]?["InstanceId"] == "i-nowhere")
            #expect(first["parameters"]?.object?.names.count == 2)
            #expect(first["access_key_id"] == "testid")
            #expect(first["algorithm"] == "HMAC-SHA1")
            #expect(first["nonce"] == "one")
            #expect(first["code"]?.string == code)
            let second = try JSONValue(parsing: lines[1])
            #expect(second["code"] == "SignatureDoesNotMatch")
            #expect(response?.text.contains("testsecret") == false)
            #expect(emulator.calls().map(\.nonce) == ["one", "two"])
            let later = emulator.get("/_lunette/calls?since=1")?.text ?? ""
            #expect(later.split(separator: "\n").map(String.init) == [lines[1]])
        }
    }

    @Test func `a key that another world does not have is forgotten`() async throws {
        try await withEmulator { emulator in
            #expect(emulator.send(TestRequest("DescribeRegions"))?.code == nil)
            emulator.replaceWorld(World(accounts: [], regions: []))
            let code = emulator.send(TestRequest("DescribeRegions"))?.code
            #expect(code == "InvalidAccessKeyId.NotFound")
        }
    }

    @Test func `a password is masked in the call log`() async throws {
        try await withEmulator { emulator in
            let parameters = [("InstanceId", "i-x"), ("Password", "hunter2!")]
            _ = emulator.send(TestRequest("ModifyInstanceAttribute", parameters))
            #expect(emulator.calls().last?.parameters.value(named: "Password") == "<secret>")
        }
    }

    @Test func `the world comes out as a world file that can go in again`() async throws {
        try await withEmulator { emulator in
            let response = emulator.get("/_lunette/world")
            #expect(response?.status == 200)
            let world = try World(parsing: response?.body ?? [])
            #expect(world.json == emulator.world().json)
        }
    }

    @Test func `a virtual clock is moved, a real one is not`() async throws {
        let start = Timestamp(secondsSinceEpoch: 1_700_000_000)
        let clock = VirtualClock(start: start)
        let configuration = EmulatorConfiguration(world: .standard, clock: clock)
        try await withEmulator(configuration) { emulator in
            let response = emulator.get("/_lunette/clock?advance=90.5", method: "POST")
            #expect(response?.status == 200)
            #expect(clock.now() == start + .milliseconds(90_500))
            let request = TestRequest("DescribeRegions")
            #expect(emulator.send(request)?.status == 200, "dates go by real time")
            for bad in ["", "?advance=", "?advance=-1", "?advance=nan", "?advance=x"] {
                #expect(emulator.get("/_lunette/clock\(bad)", method: "POST")?.status == 400)
            }
        }
        try await withEmulator { emulator in
            let response = emulator.get("/_lunette/clock?advance=1", method: "POST")
            #expect(response?.status == 409)
            #expect(response?.text.contains("--clock virtual") == true)
        }
    }

    @Test(arguments: [
        ("GET", "/_lunette/", 404), ("GET", "/_lunette/secrets", 404),
        ("DELETE", "/_lunette/calls", 405), ("GET", "/_lunette/clock", 405),
        ("GET", "/_lunette/calls?since=x", 400), ("GET", "/_lunette/calls?since=-1", 400),
        ("PUT", "/_lunette/faults", 400),
    ])
    func `what it does not know it refuses`(method: String, path: String, status: Int)
        async throws
    {
        try await withEmulator { emulator in
            #expect(emulator.get(path, method: method)?.status == status)
        }
    }

    @Test func `a request under a foreign name learns nothing`() async throws {
        try await withEmulator { emulator in
            let connection = try RawConnection(port: emulator.port)
            connection.send("GET /_lunette/world HTTP/1.1\r\nhost: evil.example\r\n\r\n")
            #expect(connection.response()?.status == 403)
        }
    }

    @Test func `a long call log arrives whole, in its pieces`() async throws {
        var configuration = EmulatorConfiguration(world: .standard)
        configuration.checksSignatures = false
        configuration.callLogCapacity = 800
        try await withEmulator(configuration) { emulator in
            let connection = try RawConnection(port: emulator.port)
            let filler = String(repeating: "x", count: 400)
            let request =
                "GET /?Action=No&Version=2014-05-26&Name=\(filler) HTTP/1.1\r\nhost: a\r\n\r\n"
            for _ in 0..<7 {
                connection.send(String(repeating: request, count: 100))
                for _ in 0..<100 { #expect(connection.response()?.status == 404) }
            }
            let lines = emulator.get("/_lunette/calls")?.text.split(separator: "\n") ?? []
            let sequences = lines.compactMap { CallRecord.sequence(of: $0) }
            #expect(sequences == Array(1...700))
        }
    }
}

extension CallRecord {
    fileprivate static func sequence(of line: Substring) -> Int? {
        (try? JSONValue(parsing: line.utf8))?["sequence"]?.integer.map(Int.init)
    }
}
