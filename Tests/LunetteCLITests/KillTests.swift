import Foundation
import LunetteBase
import LunetteJournal
import LunetteTesting
import LunetteWorld
import Testing

/// A run over 500 instances is killed after any number of changes and resumed once: afterwards the
/// world is the wanted one, and no instance was changed twice.
@Suite struct KillTests {
    private static let script = """
        runbook { name = "move", allow = { "ecs:ModifyInstanceAttribute" }, max_changes = 1000 }
        local ids = {}
        for instance in ecs.each.describe_instances {} do table.insert(ids, instance.instance_id) end
        fleet.map(ids, function(id)
          ecs.modify_instance_attribute { instance_id = id, security_group_ids = { "sg-gen000001" } }
        end, { name = "move", concurrency = CONCURRENCY, rate = 200 })
        """

    /// After how many changes it is killed, and how many items are under way at a time. The rate
    /// is such that it never is over before it is looked at again.
    private static let moments: [(changes: Int, concurrency: Int)] =
        (0..<TestLength.rounds(4, long: 50)).map { round in
            let chance = SeededRandomness(seed: UInt64(round)).fraction()
            return (round == 0 ? 1 : Int(chance * 400), round.isMultiple(of: 2) ? 8 : 1)
        }

    @Test(arguments: moments)
    func `a killed run is resumed, and nothing is changed twice`(
        changes: Int, concurrency: Int
    ) async throws {
        let scene = try await Scene(
            script: Self.script.replacing("CONCURRENCY", with: "\(concurrency)"), limit: nil)
        defer { scene.emulator.stop() }
        try await scene.killAndResume(after: changes, inDoubt: concurrency)
    }

    @Test func `also where the service throttles`() async throws {
        let scene = try await Scene(
            script: Self.script.replacing("CONCURRENCY", with: "8"), limit: 450)
        defer { scene.emulator.stop() }
        try await scene.killAndResume(after: 300, inDoubt: 8)
    }

    /// An emulator in a process of its own that keeps its state, a runbook, a journal.
    private struct Scene {
        let folder: TemporaryFolder
        let emulator: EmulatorProcess
        private let environment: [String: String]
        /// The instances that are in the wanted group, and in no other, from the start.
        private let wereSo: Set<String>
        private var state: String { folder.path + "/state.json" }

        init(script: String, limit: Int?) async throws {
            folder = try TemporaryFolder()
            var world = World.generated(instances: 500, groups: 4, enis: 0, seed: 7)
            if let limit {
                world.throttling = [
                    ThrottleLimit(operation: "ModifyInstanceAttribute", perMinute: limit)
                ]
            }
            wereSo = Set(
                world.allInterfaces.compactMap(\.instanceID)
                    .filter { world.groups(ofInstance: $0) == ["sg-gen000001"] })
            let (file, state) = (folder.path + "/world.json", folder.path + "/state.json")
            try Data(world.json.text.utf8).write(to: URL(filePath: file))
            emulator = try await EmulatorProcess.start(["--world", file, "--state", state])
            environment = [
                "LUNETTE_ENDPOINT": emulator.endpoint, "LUNETTE_HOME": folder.path + "/home",
                "ALIBABA_CLOUD_ACCESS_KEY_ID": "testid",
                "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "testsecret",
            ]
            try Data(script.utf8).write(to: URL(filePath: folder.path + "/move.lua"))
        }

        func killAndResume(after changes: Int, inDoubt: Int) async throws {
            let killed = try await run(
                ["run", "move.lua"], killedWhen: { try await madeChanges().count >= changes })
            try #require(killed.exitCode == -SIGKILL, "\(killed.errors)")
            let made = try await madeChanges().count
            try #require((changes..<500).contains(made), "killed after \(made) changes")
            let doubts = try await history()?.changesInDoubt.count ?? 0
            #expect(doubts <= inDoubt, "\(doubts) in doubt")
            let isOnRecord = try await history() != nil
            let resumed = try await run(isOnRecord ? ["resume"] : ["run", "move.lua"])
            #expect(resumed.exitCode == 0, "\(resumed.errors)")
            try await checkWorld(inDoubt: inDoubt)
            let verified = try await run(["runs", "verify"])
            #expect(verified.exitCode == 0, "\(verified.errors)")
            let left = try await history()
            #expect(left?.changesInDoubt.isEmpty == true)
            #expect(left?.remainingUnits == 0)
        }

        private func checkWorld(inDoubt: Int) async throws {
            let world = try World(parsing: [UInt8](Data(contentsOf: URL(filePath: state))))
            let ids = world.allInterfaces.compactMap(\.instanceID)
            #expect(ids.count == 500)
            for id in ids { #expect(world.groups(ofInstance: id) == ["sg-gen000001"], "\(id)") }
            let made = try await madeChanges()
            let counts = Dictionary(grouping: made, by: \.self).mapValues(\.count)
            #expect(counts.filter { $0.value > 1 } == [:], "changed twice")
            // A change in doubt that has nothing to change looks made, whether it was sent or not.
            let unsent = Set(ids).subtracting(made)
            #expect(unsent.isSubset(of: wereSo), "changed, and not on the log")
            #expect(unsent.count <= inDoubt, "never sent")
        }

        /// The instances that were changed, as the emulator logged it.
        private func madeChanges() async throws -> [String] {
            try await emulator.answer("/_lunette/calls").split(separator: "\n")
                .map { try JSONValue(parsing: String($0)) }
                .filter {
                    $0["operation"] == "ModifyInstanceAttribute" && $0["code"]?.string == nil
                }
                .compactMap { $0["parameters"]?["InstanceId"]?.string }
        }

        private func run(
            _ arguments: [String], killedWhen: (@Sendable () async throws -> Bool)? = nil
        ) async throws -> LunetteProcess {
            try await LunetteProcess.run(
                arguments, folder: folder.path, environment: environment, killedWhen: killedWhen,
                patience: .seconds(180))
        }

        /// What is on record; nil when the run was killed before its first entry.
        private func history() async throws -> RunHistory? {
            guard
                let store = try? SQLiteStore(folder: folder.path + "/home", creates: false),
                let run = try await store.runs().last
            else { return nil }
            return try await store.history(ofRun: run.id)
        }
    }
}
