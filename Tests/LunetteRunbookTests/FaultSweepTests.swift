import LunetteBase
import LunetteClient
import LunetteEmulator
import LunetteLoop
import LunetteSigning
import LunetteWorld
import Testing

@testable import LunetteRunbook

/// A script that changes things, with every kind of fault at its first, second, third … request,
/// until a run passes untouched: afterwards the world is as if nothing had failed, and no change
/// was made twice.
@Suite struct FaultSweepTests {
    private static let script = """
        ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-running1" }
        ecs.join_security_group { security_group_id = "sg-quarantine", instance_id = "i-running2" }
        ecs.modify_instance_attribute {
          instance_id = "i-stopped1", security_group_ids = { "sg-quarantine" },
        }
        local groups = state.groups_of("i-running1")
        assert(#groups == 1 and groups[1] == "sg-ops")
        return #ecs.describe_security_groups {}.security_groups
        """

    private static let faults: [Fault] = Fault.Effect.allCases.flatMap { effect in
        var fault = Fault()
        fault.effect = effect
        guard effect == .error else {
            fault.delayMilliseconds = 50
            return [fault]
        }
        var throttled = fault
        throttled.code = "Throttling.User"
        throttled.status = 400
        var unavailable = fault
        unavailable.code = "ServiceUnavailable"
        unavailable.status = 503
        return [throttled, unavailable]
    }

    @Test(arguments: faults)
    func `one fault anywhere changes nothing about the outcome`(fault: Fault) async throws {
        let wanted = try await run(nil)
        #expect(wanted.report.failure == nil, "\(wanted.report.failure?.message ?? "")")
        var request = 1
        while true {
            var fault = fault
            fault.nth = request
            let (report, emulator) = try await run(fault)
            #expect(report.failure == nil, "\(request): \(report.failure?.message ?? "")")
            #expect(report.results == wanted.report.results)
            #expect(groups(emulator.world()) == groups(wanted.emulator.world()), "\(request)")
            let nonces = emulator.calls().compactMap(\.nonce)
            #expect(Set(nonces).count == nonces.count, "a nonce was used twice")
            if !emulator.calls().contains(where: { $0.fault != nil }) { break }
            request += 1
            try #require(request < 60, "the faults never end")
        }
        #expect(request == wanted.report.callCount + 1, "the sweep reached every request")
    }

    private func groups(_ world: World) -> [String: [String]] {
        Dictionary(
            uniqueKeysWithValues: world.allInterfaces.map { ($0.id, $0.securityGroupIDs.sorted()) })
    }

    private func run(_ fault: Fault?) async throws -> (report: RunReport, emulator: Emulator) {
        let clock = VirtualClock(start: SystemClock().now())
        var world = World.standard
        world.faults = fault.map { [$0] } ?? []
        let emulator = try await Emulator.start(EmulatorConfiguration(world: world, clock: clock))
        let loop = ScriptLoop(clock: clock)
        let credentials = Credentials(accessKeyID: "testid", accessKeySecret: "testsecret")
        var settings = RunSettings()
        settings.allow = ["ecs:*"]
        let runner = Runner(
            loop: loop, script: try Script(file: "sweep.lua", source: Array(Self.script.utf8)),
            arguments: [:],
            target: CloudTarget(
                name: "emulator", endpoint: Endpoint(emulator.endpoint), regionID: "cn-hangzhou",
                credentials: StaticCredentials(credentials), isRealAccount: false),
            settings: settings, transport: CurlTransport(loop: loop), observer: { _ in })
        let report = await runner.run()
        loop.stop()
        await emulator.stop()
        return (report, emulator)
    }
}
