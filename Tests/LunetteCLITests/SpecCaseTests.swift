import Foundation
import LunetteBase
import LunetteEmulator
import LunetteSystem
import LunetteTesting
import LunetteWorld
import Testing

/// A folder of Tests/SpecCases: a script, and what must come of it. Adding one needs no code; its
/// README says what `case.json` may hold.
struct SpecCase: Sendable, CustomStringConvertible {
    let name: String
    let expectation: JSONValue

    var description: String { name }
    var folder: String { "\(Self.root)/\(name)" }

    static let root = Checkout.root + "/Tests/SpecCases"

    static let all: [SpecCase] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return names.sorted().compactMap { name in
            guard let bytes = try? readFile("\(root)/\(name)/case.json") else { return nil }
            do {
                return SpecCase(name: name, expectation: try JSONValue(parsing: bytes))
            } catch {
                preconditionFailure("\(name)/case.json: \(error)")
            }
        }
    }()

    static let fields: Set<String> = [
        "arguments", "world", "contract", "runs", "exit", "stdout", "stderr", "report", "calls",
        "groups", "environment",
    ]
}

@Suite struct SpecCaseTests {
    @Test func `the cases are found`() {
        #expect(SpecCase.all.count >= 20)
    }

    @Test(arguments: SpecCase.all)
    func `comes out as its folder says`(specCase: SpecCase) async throws {
        let unknown = Set(specCase.expectation.object?.names ?? []).subtracting(SpecCase.fields)
        #expect(unknown.isEmpty, "case.json has the unknown fields \(unknown)")
        let emulator = try await startEmulator(specCase)
        let runs = specCase.expectation["runs"]?.array ?? [specCase.expectation]
        for run in runs {
            try await check(run, specCase, emulator)
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
        return try await Emulator.start(configuration)
    }

    private func check(_ run: JSONValue, _ specCase: SpecCase, _ emulator: Emulator) async throws {
        let before = emulator.calls().count
        let arguments = try #require(run["arguments"]?.array).map { $0.string ?? "" }
        var environment = [
            "LUNETTE_ENDPOINT": emulator.endpoint, "ALIBABA_CLOUD_ACCESS_KEY_ID": "testid",
            "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "testsecret",
            "ALIBABA_CLOUD_ECS_METADATA_DISABLED": "true",
        ]
        for member in run["environment"]?.object?.members ?? [] {
            environment[member.name] = member.value.string
        }
        let result = try await LunetteProcess.run(
            arguments, folder: specCase.folder, environment: environment)
        #expect(
            Int64(result.exitCode) == run["exit"]?.integer, "\(result.output)\n\(result.errors)")
        for text in run["stdout"]?.array ?? [] {
            #expect(result.output.contains(text.string ?? "?"), "\(result.output)")
        }
        for text in run["stderr"]?.array ?? [] {
            #expect(result.errors.contains(text.string ?? "?"), "\(result.errors)")
        }
        if let report = run["report"] {
            #expect(try result.json().differences(from: report) == [])
        }
        if let calls = run["calls"]?.array {
            let made = emulator.calls().dropFirst(before).map { call in
                JSONValue.string(
                    [call.operation, call.code].compactMap { $0 }.joined(separator: " "))
            }
            #expect(made == calls)
        }
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
