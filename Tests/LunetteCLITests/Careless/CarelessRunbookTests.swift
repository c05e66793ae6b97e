import Foundation
import LunetteBase
import LunetteEmulator
import LunetteJournal
import LunetteSystem
import LunetteTesting
import LunetteWorld
import Testing

/// Careless and hostile runbooks, each on what looks like a real account: an emulator that does
/// not say that it is one. Its call log is the judge.
@Suite struct CarelessRunbookTests {
    @Test func `the corpus is as large as it should be`() {
        let names = CarelessRunbook.all.map(\.name)
        #expect(names.count >= 60)
        #expect(Set(names).count == names.count)
    }

    @Test(arguments: CarelessRunbook.all)
    func `only what was agreed to reaches the cloud`(runbook: CarelessRunbook) async throws {
        let folder = try Folder(runbook)
        defer { folder.remove() }
        var configuration = EmulatorConfiguration(world: .standard)
        configuration.answersInspection = false
        let emulator = try await Emulator.start(configuration)
        if runbook.isTrusted {
            let trusting = try await run(["trust", "run.lua"], folder, emulator)
            #expect(trusting.exitCode == 0, "\(trusting.errors)")
        }
        for (name, text) in runbook.edits { try folder.write(text, to: "book/\(name)") }
        try folder.write(runbook.settings, to: "config/lunette/lunette.toml")
        let result = try await run(["run", "run.lua"] + runbook.arguments, folder, emulator)
        let changes = emulator.calls().filter(Self.isChange).map { call in
            let target =
                call.parameters.value(named: "InstanceId")
                ?? call.parameters.value(named: "SecurityGroupId") ?? "-"
            return "\(call.operation) \(target)"
        }
        let made = emulator.calls().filter { Self.isChange($0) && $0.code == nil }.map(\.requestID)
        await emulator.stop()
        #expect(changes == runbook.changes)
        #expect(try await recordedRequests(folder) == Set(made), "what was made is on record")
        #expect(result.exitCode == runbook.exit, "\(result.output)\n\(result.errors)")
        if result.exitCode == 6 {
            #expect(
                result.errors.contains("Denied") || result.errors.contains("BlastLimit")
                    || result.errors.contains("AccountMismatch"), "\(result.errors)")
        }
    }

    /// The service's ids of the changes that the journal says were made.
    private func recordedRequests(_ folder: Folder) async throws -> Set<String> {
        guard let store = try? SQLiteStore(folder: folder.path + "/state", creates: false) else {
            return []
        }
        var requests: Set<String> = []
        for run in try await store.runs() {
            let history = try #require(try await store.history(ofRun: run.id))
            requests.formUnion(history.madeChanges.compactMap { $0.outcome?.requestID })
        }
        return requests
    }

    private func run(_ arguments: [String], _ folder: Folder, _ emulator: Emulator) async throws
        -> LunetteProcess
    {
        let hasProfile = arguments.contains("--profile")
        return try await LunetteProcess.run(
            arguments, folder: folder.path + "/book",
            environment: [
                "LUNETTE_ENDPOINT": emulator.endpoint, "LUNETTE_HOME": folder.path + "/state",
                "XDG_CONFIG_HOME": folder.path + "/config",
                "ALIBABA_CLOUD_CONFIG_FILE": folder.path + "/profiles.json",
                "ALIBABA_CLOUD_ACCESS_KEY_ID": hasProfile ? "" : "testid",
                "ALIBABA_CLOUD_ACCESS_KEY_SECRET": hasProfile ? "" : "testsecret",
                "ALIBABA_CLOUD_ECS_METADATA_DISABLED": "true",
            ])
    }

    private static func isChange(_ call: CallRecord) -> Bool {
        !["Describe", "List", "Get", "AssumeRole"].contains(where: call.operation.hasPrefix)
    }

    /// A place for one runbook: its folder, the operator's settings and profiles, the state.
    private struct Folder {
        let path: String

        init(_ runbook: CarelessRunbook) throws {
            path =
                FileManager.default.temporaryDirectory.path() + "/lunette-careless-"
                + UUID().uuidString
            for (name, text) in runbook.files { try write(text, to: "book/\(name)") }
            let keys = [
                "main": "testid", "spare": "testid", "other": "testid", "user": "testoperator",
            ]
            let profiles = keys.map { name, key in
                """
                {"name":"\(name)","mode":"AK","access_key_id":"\(key)",\
                "access_key_secret":"testsecret"}
                """
            }
            try write("{\"profiles\":[\(profiles.joined(separator: ","))]}", to: "profiles.json")
        }

        func write(_ text: String, to name: String) throws {
            let url = URL(filePath: "\(path)/\(name)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: url, atomically: false, encoding: .utf8)
        }

        func remove() {
            try? FileManager.default.removeItem(atPath: path)
        }
    }
}
