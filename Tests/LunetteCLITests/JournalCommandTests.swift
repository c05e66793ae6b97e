import Foundation
import LunetteBase
import LunetteEmulator
import LunetteJournal
import LunetteTesting
import LunetteWorld
import Testing

/// What the journal's commands do with a journal that somebody changed, a world that others
/// changed, and a disk that is full.
@Suite struct JournalCommandTests {
    private static let script = """
        runbook {
          name = "leave", allow = { "ecs:LeaveSecurityGroup" },
          parameters = { instance = { type = "list" }, key = { type = "secret" } },
        }
        for _, id in ipairs(args.instance) do
          ecs.leave_security_group { security_group_id = "sg-web", instance_id = id }
        end
        if #args.instance > 2 then error("stop here") end
        """

    private static let three = [
        "--instance", "i-running1", "--instance", "i-running2", "--instance", "i-stopped1",
    ]

    // MARK: A journal that was changed

    /// What is done to the journal, and which entry is named: the run has entries 1 to 8.
    private static let edits: [(python: String, says: String)] = [
        (
            "UPDATE entries SET body = replace(body, 'i-running2', 'i-running9') WHERE position = 4",
            "entry 4"
        ),
        ("DELETE FROM entries WHERE position = 3", "entry 3 is missing"),
        ("DELETE FROM entries WHERE position > 5", "the head file knows entry 8"),
    ]

    @Test(arguments: edits)
    func `verify, resume and undo refuse a journal that was changed`(
        python: String, says: String
    ) async throws {
        let scene = try await JournalScene(Self.script)
        _ = try await scene.run(["run", "script.lua"] + Self.three)
        try await scene.edit("DROP TRIGGER entries_stay; \(python)")
        let calls = scene.emulator.calls().count
        for command in [["runs", "verify"], ["resume"], ["undo", "--yes"]] {
            let result = try await scene.run(command)
            #expect(result.exitCode == 74, "\(command): \(result.errors)")
            #expect(result.errors.contains(says), "\(command): \(result.errors)")
        }
        #expect(scene.emulator.calls().count == calls, "nothing was sent")
        await scene.emulator.stop()
    }

    @Test func `one byte is enough`() async throws {
        let scene = try await JournalScene(Self.script)
        _ = try await scene.run(["run", "script.lua"] + Self.three)
        try await scene.edit("PRAGMA wal_checkpoint(TRUNCATE)")
        let path = scene.home + "/journal.db"
        var bytes = try Data(contentsOf: URL(filePath: path))
        let found = try #require(bytes.range(of: Data("\"target\":\"i-running2".utf8)))
        bytes[found.upperBound - 1] = UInt8(ascii: "3")
        try bytes.write(to: URL(filePath: path))
        let result = try await scene.run(["runs", "verify"])
        #expect(result.exitCode == 74)
        #expect(result.errors.contains("entry 4 "), "\(result.errors)")
        await scene.emulator.stop()
    }

    // MARK: Resume

    @Test func `a changed script is resumed by force only, and that is recorded`() async throws {
        let scene = try await JournalScene(Self.script)
        let first = try await scene.run(["run", "script.lua"] + Self.three)
        #expect(first.exitCode == 1, "\(first.errors)")
        #expect(first.errors.contains("lunette resume") || first.errors.contains("run r"))
        try scene.write(Self.script.replacing("error(\"stop here\")", with: "return 1"))
        let refused = try await scene.run(["resume"])
        #expect(refused.exitCode == 7, "\(refused.errors)")
        #expect(refused.errors.contains("the script changed since"))
        let resumed = try await scene.run(["resume", "--force"])
        #expect(resumed.exitCode == 0, "\(resumed.errors)")
        let leaves = scene.emulator.calls().filter { $0.operation == "LeaveSecurityGroup" }
        #expect(leaves.count == 3, "nothing was sent twice")
        let shown = try await scene.run(["show", "--json"]).json()
        #expect(shown["forced"] == ["the script"])
        let again = try await scene.run(["resume"])
        #expect(again.exitCode == 0)
        #expect(again.errors.contains("nothing is left to do"))
        await scene.emulator.stop()
    }

    @Test func `a run in whose process the emulator was cannot be resumed or undone`() async throws
    {
        let scene = try await JournalScene(Self.script)
        _ = try await scene.run(["run", "script.lua"] + Self.three + ["--emulator"])
        for command in [["resume"], ["undo", "--yes"]] {
            let result = try await scene.run(command)
            #expect(result.exitCode == 4, "\(result.errors)")
            #expect(result.errors.contains("ended with it"))
        }
        await scene.emulator.stop()
    }

    @Test func `another endpoint than the run's is refused`() async throws {
        let (scene, other) = (
            try await JournalScene(Self.script), try await JournalScene(Self.script)
        )
        _ = try await scene.run(["run", "script.lua"] + Self.three)
        for command in [["resume"], ["undo", "--yes"]] {
            let result = try await scene.run(command + ["--endpoint", other.emulator.endpoint])
            #expect(result.exitCode == 6, "\(result.errors)")
        }
        #expect(other.emulator.calls().isEmpty)
        await scene.emulator.stop()
        await other.emulator.stop()
    }

    @Test func `secrets are not in the journal`() async throws {
        let scene = try await JournalScene(Self.script)
        let result = try await scene.run(
            ["run", "script.lua", "--key", "env:HUSH", "--instance", "i-running1"],
            environment: ["HUSH": "s3cr3t-value"])
        #expect(result.exitCode == 0, "\(result.errors)")
        let code = """
            ecs.try.modify_instance_attribute {
              instance_id = "i-running1", password = "s3cr3t-value", user_data = "s3cr3t-value" }
            """
        _ = try await scene.run(["eval", code, "--allow", "ecs:*"])
        for name in try FileManager.default.contentsOfDirectory(atPath: scene.home) {
            let bytes = try? Data(contentsOf: URL(filePath: "\(scene.home)/\(name)"))
            for secret in ["s3cr3t-value", "testsecret"] {
                #expect(bytes?.range(of: Data(secret.utf8)) == nil, "\(name)")
            }
        }
        await scene.emulator.stop()
    }

    // MARK: Undo

    @Test func `undo keeps what others did since`() async throws {
        let scene = try await JournalScene(Self.script)
        _ = try await scene.run(["run", "script.lua"] + Self.three)
        // Others: one is in another group as well, one is back already, one is gone.
        let others = """
            ecs.join_security_group { security_group_id = "sg-quarantine", instance_id = "i-running1" }
            ecs.join_security_group { security_group_id = "sg-web", instance_id = "i-running2" }
            ecs.delete_instance { instance_id = "i-stopped1" }
            """
        let changed = try await scene.run(
            ["eval", others, "--allow", "ecs:*"], environment: ["LUNETTE_HOME": scene.home + "2"])
        #expect(changed.exitCode == 0, "\(changed.errors)")
        let undone = try await scene.run(["undo", "--yes", "--json"])
        #expect(undone.exitCode == 0, "\(undone.errors)")
        let verdicts = try undone.json()["steps"]?.array?.compactMap { $0["verdict"]?.string }
        #expect(verdicts == ["gone", "restored", "undo"])
        let world = scene.emulator.world()
        #expect(
            Set(world.groups(ofInstance: "i-running1")) == ["sg-ops", "sg-quarantine", "sg-web"])
        #expect(Set(world.groups(ofInstance: "i-running2")) == ["sg-ops", "sg-web"])
        // A second one finds nothing to do; the undo itself can be undone.
        let again = try await scene.run(["undo", "--yes"])
        #expect(again.exitCode == 0 && again.output.contains("nothing to undo"))
        let back = try await scene.run(["undo", "@", "--yes"])
        #expect(back.exitCode == 0, "\(back.errors)")
        #expect(
            Set(scene.emulator.world().groups(ofInstance: "i-running1")) == [
                "sg-ops", "sg-quarantine",
            ])
        await scene.emulator.stop()
    }

    @Test func `undo asks, and does nothing when nobody agrees`() async throws {
        let scene = try await JournalScene(Self.script)
        _ = try await scene.run(["run", "script.lua"] + Self.three)
        let calls = scene.emulator.calls().filter { $0.operation.hasPrefix("Join") }.count
        let result = try await scene.run(["undo"])
        #expect(result.exitCode == 6, "\(result.errors)")
        #expect(result.output.contains("into sg-web"))
        #expect(scene.emulator.calls().filter { $0.operation.hasPrefix("Join") }.count == calls)
        await scene.emulator.stop()
    }

    @Test func `undo lists what it cannot take back`() async throws {
        let scene = try await JournalScene(Self.script)
        let code = "ecs.delete_instance { instance_id = \"i-stopped1\" }"
        let made = try await scene.run(["eval", code, "--allow", "ecs:*"])
        #expect(made.errors.contains("DeleteInstance cannot be undone"), "\(made.errors)")
        let result = try await scene.run(["undo", "--yes"])
        #expect(result.exitCode == 5, "\(result.errors)")
        #expect(result.output.contains("i-stopped1"))
        await scene.emulator.stop()
    }

    // MARK: What cannot be written

    @Test func `without a journal nothing is changed, and reads go on`() async throws {
        let scene = try await JournalScene(Self.script)
        let blocked = ["LUNETTE_HOME": "/proc/lunette"]
        let read = try await scene.run(
            ["eval", "return #state.groups_of('i-running1')"], environment: blocked)
        #expect(read.exitCode == 0, "\(read.errors)")
        let change = try await scene.run(
            ["run", "script.lua"] + Self.three, environment: blocked)
        #expect(change.exitCode == 74, "\(change.errors)")
        #expect(change.errors.contains("/proc/lunette"))
        #expect(!scene.emulator.calls().contains { $0.operation == "LeaveSecurityGroup" })
        await scene.emulator.stop()
    }

    @Test func `a full disk stops changes, and once there is room the run goes on`() async throws {
        let scene = try await JournalScene(Self.loop)
        let mount = try await LunetteProcess.run(
            ["-t", "tmpfs", "-o", "size=400k", "tmpfs", scene.home], binary: "/bin/mount")
        guard mount.exitCode == 0 else {
            print("NOT TESTED: a full disk (mounting a small file system needs root)")
            return
        }
        let full = try await scene.run(["run", "script.lua"])
        #expect(full.exitCode == 74, "\(full.errors)")
        #expect(full.errors.contains("full"), "\(full.errors)")
        let made = scene.emulator.calls().filter { $0.operation == "ModifyInstanceAttribute" }.count
        let grown = try await LunetteProcess.run(
            ["-o", "remount,size=40m", scene.home], binary: "/bin/mount")
        #expect(grown.exitCode == 0)
        let history = try #require(
            try await SQLiteStore(folder: scene.home, creates: false).runs().last)
        let intents = try await SQLiteStore(folder: scene.home, creates: false).entries(
            EntryQuery(runID: history.id, kinds: [.intent])
        ).count
        #expect(made <= intents, "\(made) changes and \(intents) intents")
        #expect(made > 10, "it came some way")
        let resumed = try await scene.run(["resume"])
        #expect(resumed.exitCode == 0, "\(resumed.errors)")
        let verified = try await scene.run(["runs", "verify"])
        #expect(verified.exitCode == 0, "\(verified.errors)")
        _ = try await LunetteProcess.run([scene.home], binary: "/bin/umount")
        await scene.emulator.stop()
    }

    private static let loop = """
        runbook { name = "loop", allow = { "ecs:ModifyInstanceAttribute" }, max_changes = 1000 }
        for number = 1, 200 do
          ecs.modify_instance_attribute { instance_id = "i-running1", instance_name = "n" .. number }
        end
        """
}
