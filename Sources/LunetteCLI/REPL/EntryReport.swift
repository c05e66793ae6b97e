import LunetteBase
import LunetteRunbook

/// One entry for a program: a line of JSON.
struct EntryReport {
    let outcome: EntryOutcome

    init(_ outcome: EntryOutcome) {
        self.outcome = outcome
    }

    var json: JSONValue {
        let reason = outcome.failure?.reason ?? .done
        let values = outcome.values.map(\.json)
        return [
            "entry": .integer(Int64(outcome.number)),
            "status": outcome.failure == nil ? "succeeded" : "failed",
            "exit_code": .integer(Int64(reason.exitCode)),
            "exit_reason": .string(reason.rawValue),
            "result": values.count > 1 ? .array(values) : values.first ?? .null,
            "error": outcome.failure?.json ?? .null,
            "changes": .array(outcome.changes.map(\.json)),
            "findings": .array(outcome.findings.map(\.json)),
            "items": .array(outcome.items.map(\.json)),
            "calls": .integer(Int64(outcome.callCount)),
            "duration_ms": .integer(outcome.duration.nanoseconds / 1_000_000),
        ]
    }
}
