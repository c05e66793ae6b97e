import Foundation
import LunetteBase
import LunetteJournal
import LunetteTesting
import Testing

/// Story S5, word by word: a plan to take `sg-ssh` from twelve production instances, written by
/// Anna, wants one approval by somebody else, which is good for thirty minutes.
@Suite struct PlanStoryTests {
    @Test func `a plan is made without one changing call, and names each change`() async throws {
        let scene = try await PlanScene()
        try await scene.plan()
        let made = try await scene.run("plan", "show", "plan.json")
        for id in PlanScene.instances {
            #expect(made.output.contains("would LeaveSecurityGroup \(id) (cn-hangzhou)"))
            #expect(made.output.contains("\(id) security_group_ids: sg-ssh, sg-web → sg-web"))
        }
        #expect(made.output.contains("script.lua:6"), "\(made.output)")
        #expect(scene.scene.count(of: "LeaveSecurityGroup") == 0)
        let attributes = try FileManager.default.attributesOfItem(atPath: scene.planPath)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        await scene.stop()
    }

    @Test func `without approval it is refused, and nothing is called`() async throws {
        let scene = try await PlanScene()
        try await scene.plan()
        let calls = scene.emulator.calls().count
        let applied = try await scene.run("apply", "plan.json")
        #expect(applied.exitCode == 6, "\(applied.errors)")
        #expect(applied.errors.contains("1 of 1 approvals is missing"), "\(applied.errors)")
        #expect(scene.emulator.calls().count == calls)
        await scene.stop()
    }

    @Test func `an author cannot approve their own`() async throws {
        let scene = try await PlanScene()
        try await scene.plan()
        for name in ["anna", "Anna", " ANNA "] {
            let own = try await scene.run("plan", "approve", "plan.json", "--as", name)
            #expect(own.exitCode == 6, "\(own.errors)")
            #expect(own.errors.contains("cannot approve their own"), "\(own.errors)")
        }
        let applied = try await scene.run("apply", "plan.json")
        #expect(applied.exitCode == 6)
        await scene.stop()
    }

    @Test func `approved, it touches eleven, marks one as done, and takes Stopped as it is`()
        async throws
    {
        let scene = try await PlanScene()
        try await scene.plan()
        let approved = try await scene.run(
            "plan", "approve", "plan.json", "--as", "ben", as: "ben")
        #expect(approved.exitCode == 0, "\(approved.errors)")
        try scene.patch(
            """
            { "instances": { "i-03": { "status": "Stopped" },
                             "i-07": { "security_group_ids": ["sg-web"] } } }
            """)
        let applied = try await scene.run("apply", "plan.json", "--json", as: "carl")
        #expect(applied.exitCode == 0, "\(applied.errors)")
        let report = try applied.json()
        #expect(report["changes"]?.array?.count == 11)
        let items = report["items"]?.array ?? []
        #expect(items.count == 12)
        let untouched = items.filter { $0["status"] == "unchanged" }
        #expect(untouched.compactMap { $0["target"]?.string } == ["i-07"])
        let stopped = items.first { $0["target"] == "i-03" }
        #expect(stopped?["status"] == "changed")
        #expect(stopped?["differences"] == ["status: Running → Stopped"])
        #expect(scene.scene.count(of: "LeaveSecurityGroup") == 11)
        for id in PlanScene.instances { #expect(scene.groups(of: id) == ["sg-web"]) }
        try await checkJournal(scene)
        await scene.stop()
    }

    /// It names Anna, Ben, the hash and the times, in every form.
    private func checkJournal(_ scene: PlanScene) async throws {
        let history = try #require(try await scene.scene.history())
        let plan = history.start.plan
        let hash = try #require(plan["sha256"]?.string)
        #expect(history.start.purpose == .apply)
        #expect(history.start.operatedBy.user == "carl")
        #expect(plan["author"] == "anna")
        let approval = try #require(plan["approvals"]?.array?.first)
        #expect(approval["by"] == "ben")
        #expect(approval["at"]?.string.flatMap(Timestamp.init(text:)) != nil)
        #expect(plan["created_at"]?.string.flatMap(Timestamp.init(text:)) != nil)
        #expect(history.approvals.map(\.by) == ["ben"])
        for format in ["text", "markdown", "json", "html"] {
            let shown = try await scene.run("show", "--format", format)
            for name in ["anna", "ben", hash] {
                #expect(shown.output.contains(name), "\(format) names \(name): \(shown.output)")
            }
        }
    }

    @Test(arguments: [(29, Int32(0)), (31, 6)])
    func `an approval is good for thirty minutes`(minutes: Int, exitCode: Int32) async throws {
        let scene = try await PlanScene()
        try await scene.plan()
        try scene.age(made: .seconds(3_000), approved: .seconds(60 * minutes))
        let calls = scene.emulator.calls().count
        let applied = try await scene.run("apply", "plan.json")
        #expect(applied.exitCode == exitCode, "\(applied.errors)")
        if exitCode == 6 {
            #expect(applied.errors.contains("ben: ran out"), "\(applied.errors)")
            #expect(scene.emulator.calls().count == calls)
            // Ben may say it again.
            let again = try await scene.run("plan", "approve", "plan.json", "--as", "ben")
            #expect(again.exitCode == 0, "\(again.errors)")
            let applied = try await scene.run("apply", "plan.json")
            #expect(applied.exitCode == 0, "\(applied.errors)")
        }
        await scene.stop()
    }

    @Test func `a plan that was edited by one byte is refused`() async throws {
        let scene = try await PlanScene()
        try await scene.plan()
        _ = try await scene.run("plan", "approve", "plan.json", "--as", "ben")
        let whole = try Data(contentsOf: URL(filePath: scene.planPath))
        let calls = scene.emulator.calls().count
        for text in ["i-07", "sg-ssh", "ben", "\"required\": 1", "\n"] {
            var edited = whole
            let place = try #require(edited.range(of: Data(text.utf8)))
            edited[place.upperBound - 1] ^= 1
            try edited.write(to: URL(filePath: scene.planPath))
            for command in [["apply"], ["plan", "approve"], ["plan", "show"]] {
                let name = command == ["plan", "approve"] ? ["--as", "carl"] : []
                let result = try await scene.scene.run(command + ["plan.json"] + name)
                #expect(result.exitCode == 6, "\(text), \(command): \(result.errors)")
                #expect(result.errors.contains("is not a plan as lunette saved it"))
            }
        }
        #expect(scene.emulator.calls().count == calls)
        await scene.stop()
    }

    @Test func `what was applied can be undone, and is not applied again`() async throws {
        let scene = try await PlanScene()
        try await scene.plan()
        _ = try await scene.run("plan", "approve", "plan.json", "--as", "ben")
        let applied = try await scene.run("apply", "plan.json")
        #expect(applied.exitCode == 0, "\(applied.errors)")
        let again = try await scene.run("apply", "plan.json")
        #expect(again.exitCode == 0)
        #expect(again.errors.contains("was applied already"), "\(again.errors)")
        #expect(scene.scene.count(of: "LeaveSecurityGroup") == 12)
        let undone = try await scene.run("undo", "--yes")
        #expect(undone.exitCode == 0, "\(undone.errors)")
        for id in PlanScene.instances { #expect(scene.groups(of: id) == ["sg-web", "sg-ssh"]) }
        let after = try await scene.run("apply", "plan.json")
        #expect(after.exitCode == 6)
        #expect(after.errors.contains("undone by run"), "\(after.errors)")
        await scene.stop()
    }
}
