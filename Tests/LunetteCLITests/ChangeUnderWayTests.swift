import Foundation
import LunetteBase
import LunetteJournal
import LunetteTesting
import LunetteWorld
import Testing

/// What comes between while a change is under way: a signal, a second run of the runbook, somebody
/// who took its lock. And who may go on with what is left.
@Suite struct ChangeUnderWayTests {
    /// The first leave is answered late; what the second item prints tells that it is under way.
    private static let script = """
        runbook { name = "leave", allow = { "ecs:LeaveSecurityGroup" } }
        fleet.map({ "changes", "tells" }, function(item)
          if item == "tells" then sleep(0.7) print("now") return end
          ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-running1" }
          ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-running2" }
        end, { concurrency = 2 })
        """

    private static func scene() async throws -> JournalScene {
        let late: JSONValue = [
            "faults": [
                [
                    "operation": "LeaveSecurityGroup", "nth": 1, "effect": "delay",
                    "delay_ms": 2_500,
                ]
            ],
            "accounts": [
                ["account_id": "1234567890123456", "access_keys": [key("testid", "testsecret")]],
                ["account_id": "42", "access_keys": [key("other", "s")]],
            ],
        ]
        return try await JournalScene(script, world: WorldPatch(patch: late).applied(to: .standard))
    }

    private static func key(_ id: String, _ secret: String) -> JSONValue {
        ["access_key_id": .string(id), "access_key_secret": .string(secret)]
    }

    @Test(
        arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143)), (SIGHUP, Int32(143))]
            as [(
                Int32, Int32
            )])
    func `a signal lets it end, and the run is resumed from there`(
        signal: Int32, exitCode: Int32
    ) async throws {
        let scene = try await Self.scene()
        let stopped = try await scene.run(["run", "script.lua"], signal: signal)
        #expect(stopped.exitCode == exitCode, "\(stopped.errors)")
        #expect(scene.count(of: "LeaveSecurityGroup") == 1, "no new call")
        let history = try #require(try await scene.history())
        #expect(history.madeChanges.map(\.intent.target) == ["i-running1"], "recorded")
        #expect(history.changesInDoubt.isEmpty)
        #expect(
            stopped.errors.contains("lunette resume \(history.id) goes on from here"),
            "\(stopped.errors)")
        try await finish(scene)
    }

    @Test func `a second run of the runbook, or a resume, is refused meanwhile`() async throws {
        let scene = try await Self.scene()
        async let first = scene.run(["run", "script.lua"])
        let history = try await underWay(scene)
        for command in [["run", "script.lua"], ["resume"]] {
            let second = try await scene.run(command)
            #expect(second.exitCode == 75, "\(second.errors)")
            #expect(second.errors.contains("another run of leave is under way"))
            #expect(second.errors.contains("run \(history.id) of "), "\(second.errors)")
        }
        let ended = try await first
        #expect(ended.exitCode == 0, "\(ended.errors)")
        #expect(scene.count(of: "LeaveSecurityGroup") == 2)
        let later = try await scene.run(["run", "script.lua"])
        #expect(later.exitCode != 75, "the lock ended with its holder")
        await scene.emulator.stop()
    }

    @Test func `who lost the lock writes no more and sends no more`() async throws {
        let scene = try await Self.scene()
        async let first = scene.run(["run", "script.lua"])
        let history = try await underWay(scene)
        // As a run on another host would that shares the journal and not this host's locks.
        let store = try SQLiteStore(folder: scene.home, creates: false)
        _ = try await store.takeFence(lock: try #require(history.start.lock), runID: "rother")
        let stale = try await first
        #expect(stale.exitCode == 75, "\(stale.errors)")
        #expect(stale.errors.contains("another run has taken the lock"), "\(stale.errors)")
        #expect(scene.count(of: "LeaveSecurityGroup") == 1)
        #expect(try await scene.history()?.changesInDoubt.count == 1)
        try await finish(scene)
    }

    @Test func `another account or region than the run's is refused`() async throws {
        let scene = try await Self.scene()
        _ = try await scene.run(["run", "script.lua"], signal: SIGINT)
        let calls = scene.count(of: "LeaveSecurityGroup") + scene.count(of: "JoinSecurityGroup")
        let other = [
            "ALIBABA_CLOUD_ACCESS_KEY_ID": "other", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "s",
        ]
        for command in [["resume"], ["undo", "--yes"]] {
            let foreign = try await scene.run(command, environment: other)
            #expect(foreign.exitCode == 6, "\(foreign.errors)")
            #expect(
                foreign.errors.contains("belongs to account 1234567890123456, and this is 42"),
                "\(foreign.errors)")
            let elsewhere = try await scene.run(command + ["--region", "cn-beijing"])
            #expect(elsewhere.exitCode == 6, "\(elsewhere.errors)")
            #expect(elsewhere.errors.contains("the run was in cn-hangzhou, not cn-beijing"))
        }
        #expect(
            scene.count(of: "LeaveSecurityGroup") + scene.count(of: "JoinSecurityGroup") == calls)
        try await finish(scene)
    }

    /// One resume does the rest, and nothing twice.
    private func finish(_ scene: JournalScene) async throws {
        let resumed = try await scene.run(["resume"])
        #expect(resumed.exitCode == 0, "\(resumed.errors)")
        #expect(scene.count(of: "LeaveSecurityGroup") == 2)
        let world = scene.emulator.world()
        for id in ["i-running1", "i-running2"] {
            #expect(!world.groups(ofInstance: id).contains("sg-web"), "\(id)")
        }
        #expect(try await scene.run(["runs", "verify"]).exitCode == 0)
        await scene.emulator.stop()
    }

    /// The run, once its first change is on record.
    private func underWay(_ scene: JournalScene) async throws -> RunHistory {
        for _ in 0..<500 {
            if let history = try await scene.history(), !history.changes.isEmpty { return history }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw CancellationError()
    }
}
