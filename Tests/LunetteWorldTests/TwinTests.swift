import Foundation
import LunetteBase
import LunetteWorld
import Testing

@Suite struct TwinTests {
    private static let region = "cn-hangzhou"

    /// A twin that knows so many instances, each in `sg-a` and `sg-b`.
    private func twin(of count: Int) throws -> Twin {
        let instances = (0..<count).map {
            #"{"instance_id":"i-\#($0)","security_group_ids":["sg-a","sg-b"]}"#
        }
        var world = try World(
            text: """
                {"security_groups":[{"security_group_id":"sg-a"},{"security_group_id":"sg-b"}],
                "quotas":{"addresses_per_normal_group":100000},
                "instances":[\(instances.joined(separator: ","))]}
                """)
        var twin = Twin(Assumptions(of: world))
        for group in ["sg-a", "sg-b"] {
            let answer = world.ask(
                "DescribeSecurityGroups", ["SecurityGroupIds": #"["\#(group)"]"#])
            let shown = answer.json?["SecurityGroups"]?["SecurityGroup"]?.array ?? []
            twin.learn(TwinNeed(.group, group, Self.region), shown, now: testStart)
        }
        for number in 0..<count {
            let id = "i-\(number)"
            let answer = world.ask("DescribeInstances", ["InstanceIds": #"["\#(id)"]"#])
            let shown = answer.json?["Instances"]?["Instance"]?.array ?? []
            twin.learn(TwinNeed(.instance, id, Self.region), shown, now: testStart)
            let interfaces = world.ask("DescribeNetworkInterfaces", ["InstanceId": id]).json
            for interface in interfaces?["NetworkInterfaceSets"]?["NetworkInterfaceSet"]?.array
                ?? []
            {
                let need = TwinNeed(
                    .interface, interface["NetworkInterfaceId"]?.string ?? "", Self.region)
                twin.learn(need, [interface], now: testStart)
            }
        }
        return twin
    }

    private func leave(_ number: Int) -> TwinRequest {
        TwinRequest(
            operation: "LeaveSecurityGroup",
            parameters: ["InstanceId": "i-\(number)", "SecurityGroupId": "sg-a"],
            regionID: Self.region)
    }

    @Test func `a prediction tells what it changes, and nothing where it is refused`() throws {
        var twin = try twin(of: 3)
        let made = twin.predict(leave(1), now: testStart)
        #expect(made.answer.code == nil)
        #expect(made.changes.map(\.id) == ["i-1"])
        #expect(made.changes.first?.before == ["security_group_ids": ["sg-a", "sg-b"]])
        #expect(made.changes.first?.after == ["security_group_ids": ["sg-b"]])
        let again = twin.predict(leave(1), now: testStart)
        #expect(again.answer.code == "InvalidSecurityGroupAssociation.NotFound")
        #expect(again.changes.isEmpty)
    }

    @Test func `a prediction costs the same however much the twin knows`() throws {
        func cost(in count: Int) throws -> UInt64 {
            var twin = try twin(of: count)
            let start = processorTime()
            for number in 0..<50 { _ = twin.predict(leave(number), now: testStart) }
            return processorTime() - start
        }
        let small = try cost(in: 50)
        // It grew with what the twin knew: forty times as much here.
        #expect(try cost(in: 2_000) < 6 * small)
    }

    /// The processor time of this thread.
    private func processorTime() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
