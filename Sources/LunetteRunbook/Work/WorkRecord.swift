import LunetteBase
import LunetteJournal

/// What is on record of a run's units of work. A unit that is finished is not repeated when the
/// run is resumed.
protocol WorkRecord: Sendable {
    /// The results of those units that an earlier attempt at this run finished; nil for the rest.
    func finishedResults(of units: [WorkUnit]) async throws(ErrorObject) -> [JSONValue?]

    /// What earlier attempts reported in these units.
    func reports(in units: [WorkUnit]) async -> [Reported]

    /// Notes how many units this one has inside, so that a look at the record tells how many are
    /// left.
    func expect(_ count: Int, in unit: WorkUnit) async throws(ErrorObject)

    /// Notes that a unit begins.
    func begin(_ unit: WorkUnit) async throws(ErrorObject)

    /// Notes how a unit ended: its result, or what ended it.
    func finish(_ unit: WorkUnit, _ result: Result<JSONValue, ErrorObject>)
        async throws(ErrorObject)
}

extension WorkRecord {
    func reports(in units: [WorkUnit]) -> [Reported] { [] }
    func expect(_ count: Int, in unit: WorkUnit) {}
}

/// Keeps nothing, where there is no journal.
struct UnrecordedWork: WorkRecord {
    func finishedResults(of units: [WorkUnit]) -> [JSONValue?] { units.map { _ in nil } }
    func begin(_ unit: WorkUnit) {}
    func finish(_ unit: WorkUnit, _ result: Result<JSONValue, ErrorObject>) {}
}
