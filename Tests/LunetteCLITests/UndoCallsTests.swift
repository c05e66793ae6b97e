import LunetteTesting
import LunetteWorld
import Testing

/// What an undo sends: no more than it must, and never what would leave a thing in no group.
@Suite struct UndoCallsTests {
    private static let script = """
        runbook { allow = { "ecs:ModifyInstanceAttribute" } }
        local wanted = { "sg-quarantine" }
        for _, id in ipairs { "i-running1", "i-running2", "i-single" } do
          ecs.modify_instance_attribute { instance_id = id, security_group_ids = wanted }
        end
        """

    @Test func `groups come back by one call, after a look at all and one just before`()
        async throws
    {
        let scene = try await JournalScene(Self.script)
        let before = scene.emulator.world()
        _ = try await scene.run(["run", "script.lua"])
        let first = scene.emulator.calls().count
        let undone = try await scene.run(["undo", "--yes"])
        #expect(undone.exitCode == 0, "\(undone.errors)")
        let sent = scene.emulator.calls().dropFirst(first).map(\.operation)
            .filter { !$0.hasPrefix("Get") }
        // The first one goes alone, the others together.
        let modify = "ModifyInstanceAttribute"
        #expect(
            sent == [
                "DescribeSecurityGroups", "DescribeInstances", "DescribeInstanceAttribute", modify,
                "DescribeInstances", modify, modify,
            ])
        let after = scene.emulator.world()
        for id in ["i-running1", "i-running2", "i-single"] {
            #expect(Set(after.groups(ofInstance: id)) == Set(before.groups(ofInstance: id)))
        }
        await scene.emulator.stop()
    }

    @Test func `where the last run changed nothing, the last one that did is named`() async throws {
        let scene = try await JournalScene(Self.script)
        _ = try await scene.run(["run", "script.lua"])
        let run = try #require(try await scene.history()).id
        try scene.write("return state.groups_of('i-single')")
        _ = try await scene.run(["run", "script.lua"])
        let undone = try await scene.run(["undo", "--yes"])
        #expect(undone.exitCode == 0, "\(undone.errors)")
        #expect(undone.output.contains("changed nothing; the last one that did is \(run)"))
        await scene.emulator.stop()
    }

    @Test func `nothing goes back into a group that is no more`() async throws {
        let world = """
            { "security_groups": [{ "security_group_id": "sg-old" }, { "security_group_id": "sg-web" }],
              "instances": [
                { "instance_id": "i-both", "security_group_ids": ["sg-old", "sg-web"] },
                { "instance_id": "i-one", "security_group_ids": ["sg-old"] }] }
            """
        let scene = try await JournalScene(
            """
            runbook { allow = { "ecs:*SecurityGroup", "ecs:ModifyInstanceAttribute" } }
            ecs.leave_security_group { security_group_id = "sg-old", instance_id = "i-both" }
            ecs.modify_instance_attribute { instance_id = "i-one", security_group_ids = { "sg-web" } }
            ecs.delete_security_group { security_group_id = "sg-old" }
            """, world: World(parsing: Array(world.utf8)))
        let run = try await scene.run(["run", "script.lua"])
        #expect(run.exitCode == 0, "\(run.errors)")
        let first = scene.emulator.calls().count
        let undone = try await scene.run(["undo", "--yes"])
        #expect(undone.exitCode == 5, "\(undone.errors)")
        #expect(
            undone.output.contains("i-both  was in sg-old, which does not exist any more"),
            "\(undone.output)")
        #expect(undone.output.contains("i-one  would be left without a group"), "\(undone.output)")
        let sent = scene.emulator.calls().dropFirst(first).map(\.operation)
        #expect(!sent.contains { $0.hasPrefix("Modify") || $0.hasPrefix("Join") }, "\(sent)")
        await scene.emulator.stop()
    }

    @Test func `an instance that a list does not show is looked at alone`() async throws {
        let scene = try await JournalScene(Self.script)
        _ = try await scene.run(["run", "script.lua"])
        let deleted = try await scene.run(
            [
                "eval", #"ecs.delete_instance { instance_id = "i-single", force = true }"#,
                "--allow", "ecs:*",
            ],
            environment: ["LUNETTE_HOME": scene.home + "2"])
        #expect(deleted.exitCode == 0, "\(deleted.errors)")
        let undone = try await scene.run(["undo", "--yes", "--json"])
        let verdicts = try undone.json()["steps"]?.array?.compactMap { $0["verdict"]?.string }
        #expect(verdicts == ["gone", "undo", "undo"])
        await scene.emulator.stop()
    }
}
