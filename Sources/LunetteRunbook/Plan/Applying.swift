import LunetteBase
import LunetteCatalogue
import LunetteClient
import LunetteJournal
import LunetteLoop
import LunetteSettings
import Synchronization

/// Does what a saved plan says and nothing else, as many items at a time as their order allows; or
/// stops.
public actor Applying {
    nonisolated let loop: ScriptLoop
    let file: PlanFile
    let recorder: RunRecorder
    let session: CloudSession
    /// Those of the items, by name.
    private let operations: [String: Operation]
    let looks: SharedLooks<ReadyItem, ItemSight>
    /// How many items are under way at a time, at most.
    let concurrency: Int
    private let settings: RunSettings
    private let observer: @Sendable (RunEvent) -> Void
    private let startedAt: Timestamp
    private let began: Duration
    private let wasInterrupted = Mutex(false)
    /// Takes back what waits for its quota once no item is to begin any more.
    let recall = Recall()

    var made: MadeIDs
    /// Why no item begins any more.
    var stop: ErrorObject? { didSet { recall.callBack() } }
    /// What became of each item that it is known of, by number.
    private var outcomes: [Int: ReportItem] = [:]
    private var progress: FleetProgress

    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        loop.asUnownedSerialExecutor()
    }

    /// The settings' policies may take something away; who agreed to the plan has granted the rest.
    public init(
        _ file: PlanFile, on target: CloudTarget, loop: ScriptLoop, settings: RunSettings,
        oversight: Oversight, transport: any Transport, recorder: RunRecorder,
        concurrency: Int = 8, observer: @escaping @Sendable (RunEvent) -> Void
    ) async throws {
        self.loop = loop
        self.file = file
        self.recorder = recorder
        self.observer = observer
        startedAt = loop.clock.now()
        began = loop.clock.uptime()
        made = MadeIDs(of: file.plan.items)
        self.concurrency = concurrency
        let names = Set(file.plan.items.map(\.operation)).sorted()
        let known = names.compactMap { name in
            Catalogue.operation(named: name).map { (name, $0) }
        }
        operations = Dictionary(uniqueKeysWithValues: known)
        progress = FleetProgress(label: "apply", total: file.plan.items.count)
        self.settings = settings
        session = try await CloudSession.ofPlanned(
            names, loop: loop, target: target,
            settings: settings, oversight: oversight, transport: transport, recorder: recorder,
            observer: observer)
        looks = SharedLooks(loop: loop, number: \.item.number) { [session] items in
            await session.sights(of: items, facts: file.plan.facts)
        }
    }

    /// Ends it: the change that is under way is waited for, and no other is begun. From any thread.
    public nonisolated func interrupt() {
        wasInterrupted.withLock { $0 = true }
        recall.callBack()
    }

    /// Applies the plan. What goes wrong is part of the report; who agreed goes on record first.
    public func run(_ consents: [Consent]) async -> RunReport {
        var failure: RunFailure?
        do throws(ErrorObject) {
            // 1. Nothing on another account, and nothing that a policy forbids.
            try await checkAccount()
            try await permitAll()
            // 2. What an earlier attempt left in doubt is found out.
            try await recorder.prepare()
            try await (session.caller.route as? JournaledRoute)?.settleDoubts()
            // 3. A plan that does not hold any more is not begun.
            try await survey()
            // 4. Who agreed goes on record, and then the items are done.
            for consent in consents { try await put(consent) }
            await recorder.expect(file.plan.items.count, in: Self.unit)
            await goThrough(ItemOrder(file.plan.items))
            if let stop { throw stop }
        } catch {
            failure =
                isInterrupted ? RunFailure(.interrupted, "interrupted") : RunFailure(error)
        }
        return await report(failure)
    }

    // MARK: Before the first change

    private func checkAccount() async throws(ErrorObject) {
        let account = try await session.caller.account.account()
        if let expected = settings.expectedAccount, ![account.id, account.alias].contains(expected)
        {
            throw .refusal(
                "AccountMismatch",
                "these credentials are of the account \(account.text), not of \(expected)",
                "name the profile of the right account with --profile")
        }
        guard let known = file.plan.target.accountID, account.id == known else {
            throw .refusal(
                "AccountMismatch",
                "the plan is for the account \(file.plan.target.accountID ?? "?"), and these "
                    + "credentials are of \(account.text)",
                "name the profile of the right account with --profile")
        }
    }

    private func permitAll() async throws(ErrorObject) {
        let limit = settings.policyMaxChanges
        var budget = ChangeBudget(limit: limit)
        for item in file.plan.items {
            let (operation, call) = try call(of: item)
            guard budget.take(ChangedTargets(call)) else {
                throw .refusal(
                    "BlastLimitReached",
                    "the policy's blast limit is \(limit ?? 0), and the plan changes more "
                        + "targets",
                    "make plans of fewer changes")
            }
            try await session.authority.permit(operation, call, as: session.caller, isDryRun: false)
        }
    }

    private func put(_ consent: Consent) async throws(ErrorObject) {
        do {
            try await recorder.record(consent)
        } catch {
            throw ErrorObject(error)
        }
    }

    /// The operation and the call that make an item's change.
    func call(of item: PlanItem) throws(ErrorObject) -> (Operation, ServiceCall) {
        guard let operation = operations[item.operation], !operation.isReadOnly else {
            throw .refusal(
                "UnknownOperation", "item \(item.name) names no change that is known",
                "make the plan anew with this lunette")
        }
        let parameters = item.parameters.members.map {
            NamedValue($0.name, $0.value.string ?? "")
        }
        var call = ServiceCall(operation, parameters: parameters, regionID: item.regionID)
        // The same from wherever it is applied: what is made is not made twice.
        call.fillClientToken { "\(file.hash.prefix(48))-\(item.number)" }
        return (operation, call)
    }

    // MARK: What came of it

    static let unit = WorkUnit(path: ["apply"])

    var isInterrupted: Bool { wasInterrupted.withLock { $0 } }

    func tell(_ message: String) {
        observer(.logged(LogRecord(level: .info, message: message, fields: [])))
    }

    /// Notes what became of an item.
    func note(
        _ item: PlanItem, _ status: ReportItem.Status, _ reason: String? = nil,
        differences: [String] = []
    ) {
        var details: JSONObject = [
            "number": .integer(Int64(item.number)), "operation": .string(item.operation),
        ]
        details["reason"] = reason.map(JSONValue.string)
        if !differences.isEmpty {
            details["differences"] = .array(differences.map(JSONValue.string))
        }
        let outcome = ReportItem(
            target: item.target ?? item.operation, status: status, details: details)
        outcomes[item.number] = outcome
        observer(.reported(outcome))
        progress.done = outcomes.count
        progress.failed += status.isOpen ? 1 : 0
        progress.skipped += status == .unchanged ? 1 : 0
        progress.elapsed = loop.clock.uptime() - began
        progress.isOver = outcomes.count == file.plan.items.count
        observer(.progressed(progress))
    }

    private func report(_ failure: RunFailure?) async -> RunReport {
        var report = RunReport(
            name: file.plan.script.name, target: file.plan.target.name,
            regionID: file.plan.target.regionID, startedAt: startedAt)
        report.failure = failure
        await recorder.settle()
        for item in file.plan.items where outcomes[item.number] == nil {
            note(item, .blocked, "not begun")
        }
        report.items = outcomes.sorted { $0.key < $1.key }.map(\.value)
        report.changes = session.changes
        report.failedChanges = session.failures
        report.callCount = session.callCount
        report.duration = loop.clock.uptime() - began
        if report.failure == nil, let failure = await recorder.failure {
            report.failure = RunFailure(ErrorObject(failure))
        }
        await recorder.end(report)
        if await recorder.isOnRecord { report.runID = recorder.runID }
        return report
    }
}

extension ErrorObject {
    /// Why a plan is not applied, or not to its end.
    static func refusal(_ code: String, _ reason: String, _ remedy: String) -> ErrorObject {
        ErrorObject(
            kind: .denied, code: code, message: "\(reason); \(remedy)", disposition: .never,
            explanation: "To go on, \(remedy).")
    }

    static let driftCode = "PlanDrifted"

    /// What is there now is not what the plan was made for.
    static func drift(_ reasons: [String]) -> ErrorObject {
        let more = reasons.count > 1 ? " (and \(reasons.count - 1) more)" : ""
        return ErrorObject(
            kind: .denied, code: driftCode,
            message: "what is there now is not what the plan was made for: "
                + "\(reasons.first ?? "")\(more)",
            disposition: .fix,
            explanation: "Nothing was sent for it, nor for what comes after it. Look at what "
                + "changed, and make a new plan.")
    }
}
