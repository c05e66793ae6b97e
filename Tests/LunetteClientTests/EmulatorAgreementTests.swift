import LunetteBase
import LunetteClient
import LunetteEmulator
import LunetteLoop
import LunetteSigning
import LunetteTesting
import LunetteWorld
import Testing

/// The client against the emulator, which shares no client code: that they agree is evidence.
@Suite struct EmulatorAgreementTests {
    private func client(
        _ emulator: Emulator, clock: any RunClock = SystemClock(),
        algorithm: SignedCall.Algorithm = .acs3
    ) -> Client {
        let loop = ScriptLoop(clock: clock)
        let ending = LoopEnding(loop)
        var configuration = Client.Configuration()
        configuration.endpoint = Endpoint(emulator.endpoint)
        configuration.algorithm = algorithm
        return Client(
            loop: loop, transport: CurlTransport(loop: loop),
            credentials: StaticCredentials(
                Credentials(accessKeyID: "testid", accessKeySecret: "testsecret")),
            configuration: configuration, randomness: SeededRandomness(seed: 3),
            observer: { _ in withExtendedLifetime(ending) {} })
    }

    private func describe(_ name: String) -> ServiceCall {
        ServiceCall(
            operation: "DescribeSecurityGroups",
            parameters: [
                NamedValue("RegionId", "cn-hangzhou"), NamedValue("SecurityGroupName", name),
            ], regionID: "cn-hangzhou", isReadOnly: true)
    }

    @Test(arguments: SignedCall.Algorithm.allCases)
    func `250 requests with awkward values are all accepted`(algorithm: SignedCall.Algorithm)
        async throws
    {
        let emulator = try await Emulator.start(EmulatorConfiguration(world: .standard))
        let client = client(emulator, algorithm: algorithm)
        let randomness = SeededRandomness(seed: 11)
        let letters = Array("ab XYZ019*~+/%&=?#-_.'\"\\:;,é弦🌙")
        for _ in 0..<250 {
            let name = String(
                (0..<randomness.next() % 30).map { _ in
                    letters[Int(randomness.next() % UInt64(letters.count))]
                })
            let response = try await client.call(describe(name))
            #expect(response.status == 200)
            #expect(response.attempts == 1)
        }
        await emulator.stop()
    }

    @Test func `2,000 leave calls under a quota of 200 a minute meet at most 1 % refusals`()
        async throws
    {
        var world = World.standard
        world.throttling = [ThrottleLimit(operation: "DescribeSecurityGroups", perMinute: 200)]
        let clock = VirtualClock(start: SystemClock().now())
        let emulator = try await Emulator.start(EmulatorConfiguration(world: world, clock: clock))
        let client = client(emulator, clock: clock)
        let call = describe("web")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    for _ in 0..<125 { _ = try await client.call(call) }
                }
            }
            try await group.waitForAll()
        }
        let codes = emulator.calls().map { $0.code ?? "" }
        let refused = codes.filter { $0.hasPrefix("Throttling") }.count
        #expect(codes.count - refused == 2_000)
        #expect(refused <= 20, "\(refused) of \(codes.count)")
        await emulator.stop()
    }

    @Test(arguments: Fault.Effect.allCases.filter { $0 != .delay })
    func `a read that meets a fault is asked again`(effect: Fault.Effect) async throws {
        let emulator = try await Emulator.start(EmulatorConfiguration(world: .standard))
        var fault = Fault()
        fault.effect = effect
        fault.nth = 1
        emulator.addFault(fault)
        let response = try await client(emulator).call(describe("web"))
        #expect(response.attempts == 2)
        #expect(try JSONValue(parsing: response.body)["SecurityGroups"] != nil)
        await emulator.stop()
    }

    @Test(arguments: Fault.Effect.allCases.filter { $0 != .delay })
    func `a leave that meets a fault leaves once`(effect: Fault.Effect) async throws {
        let emulator = try await Emulator.start(EmulatorConfiguration(world: .standard))
        var fault = Fault()
        fault.operation = "LeaveSecurityGroup"
        fault.effect = effect
        fault.nth = 1
        emulator.addFault(fault)
        let leave = ServiceCall(
            operation: "LeaveSecurityGroup",
            parameters: [
                NamedValue("SecurityGroupId", "sg-web"), NamedValue("InstanceId", "i-running1"),
            ], regionID: "cn-hangzhou", isReadOnly: false)
        let response = try await client(emulator).call(leave)
        #expect(response.isSettledByRead == effect.applies)
        let sent = emulator.calls().filter { $0.operation == "LeaveSecurityGroup" }
        #expect(sent.count == (effect.applies ? 1 : 2))
        #expect(Set(sent.map(\.nonce)).count == sent.count)
        await emulator.stop()
    }
}
