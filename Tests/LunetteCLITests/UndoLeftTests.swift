import LunetteTesting
import LunetteWorld
import Testing

/// What an undo must not leave, and what it must not hide.
@Suite struct UndoLeftTests {
    @Test func `a group that the run made is deleted when nothing is in it or names it any more`()
        async throws
    {
        // Both sg-web's rules and the instance's groups were changed before it was there.
        let scene = try await JournalScene(
            """
            runbook { allow = { "ecs:*" } }
            local function open(rule)
              rule.ip_protocol, rule.port_range = "TCP", "81/81"
              ecs.authorize_security_group { security_group_id = "sg-web", permissions = { rule } }
            end
            open { source_cidr_ip = "10.1.0.0/16" }
            ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-running1" }
            local made = ecs.create_security_group {
              vpc_id = "vpc-cn-hangzhou", security_group_name = "new" }.security_group_id
            open { source_group_id = made }
            ecs.join_security_group { security_group_id = made, instance_id = "i-running1" }
            """)
        let before = scene.emulator.world()
        let run = try await scene.run(["run", "script.lua"])
        try #require(run.exitCode == 0, "\(run.errors)")
        let undone = try await scene.run(["undo", "--yes"])
        #expect(undone.exitCode == 0, "\(undone.errors)")
        let after = scene.emulator.world()
        #expect(
            after.groups(ofInstance: "i-running1").sorted()
                == before.groups(ofInstance: "i-running1").sorted())
        #expect(scene.emulator.calls().last { $0.operation.hasPrefix("Delete") }?.code == nil)
        #expect(scene.emulator.calls().contains { $0.operation == "DeleteSecurityGroup" })
        await scene.emulator.stop()
    }

    @Test func `a change in doubt is left, and an undo of the others does not call it done`()
        async throws
    {
        // The second change is made without an answer, and the read that would tell is refused.
        let world = """
            { "security_groups": [{ "security_group_id": "sg-a" }, { "security_group_id": "sg-b" }],
              "instances": [
                { "instance_id": "i-1", "security_group_ids": ["sg-a", "sg-b"] },
                { "instance_id": "i-2", "security_group_ids": ["sg-a", "sg-b"] }],
              "faults": [
                { "operation": "LeaveSecurityGroup", "nth": 2, "effect": "reset_after" },
                { "operation": "DescribeInstanceAttribute", "nth": 3, "effect": "error",
                  "code": "Forbidden.RAM", "status": 403 }] }
            """
        let scene = try await JournalScene(
            """
            runbook { allow = { "ecs:LeaveSecurityGroup" } }
            for _, id in ipairs { "i-1", "i-2" } do
              ecs.leave_security_group { security_group_id = "sg-a", instance_id = id }
            end
            """, world: World(parsing: Array(world.utf8)))
        let run = try await scene.run(["run", "script.lua"])
        try #require(run.exitCode == 3, "\(run.errors)")
        let undone = try await scene.run(["undo", "--yes"])
        #expect(undone.exitCode == 5, "\(undone.errors)")
        #expect(
            undone.errors.contains("left: i-2: whether LeaveSecurityGroup was made is in doubt"))
        #expect(scene.emulator.world().groups(ofInstance: "i-1").sorted() == ["sg-a", "sg-b"])
        await scene.emulator.stop()
    }
}
