import LunetteBase
import LunetteCatalogue
import LunetteClient
import LunetteJournal
import LunetteLoop
import LunetteWorld

/// Takes back what a run changed: looks at each thing, shows what would be done, and does it, as a
/// run of its own.
public actor Undoing {
    private nonisolated let loop: ScriptLoop
    private let history: RunHistory
    private let target: CloudTarget
    private let recorder: RunRecorder
    private let session: CloudSession
    private let observer: @Sendable (RunEvent) -> Void
    private var effects: [NetEffect]
    private let rest: [RunHistory.Change]
    private let startedAt: Timestamp
    private let began: Duration

    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        loop.asUnownedSerialExecutor()
    }

    public init(
        loop: ScriptLoop, of history: RunHistory, target: CloudTarget, settings: RunSettings,
        transport: any Transport, recorder: RunRecorder,
        observer: @escaping @Sendable (RunEvent) -> Void
    ) async throws {
        self.loop = loop
        self.history = history
        self.target = target
        self.recorder = recorder
        self.observer = observer
        startedAt = loop.clock.now()
        began = loop.clock.uptime()
        let (effects, rest) = NetEffect.of(history)
        self.effects = effects.reversed()
        self.rest = rest
        session = try await CloudSession.ofPlanned(
            Self.operations, loop: loop, target: target, settings: settings, transport: transport,
            recorder: recorder, observer: observer)
    }

    private static let operations = [
        "LeaveSecurityGroup", "JoinSecurityGroup", "ModifyInstanceAttribute",
        "ModifyNetworkInterfaceAttribute", "ModifySecurityGroupAttribute",
        "AuthorizeSecurityGroup*", "RevokeSecurityGroup*", "TagResources", "UntagResources",
        "StartInstance", "StopInstance", "AttachNetworkInterface", "DetachNetworkInterface",
        "DeleteSecurityGroup", "DeleteNetworkInterface",
    ]

    /// What would be done, by a look at each thing. The last change is taken back first. Refuses
    /// another account than the run's.
    public func plan() async throws(ErrorObject) -> [UndoStep] {
        try await checkAccount()
        var steps: [UndoStep] = []
        await findGoneGroups()
        let seen = await seenTogether()
        for effect in effects {
            if let member = effect.instance, let instance = seen[member] {
                steps.append(effect.step(.found(instance)))
            } else {
                steps.append(effect.step(await sight(of: effect)))
            }
        }
        for change in rest { steps.append(Self.impossible(change)) }
        for change in history.changesInDoubt {
            steps.append(
                UndoStep(
                    change.intent.target ?? "", .unknown,
                    "whether \(change.intent.operation) was made is in doubt; lunette resume finds "
                        + "out"))
        }
        return steps
    }

    /// Does it: each thing is looked at once more just before. What was agreed to goes on record.
    public func run(_ approval: Consent) async -> (report: RunReport, steps: [UndoStep]) {
        var report = RunReport(
            name: "undo \(history.id)", target: target.name, regionID: target.regionID,
            startedAt: startedAt)
        var steps: [UndoStep] = []
        do {
            try await approve(approval)
            for effect in effects {
                try Task.checkCancellation()
                steps.append(await carryOut(effect))
            }
        } catch let error as ErrorObject {
            report.failure = RunFailure(error)
        } catch {
            report.failure = RunFailure(.interrupted, "interrupted")
        }
        steps += rest.map(Self.impossible)
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

    private var reader: FactReader { FactReader(service: session.caller.route) }

    /// Finds out which of the groups that things were in before are no more.
    private func findGoneGroups() async {
        var gone: Set<String> = []
        for (regionID, effects) in Dictionary(grouping: effects, by: \.regionID) {
            let needs = Set(effects.flatMap(\.groupsBefore)).sorted().map {
                TwinNeed(.group, $0, regionID)
            }
            let shown = Set(await reader.readTogether(needs).map(\.0))
            for need in needs where !shown.contains(need) {
                guard let facts = try? await reader.read(need), facts.elements.isEmpty
                else { continue }
                gone.insert(need.id)
            }
        }
        for index in effects.indices { effects[index].goneGroups = gone }
    }

    /// The instances whose groups are to be taken back, a hundred in a look. One that is not shown
    /// is looked at alone: a list leaves out what is gone, and what one may not see.
    private func seenTogether() async -> [String: JSONValue] {
        var seen: [String: JSONValue] = [:]
        for (regionID, effects) in Dictionary(grouping: effects, by: \.regionID) {
            let needs = effects.compactMap(\.instance).map { TwinNeed(.instance, $0, regionID) }
            for (need, instance) in await reader.readTogether(needs) { seen[need.id] = instance }
        }
        return seen
    }

    private func sight(of effect: NetEffect) async -> NetEffect.Sight {
        guard let read = effect.read, let operation = Catalogue.operation(named: read.operation)
        else { return .unknown("there is no read for it") }
        do throws(ErrorObject) {
            let response = try await session.send(operation, read)
            guard let answer = try? JSONValue(parsing: response.body) else {
                return .unknown("the answer is no JSON")
            }
            return .found(answer)
        } catch {
            return error.disposition == .gone ? .gone : .unknown(error.line)
        }
    }

    private func carryOut(_ effect: NetEffect) async -> UndoStep {
        var step = effect.step(await sight(of: effect))
        for call in step.calls {
            guard let operation = Catalogue.operation(named: call.operation) else { continue }
            do throws(ErrorObject) {
                let call = ServiceCall(
                    operation, parameters: call.parameters, regionID: call.regionID)
                try await session.authority.permit(
                    operation, call, as: session.caller, isDryRun: false)
                _ = try await session.send(operation, call)
            } catch {
                step.verdict = .unknown
                step.text = error.line
                return step
            }
        }
        return step
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
            case .impossible, .drifted: .blocked
            case .unknown: .failed
            }
        return ReportItem(
            target: step.target, status: status,
            details: ["verdict": .string(step.verdict.rawValue), "reason": .string(step.text)])
    }
}
