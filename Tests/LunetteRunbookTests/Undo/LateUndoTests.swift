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

/// What an undo does while its calls wait for their quota, of which five a minute go through.
@Suite struct LateUndoTests {
    private static let ids = (1...9).map { "i-\($0)" }

    /// All are in these groups now.
    private static func world(_ groups: [String], refused: Int = .max) throws -> World {
        let list = groups.map { "\"\($0)\"" }.joined(separator: ", ")
        let instances = ids.map {
            """
            { "instance_id": "\($0)", "security_group_ids": [\(list)], "tags": { "new": "1" } }
            """
        }
        let text = """
            { "security_groups": [{ "security_group_id": "sg-ssh" }, { "security_group_id": "sg-web" },
                                  { "security_group_id": "sg-ops" }],
              "instances": [\(instances.joined(separator: ", "))],
              "throttling": [{ "operation": "JoinSecurityGroup", "per_minute": 5 },
                             { "operation": "ModifyInstanceAttribute", "per_minute": 5 },
                             { "operation": "TagResources", "per_minute": 5 }],
              "faults": [{ "operation": "JoinSecurityGroup", "nth": \(refused), "effect": "error",
                           "code": "InvalidOperation.Test", "status": 403 }] }
            """
        return try World(parsing: Array(text.utf8))
    }

    @Test func `what others took back meanwhile is not taken back once more`() async throws {
        let restored = try Self.world(["sg-ssh", "sg-web"])
        let undo = try await Undo.run(of: .leave, in: try Self.world(["sg-web"]), concurrency: 1) {
            $0.replaceWorld(restored)
        }
        #expect(undo.codes.count { $0 == nil } == 5, "\(undo.codes)")
        // Throttled once, and not sent again.
        #expect(undo.codes.count == 6, "\(undo.codes)")
        #expect(undo.steps.count { $0.verdict == .undo } == 5)
        #expect(undo.steps.count { $0.verdict == .restored } == 4)
        #expect(undo.report.exitReason == .done)
    }

    @Test func `what others added meanwhile is not lost by a replacement`() async throws {
        let joined = try Self.world(["sg-web", "sg-ops"])
        let undo = try await Undo.run(
            of: .replacement, in: try Self.world(["sg-web"]), concurrency: 1
        ) { emulator in
            let isFirst = emulator.world().groups(ofInstance: "i-1") == ["sg-web"]
            if isFirst { emulator.replaceWorld(joined) }
        }
        #expect(undo.report.exitReason == .done)
        // The last one first: the sixth was looked at, and then waited.
        for id in ["i-4", "i-3", "i-1"] {
            #expect(Set(undo.groups(id)) == ["sg-ssh", "sg-ops"], "\(id)")
        }
    }

    @Test func `whoever ends it waits for no quota`() async throws {
        let under = Mutex<Undoing?>(nil)
        let undo = try await Undo.run(
            of: .leave, in: try Self.world(["sg-web"]), concurrency: 8, under: under
        ) { _ in under.withLock { $0?.interrupt() } }
        #expect(undo.report.failure?.reason == .interrupted)
        #expect(undo.codes.count { $0 == nil } == 5, "\(undo.codes)")
        #expect(undo.steps.count { $0.verdict == .notBegun } == 4)
        #expect(undo.report.duration < .seconds(10))
    }

    @Test func `what is ended between its two calls is not said to be untouched`() async throws {
        let under = Mutex<Undoing?>(nil)
        let undo = try await Undo.run(
            of: .tags, in: try Self.world(["sg-web"]), concurrency: 8, under: under
        ) { _ in under.withLock { $0?.interrupt() } }
        #expect(undo.report.failure?.reason == .interrupted)
        let begun = undo.steps.filter { $0.verdict == .begun }
        #expect(!begun.isEmpty)
        #expect(begun.allSatisfy { $0.isLeft && $0.text.contains("own=x") })
        let made = undo.report.changes.map(\.operation)
        let done = undo.steps.count { $0.verdict == .undo }
        #expect(made.count { $0 == "UntagResources" } == done + begun.count)
        #expect(made.count { $0 == "TagResources" } == done)
    }

    @Test func `one that is refused keeps none of the others from being taken back`() async throws {
        let undo = try await Undo.run(
            of: .leave, in: try Self.world(["sg-web"], refused: 1), concurrency: 8)
        #expect(undo.steps.count { $0.verdict == .undo } == 8)
        #expect(undo.steps.first?.verdict == .unknown)
        #expect(undo.report.exitReason == .partialOrFindings)
        #expect(Self.ids.dropLast().allSatisfy { undo.groups($0).contains("sg-ssh") })
    }

    /// Takes back what a run did to all of them, on a clock that waits for nobody.
    private struct Undo {
        enum Change {
            /// Each left sg-ssh, and kept sg-web.
            case leave
            /// Each was in sg-ssh, and is in sg-web instead.
            case replacement
            /// Each had own=x, and has new=1 instead.
            case tags
        }

        let report: RunReport
        let steps: [UndoStep]
        let codes: [String?]
        let groups: (String) -> [String]

        static func run(
            of change: Change, in world: World, concurrency: Int,
            under: borrowing Mutex<Undoing?> = Mutex(nil),
            onPacing: @escaping @Sendable (Emulator) -> Void = { _ in }
        ) async throws -> Undo {
            let clock = VirtualClock(start: SystemClock().now())
            let emulator = try await Emulator.start(
                EmulatorConfiguration(world: world, clock: clock))
            let loop = ScriptLoop(clock: clock)
            let target = ScriptOnEmulator.target(emulator, world: world)
            let store = MemoryStore()
            let start = RunStart(
                purpose: .undo, name: "undo", target: Plan.annas().target,
                operatedBy: Plan.annas().operatedBy)
            let undoing = try await Undoing(
                loop: loop, of: try history(of: change, start), target: target,
                settings: RunSettings(), transport: CurlTransport(loop: loop),
                recorder: RunRecorder(loop: loop, runID: "r2", start: start, open: { store }),
                concurrency: concurrency,
                observer: { event in
                    if case .client(.pacing) = event { onPacing(emulator) }
                })
            under.withLock { $0 = undoing }
            _ = try await undoing.plan()
            let (report, steps) = await undoing.run(Consent(by: "anna", what: "all", how: "--yes"))
            let calls = emulator.calls().filter {
                ["JoinSecurityGroup", "ModifyInstanceAttribute"].contains($0.operation)
            }
            let after = emulator.world()
            loop.stop()
            await emulator.stop()
            return Undo(
                report: report, steps: steps, codes: calls.map(\.code),
                groups: after.groups(ofInstance:))
        }

        private static func tag(_ id: String, _ key: String, _ value: String) -> JSONValue {
            ["resource_id": .string(id), "key": .string(key), "value": .string(value)]
        }

        private static func history(of change: Change, _ start: RunStart) throws -> RunHistory {
            let store = MemoryStore()
            let now = SystemClock().now()
            func put(_ record: some Record) throws -> Int64 {
                try store.append([Draft(record, runID: "r1", at: now)], fence: nil).last ?? 0
            }
            _ = try put(start)
            for id in ids {
                if case .tags = change {
                    var intent = ChangeIntent(
                        unit: [], occurrence: 1, operation: "TagResources",
                        regionID: "cn-hangzhou", target: id,
                        parameters: ["ResourceType": "instance"])
                    intent.before = ["tags": [tag(id, "own", "x")]]
                    var outcome = ChangeOutcome(intent: try put(intent), status: .made)
                    outcome.after = ["tags": [tag(id, "new", "1")]]
                    _ = try put(outcome)
                    continue
                }
                var intent = ChangeIntent(
                    unit: [], occurrence: 1, operation: "LeaveSecurityGroup",
                    regionID: "cn-hangzhou", target: id,
                    parameters: ["SecurityGroupId": "sg-ssh", "InstanceId": .string(id)])
                intent.before = ["groups": change == .leave ? ["sg-ssh", "sg-web"] : ["sg-ssh"]]
                var outcome = ChangeOutcome(intent: try put(intent), status: .made)
                outcome.after = ["groups": ["sg-web"]]
                _ = try put(outcome)
            }
            return try #require(RunHistory(store.entries(EntryQuery(runID: "r1"))))
        }
    }
}
