import LunetteBase
import LunetteEmulator
import LunetteWorld
import Testing

@testable import LunetteRunbook

/// A fleet of changes under a quota of calls a minute, which the service tells only by refusing.
@Suite struct FleetQuotaTests {
    private static let size = 2_000
    private static let callsPerMinute = 200

    private static let script = """
        local ids = {}
        for number = 1, \(size) do ids[number] = "i-" .. number end
        fleet.map(ids, function(id)
          ecs.leave_security_group { security_group_id = "sg-old", instance_id = id }
        end, { concurrency = args.at_once })
        """

    private static func world() throws -> World {
        let instances = (1...size).map { number -> JSONValue in
            [
                "instance_id": .string("i-\(number)"), "security_group_ids": ["sg-old", "sg-new"],
            ]
        }
        let file: JSONValue = [
            "security_groups": [["security_group_id": "sg-old"], ["security_group_id": "sg-new"]],
            "instances": .array(instances),
            "throttling": [
                [
                    "operation": "LeaveSecurityGroup",
                    "per_minute": .integer(Int64(callsPerMinute)),
                ]
            ],
        ]
        return try World(parsing: Array(file.text.utf8))
    }

    @Test(arguments: [8, 16])
    func `2,000 leave calls under 200 a minute meet at most 1 % refusals`(atOnce: Int64)
        async throws
    {
        let run = try await ScriptOnEmulator.run(
            Self.script, arguments: ["at_once": .integer(atOnce)], world: try Self.world())
        #expect(run.report.failure == nil, "\(run.report.failure?.message ?? "")")
        let calls = run.emulator.calls().filter { $0.operation == "LeaveSecurityGroup" }
        let refused = calls.filter { $0.code?.hasPrefix("Throttling") ?? false }
        #expect(refused.count > 0, "the quota was never reached")
        #expect(refused.count * 100 <= Self.size, "\(refused.count) refusals")
        #expect(calls.count == Self.size + refused.count, "each instance leaves once")
        let world = run.emulator.world()
        #expect((1...Self.size).allSatisfy { world.groups(ofInstance: "i-\($0)") == ["sg-new"] })
        let times = calls.map(\.time.secondsSinceEpoch)
        let minutes = ((times.max() ?? 0) - (times.min() ?? 0)) / 60
        #expect(minutes <= Int64(Self.size / Self.callsPerMinute), "\(minutes) minutes")
    }
}
