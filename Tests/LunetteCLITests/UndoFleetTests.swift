import Foundation
import LunetteBase
import LunetteEmulator
import LunetteTesting
import LunetteWorld
import Testing

/// An undo of many things: in how many calls, and what is so when it ends before its end.
@Suite struct UndoFleetTests {
    private static let ids = (1...120).map { "i-\($0)" }

    /// All in sg-ssh and sg-web, and tagged; a change is answered after a while.
    private static func world(delay milliseconds: Int = 0) throws -> World {
        let instances = ids.map {
            """
            { "instance_id": "\($0)", "security_group_ids": ["sg-ssh", "sg-web"],
              "tags": { "role": "old", "own": "x" } }
            """
        }
        let text = """
            { "security_groups": [{ "security_group_id": "sg-ssh" }, { "security_group_id": "sg-web" }],
              "instances": [\(instances.joined(separator: ", "))],
              "faults": [{ "operation": "JoinSecurityGroup", "every": 1, "effect": "delay",
                           "delay_ms": \(milliseconds) }] }
            """
        return try World(parsing: Array(text.utf8))
    }

    /// A scene in which the fleet has done this to each of them.
    private static func scene(_ change: String, delay milliseconds: Int = 0) async throws
        -> JournalScene
    {
        let scene = try await JournalScene(
            """
            runbook { allow = { "ecs:*" }, max_changes = 200 }
            local ids = {}
            for number = 1, \(ids.count) do ids[number] = "i-" .. number end
            fleet.map(ids, function(id)
              \(change)
            end)
            """, world: world(delay: milliseconds))
        let run = try await scene.run(["run", "script.lua"])
        try #require(run.exitCode == 0, "\(run.errors)")
        return scene
    }

    private static let leave =
        "ecs.leave_security_group { security_group_id = 'sg-ssh', instance_id = id }"

    @Test func `a hundred and twenty things cost as many changes, and a read for a hundred`()
        async throws
    {
        let scene = try await Self.scene(Self.leave)
        let first = scene.emulator.calls().count
        let undone = try await scene.run(["undo", "--yes"])
        #expect(undone.exitCode == 0, "\(undone.errors)")
        let sent = scene.emulator.calls()[first...].map(\.operation)
        #expect(sent.count { $0 == "JoinSecurityGroup" } == 120)
        // A hundred in a look: of the groups, of all beforehand, of the first one, of the others.
        #expect(sent.count { $0.hasPrefix("Describe") } <= 20, "\(sent)")
        for id in Self.ids {
            #expect(Set(scene.emulator.world().groups(ofInstance: id)) == ["sg-ssh", "sg-web"])
        }
        // What was there before is on record: the undo itself can be undone.
        let history = try #require(try await scene.history())
        #expect(history.changes.allSatisfy { $0.before?["groups"] == ["sg-web"] })
        let back = try await scene.run(["undo", "@", "--yes"])
        #expect(back.exitCode == 0, "\(back.errors)")
        #expect(Self.ids.allSatisfy { scene.emulator.world().groups(ofInstance: $0) == ["sg-web"] })
        await scene.emulator.stop()
    }

    @Test func `tags of more than a page of resources come back, each thing's in one call or two`()
        async throws
    {
        let scene = try await Self.scene(
            """
            ecs.tag_resources { resource_type = "instance", resource_id = { id },
              tag = { { key = "role", value = "new" }, { key = "a", value = "1" },
                      { key = "b", value = "2" } } }
            """)
        // Somebody gives one of them another value since.
        let other = try await scene.run(
            [
                "eval", "--allow", "ecs:*",
                "ecs.tag_resources { resource_type = 'instance', resource_id = { 'i-77' }, "
                    + "tag = { { key = 'role', value = 'mine' } } }",
            ],
            environment: ["LUNETTE_HOME": scene.home + "2"])
        try #require(other.exitCode == 0, "\(other.errors)")
        let undone = try await scene.run(["undo", "--yes"])
        #expect(undone.exitCode == 0, "\(undone.errors)")
        for id in Self.ids {
            let tags = scene.emulator.world().instance(id)?.tags ?? []
            let text = tags.map { "\($0.key)=\($0.value)" }.sorted()
            #expect(text == ["own=x", id == "i-77" ? "role=mine" : "role=old"], "\(id)")
        }
        #expect(scene.count(of: "UntagResources") == 120)
        #expect(scene.count(of: "TagResources") == 120 + 1 + 119)
        await scene.emulator.stop()
    }

    @Test(arguments: [1, 8])
    func `one that was killed is done again, and does what is left`(concurrency: Int) async throws {
        let scene = try await Self.scene(Self.leave, delay: 20)
        let emulator = scene.emulator
        let killed = try await scene.run(
            ["undo", "--yes", "--concurrency", "\(concurrency)"],
            when: { emulator.calls().count { $0.operation == "JoinSecurityGroup" } >= 30 },
            signal: SIGKILL)
        #expect(killed.exitCode == -SIGKILL, "\(killed.errors)")
        let cut = try #require(try await scene.history())
        #expect(cut.changesInDoubt.count <= concurrency)
        let again = try await scene.run(["undo", "--yes"])
        #expect(again.exitCode == 0, "\(again.errors)")
        let joined = emulator.calls().filter {
            $0.operation == "JoinSecurityGroup" && $0.code == nil
        }
        // None twice, but what is joined already is joined again without a word.
        #expect(joined.count <= 120 + concurrency)
        for id in Self.ids {
            #expect(Set(emulator.world().groups(ofInstance: id)) == ["sg-ssh", "sg-web"])
        }
        let verified = try await scene.run(["runs", "verify"])
        #expect(verified.exitCode == 0, "\(verified.errors)")
        await emulator.stop()
    }

    @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
    func `one that is ended waits for what is under way, and names what it left`(
        signal: Int32, exitCode: Int32
    ) async throws {
        let scene = try await Self.scene(Self.leave, delay: 20)
        let emulator = scene.emulator
        let ended = try await scene.run(
            ["undo", "--yes", "--json"],
            when: { emulator.calls().count { $0.operation == "JoinSecurityGroup" } >= 30 },
            signal: signal)
        #expect(ended.exitCode == exitCode, "\(ended.errors)")
        let verdicts = try ended.json()["steps"]?.array?.compactMap { $0["verdict"]?.string } ?? []
        let left = verdicts.count { $0 == "not_begun" }
        #expect(verdicts.count == 120 && left > 0)
        #expect(ended.errors.contains("not begun"))
        let history = try #require(try await scene.history())
        #expect(history.changesInDoubt.isEmpty)
        #expect(history.madeChanges.count == 120 - left)
        let again = try await scene.run(["undo", "--yes"])
        #expect(again.exitCode == 0, "\(again.errors)")
        for id in Self.ids {
            #expect(Set(emulator.world().groups(ofInstance: id)) == ["sg-ssh", "sg-web"])
        }
        await emulator.stop()
    }
}
