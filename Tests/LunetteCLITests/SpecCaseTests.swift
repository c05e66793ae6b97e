import Foundation
import LunetteBase
import LunetteEmulator
import LunetteSystem
import LunetteTesting
import LunetteWorld
import Testing

@Suite struct SpecCaseTests {
    @Test func `the cases are found`() {
        #expect(SpecCase.all.count >= 20)
    }

    @Test(arguments: SpecCase.all)
    func `comes out as its folder says`(specCase: SpecCase) async throws {
        #expect(specCase.unknownFields.isEmpty, "case.json: \(specCase.unknownFields)")
        let emulator = try await startEmulator(specCase)
        // What the runs of a case leave behind, such as their journal, is their own.
        let home = FileManager.default.temporaryDirectory
            .appending(path: "lunette-spec-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: home) }
        for run in specCase.runs {
            if let patch = run["world_patch"] {
                emulator.replaceWorld(try WorldPatch(patch: patch).applied(to: emulator.world()))
            }
            try await check(run, specCase, emulator, home: home.path())
        }
        checkGroups(specCase, emulator)
        await emulator.stop()
    }

    private func startEmulator(_ specCase: SpecCase) async throws -> Emulator {
        var world = World.standard
        if let file = specCase.expectation["world"]?.string {
            world = try World(parsing: readFile("\(specCase.folder)/\(file)"))
        }
        var configuration = EmulatorConfiguration(world: world)
        if let contract = specCase.expectation["contract"]?.string {
            configuration.contract = try #require(ContractProfile(rawValue: contract))
        }
        configuration.answersInspection = specCase.expectation["account"] != "real"
        return try await Emulator.start(configuration)
    }

    private func check(
        _ run: JSONValue, _ specCase: SpecCase, _ emulator: Emulator, home: String
    ) async throws {
        let before = emulator.calls().count
        let arguments = try #require(run["arguments"]?.array).map { $0.string ?? "" }
        var environment = [
            "LUNETTE_ENDPOINT": emulator.endpoint, "LUNETTE_HOME": home,
            "ALIBABA_CLOUD_ACCESS_KEY_ID": "testid",
            "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "testsecret",
            "ALIBABA_CLOUD_ECS_METADATA_DISABLED": "true",
        ]
        for member in run["environment"]?.object?.members ?? [] {
            environment[member.name] = member.value.string
        }
        let result = try await LunetteProcess.run(
            arguments, folder: specCase.folder, environment: environment,
            input: try run["stdin"]?.string.map {
                String(decoding: try readFile("\(specCase.folder)/\($0)"), as: UTF8.self)
            })
        #expect(
            Int64(result.exitCode) == run["exit"]?.integer, "\(result.output)\n\(result.errors)")
        for text in run["stdout"]?.array ?? [] {
            #expect(result.output.contains(text.string ?? "?"), "\(result.output)")
        }
        for text in run["stderr"]?.array ?? [] {
            #expect(result.errors.contains(text.string ?? "?"), "\(result.errors)")
        }
        if let report = run["report"] {
            let differences = try result.json().differences(from: report)
            #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
        }
        SpecCaseCalls(log: emulator.calls().dropFirst(before)).check(run)
    }

    private func checkGroups(_ specCase: SpecCase, _ emulator: Emulator) {
        let world = emulator.world()
        for member in specCase.expectation["groups"]?.object?.members ?? [] {
            let groups =
                member.name.hasPrefix("eni-")
                ? world.interface(member.name)?.securityGroupIDs ?? []
                : world.groups(ofInstance: member.name)
            #expect(JSONValue.array(groups.map(JSONValue.string)) == member.value, "\(member.name)")
        }
    }
}
