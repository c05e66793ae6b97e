import LunetteBase
import LunetteCatalogue
import LunetteClient
import LunetteJournal
import LunetteLoop
import LunetteWorld
import Synchronization

/// Takes back what a run changed: looks at each thing, shows what would be done, and does it, as
/// many things at a time as their order allows, as a run of its own.
public actor Undoing {
    nonisolated let loop: ScriptLoop
    private let history: RunHistory
    private let target: CloudTarget
    private let recorder: RunRecorder
    let session: CloudSession
    let looks: SharedLooks<UndoItem, UndoLook>
    private let observer: @Sendable (RunEvent) -> Void
    private var items: [UndoItem]
    private let rest: [RunHistory.Change]
    /// How many things are under way at a time, at most.
    private let concurrency: Int
    private let startedAt: Timestamp
    private let began: Duration
    private let wasInterrupted = Mutex(false)
    /// Takes back what waits for its quota once nothing is to begin any more.
    let recall = Recall()

    /// What becomes of each thing, by number.
    private var steps: [Int: UndoStep] = [:]
    private var progress: FleetProgress

    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        loop.asUnownedSerialExecutor()
    }

    public init(
        loop: ScriptLoop, of history: RunHistory, target: CloudTarget, settings: RunSettings,
        transport: any Transport, recorder: RunRecorder, concurrency: Int = 8,
        observer: @escaping @Sendable (RunEvent) -> Void
    ) async throws {
        self.loop = loop
        self.history = history
        self.target = target
        self.recorder = recorder
        self.observer = observer
        self.concurrency = concurrency
        startedAt = loop.clock.now()
        began = loop.clock.uptime()
        let (effects, rest) = NetEffect.of(history)
        items = UndoItem.list(of: effects)
        self.rest = rest
        progress = FleetProgress(label: "undo", total: effects.count)
        session = try await CloudSession.ofPlanned(
            Self.operations, loop: loop, target: target, settings: settings, transport: transport,
            recorder: recorder, observer: observer)
        looks = SharedLooks(loop: loop, number: \.number) { [session] items in
            await session.looks(at: items)
        }
    }

    private static let operations = [
        "LeaveSecurityGroup", "JoinSecurityGroup", "ModifyInstanceAttribute",
        "ModifyNetworkInterfaceAttribute", "ModifySecurityGroupAttribute",
        "AuthorizeSecurityGroup*", "RevokeSecurityGroup*", "TagResources", "UntagResources",
        "StartInstance", "StopInstance", "AttachNetworkInterface", "DetachNetworkInterface",
        "DeleteSecurityGroup", "DeleteNetworkInterface",
    ]

    /// Ends it: the changes that are under way are waited for, and no other is begun. From any
    /// thread.
    public nonisolated func interrupt() {
        wasInterrupted.withLock { $0 = true }
        recall.callBack()
    }

    var isEnding: Bool { wasInterrupted.withLock { $0 } || Task.isCancelled }

    /// What would be done, by a look at each thing. The last change is taken back first. Refuses
    /// another account than the run's.
    public func plan() async throws(ErrorObject) -> [UndoStep] {
        try await checkAccount()
        await findGoneGroups()
        await goThrough(.beside(items.map(ItemOrder.one))) { item, ahead in
            await item.effect.step(self.sight(of: item, ahead: ahead).shown)
        }
        return takeSteps() + left
    }

    /// Does it: each thing is looked at once more just before. What was agreed to goes on record.
    public func run(_ approval: Consent) async -> (report: RunReport, steps: [UndoStep]) {
        var report = RunReport(
            name: "undo \(history.id)", target: target.name, regionID: target.regionID,
            startedAt: startedAt)
        var steps: [UndoStep] = []
        do throws(ErrorObject) {
            try await approve(approval)
            await Recall.$current.withValue(recall) {
                await goThrough(ItemOrder(items)) { await self.tell(self.carryOut($0, ahead: $1)) }
            }
            steps = takeSteps()
            if steps.contains(where: { [.notBegun, .begun].contains($0.verdict) }) {
                report.failure = RunFailure(.interrupted, "interrupted")
            }
        } catch {
            report.failure = RunFailure(error)
        }
        steps += left
        await recorder.settle()
        report.changes = session.changes
        report.failedChanges = session.failures
        report.callCount = session.callCount
        report.items = steps.map(Self.item)
        report.duration = loop.clock.uptime() - began
        if report.failure == nil, let failure = await recorder.failure {
            report.failure = RunFailure(ErrorObject(failure))
        }
        await recorder.end(report)
        if await recorder.isOnRecord { report.runID = recorder.runID }
        return (report, steps)
    }

    /// Goes through things in this order, and keeps what becomes of each.
    private func goThrough(
        _ order: ItemOrder<UndoItem>,
        _ body: @escaping @Sendable (_ item: UndoItem, _ ahead: [UndoItem]) async -> UndoStep
    ) async {
        await OrderedWork(
            loop: loop, concurrency: concurrency, goesOn: { await !self.isEnding },
            body: { await self.note(body($0, $1), of: $0) }
        ).goThrough(order)
    }

    /// What became of all things, in their order.
    private func takeSteps() -> [UndoStep] {
        defer { steps = [:] }
        return items.map { item in
            steps[item.number] ?? .notBegun(item)
        }
    }

    /// Shows how far it is.
    private func tell(_ step: UndoStep) -> UndoStep {
        progress.done += 1
        progress.failed += step.verdict == .unknown ? 1 : 0
        progress.skipped += step.calls.isEmpty ? 1 : 0
        progress.elapsed = loop.clock.uptime() - began
        progress.isOver = progress.done == progress.total
        observer(.progressed(progress))
        return step
    }

    private func note(_ step: UndoStep, of item: UndoItem) {
        steps[item.number] = step
    }

    private func approve(_ approval: Consent) async throws(ErrorObject) {
        do {
            try await recorder.record(approval)
        } catch {
            throw ErrorObject(error)
        }
    }

    private func checkAccount() async throws(ErrorObject) {
        guard let known = history.start.target.accountID, let now = await recorder.identity(),
            known != now.id
        else { return }
        throw ErrorObject(
            JournalError(
                .foreign, path: "the journal",
                reason: "run \(history.id) belongs to account \(known), and this is "
                    + now.id))
    }

    /// Finds out which of the groups that things were in before are no more.
    private func findGoneGroups() async {
        var gone: Set<String> = []
        for (regionID, effects) in Dictionary(grouping: items.map(\.effect), by: \.regionID) {
            let needs = Set(effects.flatMap(\.groupsBefore)).sorted().map {
                TwinNeed(.group, $0, regionID)
            }
            let reader = FactReader(service: session.caller.route)
            let shown = Set(await reader.readTogether(needs).map(\.0))
            for need in needs where !shown.contains(need) {
                guard let facts = try? await reader.read(need), facts.elements.isEmpty
                else { continue }
                gone.insert(need.id)
            }
        }
        for index in items.indices { items[index].effect.goneGroups = gone }
    }

    /// What of the run's changes it does not take back.
    private var left: [UndoStep] {
        rest.map(Self.impossible) + history.changesInDoubt.map(Self.inDoubt)
    }

    private static func inDoubt(_ change: RunHistory.Change) -> UndoStep {
        UndoStep(
            change.intent.target ?? "", .unknown,
            "whether \(change.intent.operation) was made is in doubt; lunette resume finds out")
    }

    private static func impossible(_ change: RunHistory.Change) -> UndoStep {
        let operation = change.intent.operation
        if let caller = change.intent.caller {
            return UndoStep(
                change.intent.target ?? "", .impossible,
                "\(operation): was made as \(caller), and undo acts as the run's own profile only")
        }
        let mark = Catalogue.operation(named: operation)?.invertibility ?? .irreversible
        let why =
            mark == .irreversible
            ? "cannot be taken back"
            : "what was there before is not on record, or Lunette does not know how to take it back"
        return UndoStep(change.intent.target ?? "", .impossible, "\(operation): \(why)")
    }

    private static func item(_ step: UndoStep) -> ReportItem {
        let status: ReportItem.Status =
            switch step.verdict {
            case .undo: .changed
            case .restored, .gone: .unchanged
            case .impossible, .drifted, .notBegun, .begun: .blocked
            case .unknown: .failed
            }
        return ReportItem(
            target: step.target, status: status,
            details: ["verdict": .string(step.verdict.rawValue), "reason": .string(step.text)])
    }
}
