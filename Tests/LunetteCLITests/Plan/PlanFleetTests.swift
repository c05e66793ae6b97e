import Foundation
import LunetteBase
import LunetteTesting
import Testing

/// How a plan's items are done: in which order, how many at a time, with how many reads.
@Suite struct PlanFleetTests {
    @Test func `a dozen items cost a dozen changes, and a read of each kind for all of them`()
        async throws
    {
        let scene = try await PlanScene(policy: "")
        try await scene.plan()
        let before = scene.emulator.calls().count
        let applied = try await scene.run("apply", "plan.json")
        #expect(applied.exitCode == 0, "\(applied.errors)")
        let calls = scene.emulator.calls()[before...].map(\.operation)
        #expect(calls.count { $0 == "LeaveSecurityGroup" } == 12)
        // For all of them beforehand, for the first one, and for the others.
        for read in ["DescribeInstances", "DescribeNetworkInterfaces", "DescribeSecurityGroups"] {
            #expect(calls.count { $0 == read } <= 3, "\(read)")
        }
        #expect(calls.count <= 23, "\(calls)")
        // What was there before each change is on record all the same.
        let history = try #require(try await scene.scene.history())
        #expect(history.changes.count == 12)
        for change in history.changes {
            #expect(change.intent.before?["groups"] == ["sg-ssh", "sg-web"])
        }
        await scene.stop()
    }

    /// Which change is refused, and how many are sent at most.
    private static let refusals: [(nth: Int, concurrency: Int, most: Int)] =
        [(1, 8, 1), (2, 8, 9), (5, 1, 5)]

    @Test(arguments: refusals)
    func `after a change that is refused no other is begun`(
        nth: Int, concurrency: Int, most: Int
    ) async throws {
        let scene = try await PlanScene(policy: "")
        try await scene.plan()
        try scene.patch(
            """
            { "faults": [{ "operation": "LeaveSecurityGroup", "nth": \(nth), "effect": "error",
                           "code": "Forbidden.RAM", "status": 403 }] }
            """)
        let applied = try await scene.run(
            "apply", "plan.json", "--concurrency", "\(concurrency)")
        #expect(applied.exitCode == 6, "\(applied.errors)")
        #expect(applied.errors.contains("Forbidden.RAM"), "\(applied.errors)")
        #expect(applied.output.contains("not begun"), "\(applied.output)")
        #expect((nth...most).contains(scene.scene.count(of: "LeaveSecurityGroup")))
        // It goes on where it was.
        let again = try await scene.run("apply", "plan.json")
        #expect(again.exitCode == 0, "\(again.errors)")
        for id in PlanScene.instances { #expect(scene.groups(of: id) == ["sg-web"]) }
        await scene.stop()
    }

    @Test(arguments: ["authorize_security_group", "leave_security_group"])
    func `a change whose answer was lost for long is this run's all the same`(
        operation: String
    ) async throws {
        let changes = [
            "authorize_security_group": """
            security_group_id = "sg-ssh", ip_protocol = "TCP", port_range = "22/22",
              source_cidr_ip = "10.0.0.0/8", policy = "accept", priority = "1"
            """,
            "leave_security_group": #"security_group_id = "sg-ssh", instance_id = "i-01""#,
        ]
        let scene = try await PlanScene(
            script: """
                runbook { allow = { "ecs:*" } }
                ecs.\(operation) { \(changes[operation] ?? "") }
                """, policy: "")
        try await scene.plan([])
        let name = operation.split(separator: "_").map(\.capitalized).joined()
        try scene.patch(
            """
            { "faults": [{ "operation": "\(name)", "nth": 1, "effect": "timeout_after",
                           "delay_ms": 2500 }] }
            """)
        let applied = try await scene.run("apply", "plan.json")
        #expect(applied.exitCode == 0, "\(applied.errors)")
        let history = try #require(try await scene.scene.history())
        #expect(history.madeChanges.map(\.intent.operation) == [name])
        await scene.stop()
    }

    @Test func `a plan that lies in another folder is gone on with by resume`() async throws {
        let scene = try await PlanScene(policy: "")
        let elsewhere = try TemporaryFolder()
        let path = elsewhere.path + "/plan.json"
        let made = try await scene.run("plan", "script.lua", "--out", path, "--instance", "i-01")
        #expect(made.exitCode == 0, "\(made.errors)")
        try scene.patch(
            """
            { "faults": [{ "operation": "LeaveSecurityGroup", "nth": 1, "effect": "error",
                           "code": "Forbidden.RAM", "status": 403 }] }
            """)
        _ = try await scene.run("apply", path)
        let resumed = try await scene.run("resume")
        #expect(resumed.exitCode == 0, "\(resumed.errors)")
        #expect(scene.groups(of: "i-01") == ["sg-web"])
        await scene.stop()
    }

    @Test func `items of a fleet go beside each other, each in its own order`() async throws {
        let scene = try await PlanScene(
            script: """
                runbook { allow = { "ecs:*SecurityGroup" } }
                local spare = ecs.create_security_group { vpc_id = "vpc-cn-hangzhou" }.security_group_id
                fleet.map(state.members("sg-ssh"), function(member)
                  ecs.join_security_group { security_group_id = spare, instance_id = member.id }
                  ecs.leave_security_group { security_group_id = "sg-ssh", instance_id = member.id }
                end)
                ecs.delete_security_group { security_group_id = "sg-ssh" }
                """, policy: "")
        let made = try await scene.run("plan", "script.lua", "--out", "plan.json")
        #expect(made.exitCode == 0, "\(made.errors)")
        try scene.patch(
            """
            { "faults": [{ "operation": "*SecurityGroup", "every": 1, "effect": "delay",
                           "delay_ms": 60 }] }
            """)
        let applied = try await scene.run("apply", "plan.json")
        #expect(applied.exitCode == 0, "\(applied.errors)\(applied.output)")
        let changes = scene.emulator.calls().filter { $0.operation.hasSuffix("SecurityGroup") }
        #expect(changes.first?.operation == "CreateSecurityGroup")
        #expect(changes.last?.operation == "DeleteSecurityGroup")
        for id in PlanScene.instances {
            let own = changes.filter { $0.parameters.value(named: "InstanceId") == id }
            #expect(own.map(\.operation) == ["JoinSecurityGroup", "LeaveSecurityGroup"])
        }
        // The second instance was begun before the third was through.
        let leaves = changes.dropFirst(3).prefix(4).map(\.operation)
        #expect(leaves.contains("JoinSecurityGroup"), "\(changes.map(\.operation))")
        await scene.stop()
    }

    @Test func `rules are shown as people read them`() async throws {
        let scene = try await PlanScene(
            script: """
                runbook { allow = { "ecs:*SecurityGroup*" } }
                ecs.authorize_security_group { security_group_id = "sg-ssh", permissions = {
                  { ip_protocol = "tcp", port_range = "22/22", source_cidr_ip = "10.0.0.0/8",
                    priority = "5", description = "admins" },
                  { ip_protocol = "all", port_range = "-1/-1", source_group_id = "sg-web" } } }
                ecs.revoke_security_group { security_group_id = "sg-ssh", permissions = {
                  { ip_protocol = "tcp", port_range = "22/22", source_cidr_ip = "10.0.0.0/8",
                    priority = "5" } } }
                """, policy: "")
        let made = try await scene.run("plan", "script.lua", "--out", "plan.json")
        #expect(made.exitCode == 0, "\(made.errors)")
        let shown = try await scene.run("plan", "show", "plan.json")
        let rule = "ingress accept TCP 22 from 10.0.0.0/8, priority 5, \"admins\"\n"
        for output in [made.output, shown.output] {
            #expect(output.contains("  sg-ssh + " + rule), "\(output)")
            #expect(output.contains("  sg-ssh - " + rule), "\(output)")
            #expect(
                output.contains(
                    "  sg-ssh + ingress accept all protocols from sg-web, priority 1\n"),
                "\(output)")
            #expect(!output.contains("{"), "\(output)")
        }
        let file = try String(contentsOfFile: scene.planPath, encoding: .utf8)
        #expect(file.contains("\"port_range\": \"22/22\""))
        let applied = try await scene.run("apply", "plan.json")
        #expect(applied.exitCode == 0, "\(applied.errors)\(applied.output)")
        let record = try await scene.run("show")
        #expect(record.output.contains("TCP 22 from 10.0.0.0/8, priority 5"), "\(record.output)")
        await scene.stop()
    }
}
