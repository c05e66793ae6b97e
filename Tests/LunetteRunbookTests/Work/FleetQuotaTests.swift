import LunetteBase
import LunetteEmulator
import LunetteWorld
import Testing

@testable import LunetteRunbook

/// A fleet of changes under a quota of calls a minute, which the service tells only by refusing.
@Suite struct FleetQuotaTests {
    private static let count = 2_000
    private static let callsPerMinute = 200

    // Few instances that leave and come back: of many, the emulator checks each after each change.
    private static let script = """
        local ids = {}
        for number = 1, args.at_once do ids[number] = "i-" .. number end
        fleet.map(ids, function(id)
          for _ = 1, \(count) // args.at_once do
            ecs.leave_security_group { security_group_id = "sg-old", instance_id = id }
            ecs.join_security_group { security_group_id = "sg-old", instance_id = id }
          end
        end, { concurrency = args.at_once })
        """

    private static func world(instances: Int64) throws -> World {
        let file: JSONValue = [
            "security_groups": [["security_group_id": "sg-old"], ["security_group_id": "sg-new"]],
            "instances": .array(
                (1...instances).map { number in
                    [
                        "instance_id": .string("i-\(number)"),
                        "security_group_ids": ["sg-old", "sg-new"],
                    ]
                }),
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
            Self.script, arguments: ["at_once": .integer(atOnce)],
            world: try Self.world(instances: atOnce))
        #expect(run.report.failure == nil, "\(run.report.failure?.message ?? "")")
        let calls = run.emulator.calls().filter { $0.operation == "LeaveSecurityGroup" }
        let refused = calls.filter { $0.code?.hasPrefix("Throttling") ?? false }
        #expect(refused.count > 0, "the quota was never reached")
        #expect(refused.count * 100 <= Self.count, "\(refused.count) refusals")
        #expect(calls.count == Self.count + refused.count, "each leave is made once")
        let times = calls.map(\.time.secondsSinceEpoch)
        let minutes = ((times.max() ?? 0) - (times.min() ?? 0)) / 60
        #expect(minutes <= Int64(Self.count / Self.callsPerMinute), "\(minutes) minutes")
    }
}
