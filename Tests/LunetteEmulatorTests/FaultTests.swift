import LunetteBase
import LunetteEmulator
import LunetteWorld
import Testing

@Suite struct FaultTests {
    private let group = "sg-web"
    private var leave: TestRequest {
        TestRequest(
            "LeaveSecurityGroup", [("SecurityGroupId", group), ("InstanceId", "i-running1")])
    }

    private func fault(_ effect: Fault.Effect) -> Fault {
        var fault = Fault()
        fault.operation = "LeaveSecurityGroup"
        fault.effect = effect
        fault.nth = 1
        return fault
    }

    private func isMember(_ emulator: Emulator) -> Bool {
        emulator.world().groups(ofInstance: "i-running1").contains(group)
    }

    @Test(arguments: Fault.Effect.allCases)
    func `an effect does what was asked exactly when it says so`(effect: Fault.Effect) async throws
    {
        try await withEmulator { emulator in
            emulator.addFault(fault(effect))
            _ = emulator.send(leave)
            #expect(isMember(emulator) == !effect.applies)
            #expect(emulator.calls().last?.fault == effect.rawValue)
            let second = emulator.send(leave)
            #expect(emulator.calls().last?.fault == nil)
            let expected = effect.applies ? "InvalidSecurityGroupAssociation.NotFound" : nil
            #expect(second?.code == expected)
        }
    }

    @Test func `a fault that is added leaves the others' counts alone`() async throws {
        try await withEmulator { emulator in
            var second = fault(.error)
            second.nth = 2
            emulator.addFault(second)
            #expect(emulator.send(leave)?.code == nil)
            var other = fault(.error)
            other.operation = "DescribeRegions"
            emulator.addFault(other)
            #expect(emulator.send(leave)?.code == "InternalError")
        }
    }

    @Test func `an error has the fault's code, status and message`() async throws {
        try await withEmulator { emulator in
            var fault = fault(.error)
            fault.code = "ServiceUnavailable"
            fault.status = 503
            fault.message = "Away."
            emulator.addFault(fault)
            let response = emulator.send(leave)
            #expect(response?.status == 503)
            #expect(response?.code == "ServiceUnavailable")
            #expect(response?.json["Message"] == "Away.")
        }
    }

    @Test(arguments: [Fault.Effect.timeoutBefore, .timeoutAfter])
    func `a timeout is the service's 504`(effect: Fault.Effect) async throws {
        try await withEmulator { emulator in
            emulator.addFault(fault(effect))
            let response = emulator.send(leave)
            #expect(response?.status == 504)
            #expect(response?.code == "RequestTimeout")
            #expect(response?.headers.header(named: "x-lunette-rule") == "L20")
        }
    }

    @Test(arguments: [Fault.Effect.resetBefore, .resetAfter])
    func `a reset is a reset, without a byte of an answer`(effect: Fault.Effect) async throws {
        try await withEmulator { emulator in
            emulator.addFault(fault(effect))
            let connection = try RawConnection(port: emulator.port)
            connection.send(leave.bytes)
            let (bytes, end) = connection.drain()
            #expect(bytes.isEmpty)
            #expect(end == .reset)
        }
    }

    @Test func `a truncated answer promises more than it sends`() async throws {
        try await withEmulator { emulator in
            emulator.addFault(fault(.truncatedBody))
            let connection = try RawConnection(port: emulator.port)
            connection.send(leave.bytes)
            let (bytes, end) = connection.drain()
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(text.hasPrefix("HTTP/1.1 200"))
            #expect(text.contains("{"))
            #expect(RawResponse.parse(bytes) == nil)
            #expect(end == .ended)
        }
    }

    @Test func `a malformed answer is whole and is not JSON`() async throws {
        try await withEmulator { emulator in
            emulator.addFault(fault(.malformedJSON))
            let response = emulator.send(leave)
            #expect(response?.status == 200)
            #expect(response.flatMap { try? JSONValue(parsing: $0.body) } == nil)
        }
    }

    @Test func `a delay waits on a real clock, and lets others pass`() async throws {
        try await withEmulator { emulator in
            var fault = fault(.delay)
            fault.delayMilliseconds = 400
            emulator.addFault(fault)
            let slow = try RawConnection(port: emulator.port)
            let start = SystemClock().uptime()
            slow.send(leave.bytes)
            #expect(emulator.send(TestRequest("DescribeRegions"))?.status == 200)
            let between = SystemClock().uptime() - start
            #expect(slow.response()?.status == 200)
            #expect(SystemClock().uptime() - start >= .milliseconds(400))
            #expect(between < .milliseconds(400))
        }
    }

    @Test func `a delay moves a virtual clock and costs no time`() async throws {
        let start = Timestamp(secondsSinceEpoch: 1_700_000_000)
        let clock = VirtualClock(start: start)
        try await withEmulator(EmulatorConfiguration(world: .standard, clock: clock)) { emulator in
            var fault = fault(.delay)
            fault.delayMilliseconds = 3_600_000
            emulator.addFault(fault)
            #expect(emulator.send(leave)?.status == 200)
            #expect(clock.now() == start + .seconds(3_600))
        }
    }

    @Test func `faults are replaced over HTTP, in the form of a world file`() async throws {
        try await withEmulator { emulator in
            let faults = #"[{"operation":"Describe*","effect":"error","code":"X.Y","status":418}]"#
            let response = emulator.get("/_lunette/faults", method: "PUT", body: faults)
            #expect(response?.status == 200)
            #expect(emulator.send(TestRequest("DescribeRegions"))?.code == "X.Y")
            let wrong = #"[{"operation":"Describe*","effect":"explode"}]"#
            let refused = emulator.get("/_lunette/faults", method: "PUT", body: wrong)
            #expect(refused?.status == 400)
            #expect(refused?.text.contains("faults[0].effect") == true)
        }
    }

    @Test func `throttling refuses the rest of the minute and says how long that is`() async throws
    {
        let start = Timestamp(secondsSinceEpoch: 1_700_000_040)
        let clock = VirtualClock(start: start)
        var configuration = EmulatorConfiguration(world: .standard, clock: clock)
        configuration.world.throttling = [
            ThrottleLimit(operation: "DescribeRegions", perMinute: 3)
        ]
        try await withEmulator(configuration) { emulator in
            clock.advance(by: .seconds(20))
            for _ in 0..<3 {
                #expect(emulator.send(TestRequest("DescribeRegions"))?.status == 200)
            }
            let refused = emulator.send(TestRequest("DescribeRegions"))
            #expect(refused?.status == 400)
            #expect(refused?.code == "Throttling.User")
            #expect(refused?.headers.header(named: "x-acs-retry-after") == "40000")
            #expect(refused?.headers.header(named: "x-lunette-rule") == "G2")
            #expect(emulator.send(leave)?.status == 200, "each operation counts by itself")
            clock.advance(by: .seconds(40))
            #expect(emulator.send(TestRequest("DescribeRegions"))?.status == 200)
        }
    }
}
