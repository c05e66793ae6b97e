import LunetteBase
import LunetteClient
import LunetteEmulator
import LunetteJournal
import LunetteLoop
import LunetteTesting
import LunetteWorld
import Synchronization
import Testing

@testable import LunetteRunbook

/// What is looked at and then waits for its quota.
@Suite struct LateLookTests {
    private static let ids = (1...9).map { "i-\($0)" }

    /// Five may leave a minute; from `spoiled` on they have no other group; the `refused`th call is.
    private static func world(
        spoiled: Int = .max, refused: Int = .max, looks: Int = .max
    ) throws -> World {
        let instances = ids.enumerated().map { index, id in
            let groups = index + 1 >= spoiled ? "[\"sg-ssh\"]" : "[\"sg-ssh\", \"sg-web\"]"
            return "{ \"instance_id\": \"\(id)\", \"security_group_ids\": \(groups) }"
        }
        let text = """
            { "security_groups": [{ "security_group_id": "sg-ssh" }, { "security_group_id": "sg-web" }],
              "instances": [\(instances.joined(separator: ", "))],
              "throttling": [{ "operation": "LeaveSecurityGroup", "per_minute": 5 },
                             { "operation": "DescribeInstances", "per_minute": \(looks) }],
              "faults": [{ "operation": "LeaveSecurityGroup", "nth": \(refused), "effect": "error",
                           "code": "Forbidden.RAM", "status": 403 }] }
            """
        return try World(parsing: Array(text.utf8))
    }

    @Test(arguments: [false, true])
    func `an item that waited for its quota is looked at once more`(isSpoiled: Bool) async throws {
        let spoiled = isSpoiled ? try Self.world(spoiled: 2) : nil
        let isFirst = Mutex(true)
        // One after the other, so that nothing is under way when the world changes.
        let (report, codes) = try await Self.apply(to: try Self.world(), concurrency: 1) {
            guard let spoiled,
                isFirst.withLock({
                    let was = $0; $0 = false; return was
                })
            else { return }
            $0.replaceWorld(spoiled)
        }
        #expect(!codes.contains("InstanceLastSecurityGroup"), "\(codes)")
        #expect(codes.count { $0 == nil } == (isSpoiled ? 5 : 9))
        #expect(report.failure?.object?.code == (isSpoiled ? "PlanDrifted" : nil))
    }

    @Test func `an item that waited for its quota is not sent after another's failure`()
        async throws
    {
        let (report, codes) = try await Self.apply(to: try Self.world(refused: 3), concurrency: 8)
        #expect(report.failure?.object?.code == "Forbidden.RAM")
        #expect(codes.count { $0 == nil } <= 4, "\(codes)")
        // Which of them the service takes third is not certain.
        #expect(report.items.count { $0.status == .failed } == 1)
        // The next window is not waited for.
        #expect(report.duration < .seconds(10))
    }

    @Test func `whoever ends it waits for no quota`() async throws {
        let under = Mutex<Applying?>(nil)
        let (report, codes) = try await Self.apply(
            to: try Self.world(), concurrency: 8, under: under
        ) { _ in under.withLock { $0?.interrupt() } }
        #expect(report.failure?.reason == .interrupted)
        #expect(codes.count { $0 == nil } == 5, "\(codes)")
        #expect(report.items.count { $0.status == .blocked } == 4)
        #expect(report.duration < .seconds(10))
    }

    @Test func `nor for that of a look`() async throws {
        let under = Mutex<Applying?>(nil)
        // One goes for all beforehand, one for the first item.
        let (report, codes) = try await Self.apply(
            to: try Self.world(looks: 2), concurrency: 8, under: under
        ) { _ in under.withLock { $0?.interrupt() } }
        #expect(report.failure?.reason == .interrupted)
        #expect(codes == [nil])
        #expect(report.items.count { $0.status == .blocked } == 8)
        #expect(report.duration < .seconds(10))
    }

    /// Applies a plan that has all of them leave; `onPacing` when a call has to wait for its quota.
    private static func apply(
        to world: World, concurrency: Int, under: borrowing Mutex<Applying?> = Mutex(nil),
        onPacing: @escaping @Sendable (Emulator) -> Void = { _ in }
    ) async throws -> (report: RunReport, codes: [String?]) {
        let clock = VirtualClock(start: SystemClock().now())
        let emulator = try await Emulator.start(EmulatorConfiguration(world: world, clock: clock))
        let loop = ScriptLoop(clock: clock)
        var plan = Plan.annas(
            items: ids.enumerated().map {
                .leave($1, "sg-ssh", others: ["sg-web"], number: $0 + 1)
            })
        plan.target.accountID = "1234567890123456"
        let store = MemoryStore()
        let start = RunStart(
            purpose: .apply, name: "close", target: plan.target, operatedBy: plan.operatedBy)
        let applying = try await Applying(
            PlanFile(plan), on: ScriptOnEmulator.target(emulator, world: world), loop: loop,
            settings: RunSettings(), oversight: Oversight(), transport: CurlTransport(loop: loop),
            recorder: RunRecorder(loop: loop, runID: "r1", start: start, open: { store }),
            concurrency: concurrency,
            observer: { event in
                if case .client(.pacing) = event { onPacing(emulator) }
            })
        under.withLock { $0 = applying }
        let report = await applying.run([])
        let codes = emulator.calls().filter { $0.operation == "LeaveSecurityGroup" }.map(\.code)
        loop.stop()
        await emulator.stop()
        return (report, codes)
    }
}
