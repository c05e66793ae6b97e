import LunetteBase
import LunetteLua

/// How a unit of work came out.
enum UnitOutcome: Sendable {
    /// It is done: now, or by an earlier attempt at the run.
    case done(JSONValue)
    case failed(ErrorObject)
}

/// Carries out units of work: functions of a script that are recorded as they begin and end.
struct UnitWork: Sendable {
    let record: any WorkRecord
    let interpreter: Interpreter

    /// Calls the function as that unit. It catches its errors itself and returns true and a
    /// result, or false and what was raised; what is thrown here ends the run, or keeps it from
    /// being recorded. A result that leaves something open is not on record as finished: when the
    /// run is resumed, the unit is done again.
    func perform(
        _ unit: WorkUnit, _ body: LuaFunction, _ arguments: [LuaValue] = [],
        leavesOpen: (JSONValue) -> Bool = { _ in false }
    ) async throws -> UnitOutcome {
        try await record.begin(unit)
        let results = try await WorkUnit.$current.withValue(unit) {
            try await interpreter.call(body, arguments)
        }
        let outcome = Self.outcome(results)
        switch outcome {
        case .done(let result) where leavesOpen(result):
            try await record.finish(unit, .failure(.leftOpen(result)))
        case .done(let result): try await record.finish(unit, .success(result))
        case .failed(let error): try await record.finish(unit, .failure(error))
        }
        return outcome
    }

    private static func outcome(_ results: [LuaValue]) -> UnitOutcome {
        let value = results.count > 1 ? results[1] : .nothing
        guard results.first?.boolean == true else { return .failed(ErrorObject(raised: value)) }
        do {
            return .done(try JSONValue(value))
        } catch {
            return .failed(
                ErrorObject(
                    kind: .invalid, code: "ResultNotJSON",
                    message: "what a step or an item returns must have a JSON form, to be "
                        + "recorded: \(error.reason)",
                    disposition: .fix, explanation: "Return texts, numbers, lists and tables."))
        }
    }
}

extension ErrorObject {
    /// What a script raised, whatever it is.
    init(raised value: LuaValue) {
        if case .error(let error) = value, let object = error as? ErrorObject {
            self = object
            return
        }
        let text = value.string?.text ?? "a \(value.typeName) was raised"
        self.init(
            kind: .invalid, code: "ScriptError", message: text, disposition: .fix,
            explanation: "The script raised it.")
    }

    fileprivate static func leftOpen(_ result: JSONValue) -> ErrorObject {
        let status = result["status"]?.string
        let item = ReportItem(target: "", status: .unknown, details: result.object ?? [:])
        let words = [status, item.reason].compactMap { $0 }.joined(separator: ": ")
        return ErrorObject(
            kind: .invalid, code: "ItemOpen",
            message: words.isEmpty ? "something is left to do about it" : words,
            disposition: .retry, explanation: "It is done again when the run is resumed.")
    }
}
