import LunetteBase
import LunetteLua
import Synchronization

/// The library `work`: what `step` and `fleet` of the standard library stand on. Scripts do not
/// see it.
struct WorkLibrary: Sendable {
    let record: any WorkRecord
    let session: CloudSession
    let report: ReportBook
    let names: WorkNames
    let observer: @Sendable (RunEvent) -> Void
    /// Where the script runs; it has this library, and so must not be held by it.
    weak var interpreter: Interpreter?

    var library: HostLibrary {
        HostLibrary(
            "work",
            functions: [
                HostFunction("work.step", waiting: step),
                HostFunction("work.fleet", waiting: fleet),
            ])
    }

    private var unitWork: UnitWork {
        get throws {
            guard let interpreter else { throw CancellationError() }
            return UnitWork(record: record, interpreter: interpreter)
        }
    }

    /// `work.step(name, body)`: true and the step's result, or false where the body returned so.
    @Sendable private func step(_ arguments: borrowing Arguments) async throws -> Reply {
        let unit = WorkUnit.current.unit(named: try arguments.text(1, "name"))
        let body = try arguments.function(2, "body")
        try await names.claim(unit, of: try unitWork.interpreter)
        if let result = try await record.finishedResults(of: [unit])[0] {
            report.restore(await record.reports(in: [unit]))
            return .values([true, Self.value(result)])
        }
        switch try await unitWork.perform(unit, body) {
        case .done(let result): return .values([true, Self.value(result)])
        case .failed(let error): return .values([false, .error(error)])
        }
    }

    /// A result that is nothing is nil, not `json.null`.
    private static func value(_ result: JSONValue) -> LuaValue {
        result == .null ? .nothing : LuaValue(result)
    }

    /// `work.fleet(function, options, body, pending, check)`: the results on record by position,
    /// what failed, and where it ended early, the item that ended it, if one did, and the error.
    @Sendable private func fleet(_ arguments: borrowing Arguments) async throws -> Reply {
        let function = try arguments.text(1, "function")
        let plan = try FleetPlan(
            OptionTable(
                try arguments.table(2, "options"), of: function, knowing: FleetPlan.optionNames))
        let functions = FleetRun.Functions(
            body: try arguments.function(3, "body"), pending: arguments[4].function,
            check: arguments[5].function)
        let work = try unitWork
        try await names.claim(WorkUnit.current.unit(named: plan.name), of: work.interpreter)
        let run = FleetRun(
            plan, functions, work: work, session: session, report: report, observer: observer)
        let (restored, failed, stop) = await run.run()
        var reply: [LuaValue] = [.table(restored), .table(failed)]
        switch stop {
        case nil: break
        case .item(let position, let error): reply += [.integer(Int64(position)), .error(error)]
        case .error(let error): reply += [.nothing, .error(error)]
        case .run(let error): throw error
        }
        return .values(reply)
    }
}

/// The names that a script gave its steps and fleets: what is resumed is found by its name, so
/// that a second one of the same name would be taken for the first.
final class WorkNames: Sendable {
    private struct Claimed {
        var runCount = 0
        var units: Set<WorkUnit> = []
    }

    private let claimed = Mutex(Claimed())

    /// Refuses a name that was given before in the chunk that the interpreter runs.
    func claim(_ unit: WorkUnit, of interpreter: Interpreter) async throws(ErrorObject) {
        let runCount = await interpreter.runCount
        let isNew = claimed.withLock { claimed in
            if claimed.runCount != runCount { claimed = Claimed(runCount: runCount) }
            return claimed.units.insert(unit).inserted
        }
        guard !isNew else { return }
        let name = unit.path.last ?? ""
        throw ErrorObject(
            kind: .invalid, code: "NameTaken", message: "there was a '\(name)' here already",
            disposition: .fix,
            explanation: "A run that is resumed knows its steps and fleets by their names, so each "
                + "needs its own: step(\"drain \" .. id, …), fleet.map(items, fn, "
                + "{ name = \"drain \" .. id }), or one step around each round of a loop.")
    }
}
