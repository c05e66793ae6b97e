import LunetteBase

/// All that the journal knows of a run, put together from its entries.
public struct RunHistory: Sendable {
    /// One change: what was meant, and what became of it.
    public struct Change: Sendable, Hashable {
        /// The intent's position.
        public let position: Int64
        public let intent: ChangeIntent
        public let at: Timestamp
        /// Nil: whether it was made is in doubt.
        public var outcome: ChangeOutcome?
        public internal(set) var endedAt: Timestamp?

        /// What was there, and what is there now; nil where nobody looked.
        public var before: JSONObject? { intent.before }
        public var after: JSONObject? { outcome?.after }

        public var isMade: Bool { outcome?.status == .made }
        public var isInDoubt: Bool { outcome == nil || outcome?.status == .inDoubt }
    }

    /// A step or an item.
    public struct Unit: Sendable, Hashable {
        public let path: [String]
        public internal(set) var beganAt: Timestamp
        /// How many units it has inside; nil when it does not say.
        public internal(set) var count: Int64?
        public internal(set) var endedAt: Timestamp?
        /// Nil while it is not finished.
        public internal(set) var finish: UnitFinish?

        /// The run ended, and its last attempt did not ask for it any more: a list that is read
        /// anew need not have it.
        public internal(set) var isDropped = false

        public var isDone: Bool { finish?.result != nil }
    }

    public let id: String
    public let start: RunStart
    public let startedAt: Timestamp
    public private(set) var lastAt: Timestamp
    /// Where its last entry stands.
    public private(set) var lastPosition: Int64
    /// Later attempts at it.
    public private(set) var attempts: [RunAttempt] = []
    public private(set) var modules: [RequiredModule] = []
    public private(set) var units: [Unit] = []
    public private(set) var changes: [Change] = []
    /// What the script found, or left open: by the last attempt, and in what earlier ones finished.
    public private(set) var reported: [Reported] = []
    public private(set) var approvals: [Consent] = []
    public private(set) var notes: [Note] = []
    /// How the last attempt ended; nil when it was killed, or goes on.
    public private(set) var end: RunEnd?

    private var lastAttemptAt: Timestamp?
    private var unitIndices: [[String]: Int] = [:]
    private var changeIndices: [Int64: Int] = [:]

    /// Puts a run's entries together; nil when they do not begin with its start.
    public init?(_ entries: [Entry]) {
        guard let first = entries.first, first.kind == .run else { return nil }
        id = first.runID
        start = RunStart(first.body)
        startedAt = first.at
        lastAt = first.at
        lastPosition = first.position
        for entry in entries.dropFirst() { take(entry) }
    }

    public var madeChanges: [Change] { changes.filter(\.isMade) }
    /// The last word on each change that is in doubt: one that was taken up again is none.
    public var changesInDoubt: [Change] {
        let repeated = Set(changes.compactMap(\.intent.repeats))
        return changes.filter { $0.isInDoubt && !repeated.contains($0.position) }
    }
    /// The same run as if this had been its only change; nil when it is none of it.
    public func keeping(only change: Change) -> RunHistory? {
        guard changes.contains(change) else { return nil }
        var history = self
        history.changes = [change]
        return history
    }

    public var failedChanges: [Change] { changes.filter { $0.outcome?.status == .refused } }
    public var doneUnits: Int { units.count(where: \.isDone) }

    /// Steps and items that were begun and are not done.
    public var openUnits: [Unit] { units.filter { $0.count == nil && !$0.isDone } }
    public var droppedUnits: Int { units.count(where: \.isDropped) }

    /// Units that were begun, or are known to come, and are not finished.
    public var remainingUnits: Int {
        let known = units.count(where: { $0.count == nil && !$0.isDropped })
        let inside = units.reduce(0) { sum, unit in
            guard let count = unit.count else { return sum }
            let begun = units.count(where: { $0.path.dropLast().elementsEqual(unit.path) })
            return sum + max(0, Int(count) - begun)
        }
        return known + inside - units.count(where: { $0.count == nil && $0.isDone })
    }

    /// From its start to its last entry.
    public var duration: Duration { lastAt - startedAt }

    /// Ended by itself, and nothing is left to do.
    public var isFinished: Bool { end?.reason == "done" }

    private mutating func take(_ entry: Entry) {
        lastAt = max(lastAt, entry.at)
        lastPosition = entry.position
        let body = entry.body
        switch entry.kind {
        case .attempt:
            attempts.append(RunAttempt(body))
            lastAttemptAt = entry.at
            end = nil
            let done = Set(units.filter(\.isDone).map(\.path))
            reported.removeAll { !$0.isInside(done) }
            for index in units.indices { units[index].isDropped = false }
        case .module: modules.append(RequiredModule(body))
        case .begin: begin(UnitBegin(body), entry.at)
        case .reported: reported.append(Reported(body))
        case .finish: finish(UnitFinish(body), entry.at)
        case .intent:
            changeIndices[entry.position] = changes.count
            changes.append(
                Change(position: entry.position, intent: ChangeIntent(body), at: entry.at))
        case .outcome:
            let outcome = ChangeOutcome(body)
            guard let index = changeIndices[outcome.intent] else { return }
            changes[index].outcome = outcome
            changes[index].endedAt = entry.at
        case .approval: approvals.append(Consent(body))
        case .note: notes.append(Note(body))
        case .end: end(RunEnd(body))
        case .run, .tick, .prune, nil: break
        }
    }

    private mutating func end(_ end: RunEnd) {
        self.end = end
        guard isFinished, let lastAttemptAt else { return }
        for index in units.indices
        where units[index].count == nil && !units[index].isDone
            && units[index].beganAt < lastAttemptAt
        {
            units[index].isDropped = true
        }
    }

    private mutating func begin(_ begin: UnitBegin, _ at: Timestamp) {
        if let index = unitIndices[begin.path] {
            if let count = begin.count {
                units[index].count = count
                return
            }
            units[index].beganAt = at
            units[index].finish = nil
            units[index].endedAt = nil
        } else {
            unitIndices[begin.path] = units.count
            units.append(Unit(path: begin.path, beganAt: at, count: begin.count))
        }
    }

    private mutating func finish(_ finish: UnitFinish, _ at: Timestamp) {
        if unitIndices[finish.path] == nil { begin(UnitBegin(path: finish.path), at) }
        guard let index = unitIndices[finish.path] else { return }
        units[index].finish = finish
        units[index].endedAt = at
    }
}
