import LunetteBase
import LunetteClient
import LunetteEmulator
import LunetteJournal
import LunetteLoop
import LunetteSettings
import LunetteTesting
import LunetteWorld
import Testing

@testable import LunetteRunbook

/// A plan that is applied does what the run would have done.
@Suite struct PlanOutcomeTests {
    @Test(arguments: 0..<TestLength.rounds(60, long: 600))
    func `an applied plan leaves the world that a run leaves`(seed: Int) async throws {
        let world = DryRunTests.world(seed)
        let source = ChangeScript(seed: seed, world: world, steps: 24).patientSource
        var settings = RunSettings()
        settings.isDryRun = true
        settings.makesPlan = true
        let dry = try await ScriptOnEmulator.run(source, world: world, settings: settings)
        let plan = try plan(of: dry.report, source)
        #expect(plan.gaps == [], "seed \(seed)")
        let run = try await ScriptOnEmulator.run(source, world: world)
        let applied = try await apply(PlanFile(plan), to: world)
        #expect(applied.report.failure == nil, "\(seed): \(applied.report.failure?.message ?? "")")
        #expect(applied.report.items.count == plan.items.count)
        let wanted = lines(run.report.results.first?["final"])
        let found = lines(applied.final)
        #expect(wanted.subtracting(found).sorted() == [], "seed \(seed)")
        #expect(found.subtracting(wanted).sorted() == [], "seed \(seed)")
    }

    private func lines(_ final: JSONValue?) -> Set<String> {
        Set((final?.array ?? []).compactMap(\.string))
    }

    private func plan(of report: RunReport, _ source: String) throws -> Plan {
        PlanDraft(
            script: try Script(file: "script.lua", source: Array(source.utf8)), arguments: [:],
            author: "anna",
            operatedBy: RunOperator(user: "anna", host: "desk", processID: 1, version: "lunette"),
            target: RunTarget(
                name: "emulator", endpoint: nil, regionID: "cn-hangzhou", isRealAccount: false,
                isInProcess: true),
            approval: ApprovalRules(), lifetime: .seconds(3_600)
        ).plan(report)
    }

    /// Applies it to an emulator of its own; then looks at all that is there.
    private func apply(_ file: PlanFile, to world: World) async throws
        -> (report: RunReport, final: JSONValue?)
    {
        let clock = VirtualClock(start: SystemClock().now())
        let emulator = try await Emulator.start(EmulatorConfiguration(world: world, clock: clock))
        let loop = ScriptLoop(clock: clock)
        let target = ScriptOnEmulator.target(emulator, world: world)
        let store = MemoryStore()
        let start = RunStart(
            purpose: .apply, name: "script.lua", target: file.plan.target,
            operatedBy: file.plan.operatedBy)
        let applying = try await Applying(
            // As it is read again from where it was saved.
            PlanFile(reading: file.bytes), on: target, loop: loop, settings: RunSettings(),
            oversight: Oversight(), transport: CurlTransport(loop: loop),
            recorder: RunRecorder(loop: loop, runID: "r1", start: start, open: { store }),
            observer: { _ in })
        let report = await applying.run([])
        let history = try await store.history(ofRun: "r1")
        let look = Runner(
            loop: loop,
            script: try Script(
                file: "look.lua",
                source: Array(ChangeScript.look(made: made(history)).utf8)),
            arguments: [:], target: target, settings: RunSettings(),
            transport: CurlTransport(loop: loop), observer: { _ in })
        let final = await look.run().results.first?["final"]
        loop.stop()
        await emulator.stop()
        return (report, final)
    }

    /// What the run made, as the script numbers it.
    private func made(_ history: RunHistory?) -> [(kind: String, id: String)] {
        (history?.madeChanges ?? []).flatMap { change -> [(kind: String, id: String)] in
            let answer = change.outcome?.answer
            let one =
                switch change.intent.operation {
                case "CreateSecurityGroup": ("g", answer?["SecurityGroupId"]?.string)
                case "CreateNetworkInterface": ("e", answer?["NetworkInterfaceId"]?.string)
                case "CreateInstance": ("i", answer?["InstanceId"]?.string)
                default: ("", String?.none)
                }
            let several = answer?["InstanceIdSets"]?["InstanceIdSet"]?.array ?? []
            return ([one.1].compactMap { $0 }.map { (one.0, $0) })
                + several.compactMap(\.string).map { ("i", $0) }
        }
    }
}
