import LunetteBase
import LunetteClient
import LunetteJournal
import LunetteLoop

/// One run's pen: writes what it does into the journal, and knows what earlier attempts at it did.
///
/// The journal is opened at the first thing worth recording, so that a run without changes neither
/// waits for it nor fails with it. Once something could not be written, nothing more is.
public actor RunRecorder: WorkRecord {
    /// Opens the journal.
    public typealias Opening = @Sendable () async throws(JournalError) -> any Store

    public nonisolated let runID: String
    private nonisolated let loop: ScriptLoop
    private let open: Opening
    private let startedAt: Timestamp
    private var start: RunStart
    private let attempt: RunAttempt?
    /// The last entry of the run that this attempt knows of.
    private let knownPosition: Int64
    private var replay: Replay
    private var account: AccountLookup?

    private var store: (any Store)?
    private var opening: Task<Result<any Store, JournalError>, Never>?
    private var fence: Fence?
    private var waiting: [Draft] = []
    private var secrets = RevealedSecrets()
    private var takeReports: @Sendable () -> [Reported] = { [] }
    private var counts: [[String]: [ChangeKey: Int64]] = [:]
    private var underWay = 0
    private var idle: [CheckedContinuation<Void, Never>] = []

    /// Whether anything of this attempt is on record.
    public private(set) var isOnRecord = false
    /// Why nothing more can be recorded.
    public private(set) var failure: JournalError?
    /// Whether a change that was sent has no outcome yet.
    public var isChanging: Bool { underWay > 0 }
    /// Whether a change was sent.
    private(set) var hasChanged = false

    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        loop.asUnownedSerialExecutor()
    }

    /// A new run.
    public init(
        loop: ScriptLoop, runID: String, start: RunStart, open: @escaping Opening
    ) {
        self.loop = loop
        self.runID = runID
        self.start = start
        self.open = open
        startedAt = loop.clock.now()
        attempt = nil
        knownPosition = 0
        replay = Replay()
    }

    /// Another attempt at a run.
    public init(
        loop: ScriptLoop, resuming history: RunHistory, as attempt: RunAttempt,
        open: @escaping Opening
    ) {
        self.loop = loop
        runID = history.id
        start = history.start
        self.open = open
        startedAt = loop.clock.now()
        self.attempt = attempt
        knownPosition = history.lastPosition
        replay = Replay(history)
    }

    /// Where to find out whose account it is; asked before the first entry.
    func identify(by account: AccountLookup) {
        self.account = account
    }

    /// What must not get on record, whatever it stands in.
    func hide(_ secrets: RevealedSecrets) {
        self.secrets = secrets
    }

    /// Where to get what the script reported since it was asked last: on disk with the next entry
    /// that must be.
    func hear(_ reports: @escaping @Sendable () -> [Reported]) {
        takeReports = reports
    }

    /// Whose account it is; nil when that cannot be found out.
    func identity() async -> CloudAccount? {
        try? await account?.account()
    }

    /// Puts another attempt on record before it does anything; refuses one on another account.
    func prepare() async throws(ErrorObject) {
        guard attempt != nil else { return }
        do {
            _ = try await opened()
        } catch {
            throw ErrorObject(error)
        }
    }

    // MARK: Units of work

    func finishedResult(of unit: WorkUnit) -> JSONValue? {
        replay.result(of: unit)
    }

    func reports(in units: [WorkUnit]) -> [Reported] {
        replay.reports(in: units)
    }

    func finishedResults(of units: [WorkUnit]) -> [JSONValue?] {
        units.map(replay.result(of:))
    }

    /// On disk with the next entry that must be.
    func expect(_ count: Int, in unit: WorkUnit) {
        guard failure == nil else { return }
        waiting.append(draft(UnitBegin(path: unit.path, count: Int64(count))))
    }

    /// On disk with the next entry that must be.
    func begin(_ unit: WorkUnit) {
        guard failure == nil else { return }
        waiting.append(draft(UnitBegin(path: unit.path)))
    }

    /// A file that the script required, on disk with the next entry that must be.
    func note(module name: String, source: [UInt8]) {
        waiting.append(draft(RequiredModule(name: name, hash: fingerprint(of: source))))
    }

    /// A run that has changed nothing goes on even when this cannot be recorded.
    func finish(_ unit: WorkUnit, _ result: Result<JSONValue, ErrorObject>)
        async throws(ErrorObject)
    {
        if !unit.path.isEmpty { counts[unit.path] = nil }
        do throws(JournalError) {
            if let failure { throw failure }
            _ = try await append(draft(UnitFinish(unit, result)))
        } catch {
            if hasChanged { throw ErrorObject(error) }
        }
    }

    // MARK: Changes

    /// Whether an earlier attempt made a change in this unit.
    func hasMadeChange(in unit: WorkUnit) -> Bool {
        replay.hasMadeChange(in: unit)
    }

    /// What earlier attempts say of a change, and which of its like it is.
    func decision(on key: ChangeKey) -> (Replay.Decision, occurrence: Int64) {
        var key = key
        key.parameters = secrets.hiding(key.parameters)
        let occurrence = (counts[key.unit]?[key] ?? 0) + 1
        counts[key.unit, default: [:]][key] = occurrence
        return (replay.decision(on: key, occurrence: occurrence), occurrence)
    }

    /// Changes of earlier attempts of which nobody knows whether they were made.
    var doubts: [RunHistory.Change] { replay.doubts }

    /// Puts on disk what was found out about one of them.
    func settle(_ change: RunHistory.Change, as outcome: ChangeOutcome)
        async throws(ErrorObject)
    {
        try await record(outcome)
        replay.settle(change, as: outcome)
    }

    /// Runs a change, which `finish` then waits for.
    func following<Value: Sendable>(
        _ change: () async throws(ErrorObject) -> Value
    ) async throws(ErrorObject) -> Value {
        underWay += 1
        defer {
            underWay -= 1
            if underWay == 0 {
                for continuation in idle { continuation.resume() }
                idle = []
            }
        }
        return try await change()
    }

    /// Puts an intent on disk; answers its position. From then on the change may be sent.
    func record(_ intent: ChangeIntent) async throws(ErrorObject) -> Int64 {
        do {
            let position = try await append(draft(intent), isAlone: underWay == 1)
            hasChanged = true
            return position
        } catch {
            throw ErrorObject(error)
        }
    }

    /// Puts a change's outcome on disk.
    func record(_ outcome: ChangeOutcome) async throws(ErrorObject) {
        do {
            _ = try await append(draft(outcome), isAlone: underWay == 1)
        } catch {
            throw ErrorObject(error)
        }
    }

    /// Puts anything else on disk.
    public func record(_ record: some Record) async throws(JournalError) {
        _ = try await append(draft(record))
    }

    // MARK: The end

    /// Waits until no change is under way any more.
    func settle() async {
        guard underWay > 0 else { return }
        await withCheckedContinuation { idle.append($0) }
    }

    /// Puts the end on disk that a report tells of.
    func end(_ report: RunReport) async {
        await end(
            RunEnd(
                reason: report.exitReason.rawValue, error: report.failure?.json.object,
                callCount: Int64(report.callCount),
                milliseconds: report.duration.nanoseconds / 1_000_000))
    }

    /// Puts the run's end on disk. A run that recorded nothing is put on record when it is one to
    /// look up later.
    public func end(_ end: RunEnd) async {
        guard isOnRecord || [.runbook, .apply].contains(start.purpose) else { return }
        // Who only reads is not asked for.
        if opening == nil { account = nil }
        _ = try? await append(draft(end))
    }

    // MARK: Appending

    private func draft(_ record: some Record) -> Draft {
        let draft = Draft(record, runID: runID, at: loop.clock.now())
        return Draft(
            draft.kind, runID: runID, at: draft.at, body: secrets.hiding(draft.body))
    }

    /// `isAlone`: no other change is under way, whose record might share the commit.
    @discardableResult
    private func append(_ draft: Draft, isAlone: Bool = false) async throws(JournalError) -> Int64 {
        let store = try await opened()
        if let failure { throw failure }
        let drafts = waiting + takeReports().map { self.draft($0) } + [draft]
        waiting = []
        do {
            return try await appended(drafts, to: store, isAlone: isAlone)
        } catch {
            failure = failure ?? error
            throw error
        }
    }

    private func appended(_ drafts: [Draft], to store: any Store, isAlone: Bool = false)
        async throws(JournalError) -> Int64
    {
        let fence = fence
        let outcome = await loop.holdingClock { () async -> Result<[Int64], JournalError> in
            do throws(JournalError) {
                return .success(
                    isAlone
                        ? try await store.appendAlone(drafts, fence: fence)
                        : try await store.append(drafts, fence: fence))
            } catch {
                return .failure(error)
            }
        }
        guard let last = try outcome.get().last else { return 0 }
        return last
    }

    /// The journal, with the run's start on disk.
    private func opened() async throws(JournalError) -> any Store {
        if let store { return store }
        if opening == nil {
            opening = Task(executorPreference: loop) {
                do throws(JournalError) {
                    return .success(try await self.began())
                } catch {
                    return .failure(error)
                }
            }
        }
        guard let opening else { preconditionFailure("it was just set") }
        do {
            let store = try await opening.value.get()
            self.store = store
            return store
        } catch {
            failure = failure ?? error
            throw error
        }
    }

    private func began() async throws(JournalError) -> any Store {
        let store = try await open()
        if let account = await identity() {
            try checkAccount(account.id, store)
            start.target.accountID = account.id
            start.target.principal = account.principal
        }
        if let lock = start.lock {
            fence = try await store.takeFence(lock: lock, runID: runID)
            start.fence = fence?.token
        }
        if var attempt {
            try await checkUnchanged(store)
            attempt.fence = fence?.token
            _ = try await appended([Draft(attempt, runID: runID, at: startedAt)], to: store)
        } else {
            _ = try await appended([Draft(start, runID: runID, at: startedAt)], to: store)
        }
        isOnRecord = true
        return store
    }

    /// What was read of the run before its lock was taken is all that there is: else changes that
    /// another attempt made meanwhile would be made again.
    private func checkUnchanged(_ store: any Store) async throws(JournalError) {
        let later = try await store.entries(
            EntryQuery(runID: runID, after: knownPosition, limit: 1))
        guard !later.isEmpty else { return }
        throw JournalError(
            .fenced, path: store.name, reason: "run \(runID) went on meanwhile")
    }

    /// A run goes on only on the account that it began on.
    private func checkAccount(_ id: String, _ store: any Store) throws(JournalError) {
        guard attempt != nil, let known = start.target.accountID, known != id else { return }
        throw JournalError(
            .foreign, path: store.name,
            reason: "run \(runID) belongs to account \(known), and this is \(id)")
    }
}

extension UnitFinish {
    fileprivate init(_ unit: WorkUnit, _ result: Result<JSONValue, ErrorObject>) {
        switch result {
        case .success(let value): self.init(path: unit.path, result: value)
        case .failure(let error): self.init(path: unit.path, error: error.json)
        }
    }
}
