import LunetteBase
import LunetteJournal

/// What earlier attempts at a run did: decides what becomes of a change that comes again. Pure.
struct Replay: Sendable {
    /// What to do about a change.
    enum Decision: Sendable, Hashable {
        /// It is new, or was refused for good reason or never sent: send it.
        case send
        /// It was made: its answer is known.
        case answer(RunHistory.Change)
        /// It was refused, and the script went on from there: it hears the same again.
        case refuse(ErrorObject)
        /// Whether it was made must be found out first.
        case settle(RunHistory.Change)
    }

    private struct Occurrence: Hashable {
        let key: ChangeKey
        let number: Int64
    }

    private struct Place: Hashable {
        let unit: [String]
        let target: String?
    }

    private var changes: [Occurrence: RunHistory.Change] = [:]
    /// Where each unit's last change to each target stands.
    private var lastChanges: [Place: Int64] = [:]
    private var results: [[String]: JSONValue] = [:]
    private var reported: [Reported] = []
    /// The units in which a change was made.
    private var changedUnits: Set<[String]> = []
    /// Changes of which nobody knows whether they were made.
    private(set) var doubts: [RunHistory.Change] = []

    /// Nothing was done yet.
    init() {}

    init(_ history: RunHistory) {
        for change in history.changes {
            let key = ChangeKey(change.intent)
            changes[Occurrence(key: key, number: change.intent.occurrence)] = change
            lastChanges[Place(unit: key.unit, target: change.intent.target)] = change.position
            if change.isMade { changedUnits.insert(key.unit) }
        }
        doubts = history.changesInDoubt
        reported = history.reported
        for unit in history.units { results[unit.path] = unit.finish?.result }
    }

    /// Takes in what was found out about a change that was in doubt.
    mutating func settle(_ change: RunHistory.Change, as outcome: ChangeOutcome) {
        doubts.removeAll { $0.position == change.position }
        let key = ChangeKey(change.intent)
        changes[Occurrence(key: key, number: change.intent.occurrence)]?.outcome = outcome
        if outcome.status == .made { changedUnits.insert(key.unit) }
    }

    /// The result of a unit that is finished.
    func result(of unit: WorkUnit) -> JSONValue? { results[unit.path] }

    /// What was reported in these units.
    func reports(in units: [WorkUnit]) -> [Reported] {
        if reported.isEmpty { return [] }
        let paths = Set(units.map(\.path))
        return reported.filter { $0.isInside(paths) }
    }

    /// Whether a change was made in it.
    func hasMadeChange(in unit: WorkUnit) -> Bool {
        changedUnits.contains(unit.path)
    }

    func decision(on key: ChangeKey, occurrence: Int64) -> Decision {
        guard let change = changes[Occurrence(key: key, number: occurrence)] else { return .send }
        switch change.outcome?.status {
        case .made: return .answer(change)
        case .unsent: return .send
        case nil, .inDoubt: return .settle(change)
        case .refused:
            let error = ErrorObject(json: change.outcome?.error ?? [:])
            let place = Place(unit: key.unit, target: change.intent.target)
            // A script that dealt with a refusal went on with the same target; where it did not,
            // another try may do better now.
            let wentOn = lastChanges[place].map { $0 > change.position } ?? false
            return wentOn || error.disposition == .alreadyDone ? .refuse(error) : .send
        }
    }
}
