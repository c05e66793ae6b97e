import LunetteBase
import LunetteTesting
import LunetteWorld
import Testing

@testable import LunetteRunbook

/// A dry run says what the run then does.
@Suite struct DryRunTests {
    static func world(_ seed: Int) -> World {
        var world =
            seed % 2 == 0
            ? World.standard : World.generated(instances: 9, groups: 5, enis: 8, seed: seed)
        world.quotas.groupsPerInterface = 4
        world.quotas.permissionsPerGroup = 3
        world.quotas.permissionsPerInterface = 6
        world.quotas.interfacesPerInstance = seed % 2 == 0 ? 3 : 8
        world.faults = []
        world.quotas.groupsPerRegion = world.allGroups.count + 3
        world.quotas.addressesPerNormalGroup = 16
        world.quotas.itemsPerPage = seed % 5 == 0 ? 3 : 1_000
        if seed % 3 == 0 {
            world.delays.pending = 1_300
            world.delays.starting = 1_500
            world.delays.stopping = 1_400
            world.delays.creating = 1_200
            world.delays.attaching = 1_250
            world.delays.detaching = 1_350
            world.delays.deleting = 1_150
        }
        return world
    }

    @Test(arguments: 0..<TestLength.rounds(200, long: 2_000))
    func `predicted changes, errors and later reads are those of the run`(seed: Int) async throws {
        let world = Self.world(seed)
        let source = ChangeScript(seed: seed, world: world, steps: 30).source
        var settings = RunSettings()
        settings.isDryRun = true
        let dry = try await ScriptOnEmulator.run(source, world: world, settings: settings)
        #expect(dry.report.failure == nil, "\(dry.report.failure?.message ?? "")")
        #expect(dry.changingCalls == [], "a dry run sends no change")
        let sent = dry.report.changes.filter { !$0.isPredicted }
        #expect(sent == [])
        let run = try await ScriptOnEmulator.run(source, world: world)
        #expect(run.report.failure == nil, "\(run.report.failure?.message ?? "")")
        let (predicted, happened) = (dry.report.results.first, run.report.results.first)
        for part in ["outcomes", "final"] {
            let differences = differences(predicted?[part], happened?[part])
            #expect(differences == [], "\(part) of seed \(seed)")
        }
        #expect(dry.report.changes.map(\.operation) == run.report.changes.map(\.operation))
        #expect(dry.report.failedChanges.map(\.code) == run.report.failedChanges.map(\.code))
    }

    private func differences(_ predicted: JSONValue?, _ happened: JSONValue?) -> [String] {
        let predicted = predicted?.array?.compactMap(\.string) ?? []
        let happened = happened?.array?.compactMap(\.string) ?? []
        guard predicted.count == happened.count else {
            return ["\(predicted.count) lines, \(happened.count) in the run"]
                + predicted.filter { !happened.contains($0) }.map { "predicted: \($0)" }
                + happened.filter { !predicted.contains($0) }.map { "happened: \($0)" }
        }
        return zip(predicted, happened).enumerated().compactMap { index, pair in
            pair.0 == pair.1 ? nil : "\(index): predicted: \(pair.0); happened: \(pair.1)"
        }
    }
}
