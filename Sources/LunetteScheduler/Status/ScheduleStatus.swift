import LunetteBase
import LunetteJournal

/// How a schedule stands at one moment.
public struct ScheduleStatus: Sendable {
    public var now: Timestamp
    public var startedAt: Timestamp
    /// The file.
    public var path: String
    /// Why its latest version is not in force.
    public var reloadFailure: String?
    public var isDraining = false
    /// Those that want a look first, then by what is next.
    public var jobs: [ScheduleState.Entry]

    public init(now: Timestamp, startedAt: Timestamp, path: String, jobs: [ScheduleState.Entry]) {
        self.now = now
        self.startedAt = startedAt
        self.path = path
        self.jobs = jobs.sorted { left, right in
            let (leftRank, rightRank) = (left.condition.rank, right.condition.rank)
            if leftRank != rightRank { return leftRank < rightRank }
            let (leftNext, rightNext) = (left.nextStart, right.nextStart)
            if leftNext != rightNext, let leftNext {
                return rightNext.map { leftNext < $0 } ?? true
            }
            return leftNext == rightNext ? left.job.name < right.job.name : false
        }
    }

    /// For programs.
    public var json: JSONValue {
        [
            "now": .string(now.text), "started_at": .string(startedAt.text),
            "schedule": .string(path),
            "reload_error": reloadFailure.map(JSONValue.string) ?? .null,
            "draining": .bool(isDraining), "jobs": .array(jobs.map(\.json)),
        ]
    }
}

/// What a job is at, in one word.
public enum JobCondition: String, Sendable, CaseIterable {
    /// It failed too often in a row.
    case disabled
    /// Its last run failed.
    case failing
    case running
    case waiting
    case ok
    /// It has not run yet.
    case new
    /// The file switches it off.
    case off

    /// The least wants a look first.
    var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension ScheduleState.Entry {
    public var condition: JobCondition {
        if state.isDisabledForFailures { return .disabled }
        if !job.isEnabled { return .off }
        if state.run != nil { return .running }
        if waiting != nil { return .waiting }
        guard let last = state.last else { return .new }
        return last.outcome.failures(after: 0) > 0 ? .failing : .ok
    }

    /// For programs.
    public var json: JSONValue {
        func text(_ time: Timestamp?) -> JSONValue { time.map { .string($0.text) } ?? .null }
        var counts: JSONObject = [
            "started": .integer(state.counts.started), "skipped": .integer(state.counts.skipped),
            "missed": .integer(state.counts.missed),
        ]
        for outcome in TickRecord.Outcome.allCases {
            counts.append(outcome.rawValue, .integer(state.counts.outcomes[outcome] ?? 0))
        }
        return [
            "name": .string(job.name), "condition": .string(condition.rawValue),
            "cron": .string(job.calendar.expression.text),
            "zone": .string(job.calendar.zone.name), "runbook": .string(job.runbook),
            "next_due": text(next), "next_start": text(nextStart),
            "running": state.run?.json ?? .null, "last": state.last?.json ?? .null,
            "last_success_at": text(state.lastSuccessAt),
            "failures_in_a_row": .integer(Int64(state.failuresInARow)),
            "disabled_at": text(state.disabledAt), "counts": .object(counts),
        ]
    }
}

extension JobState.Run {
    var json: JSONValue {
        [
            "run_id": .string(id), "due": .string(due.text),
            "started_at": .string(startedAt.millisecondText),
        ]
    }
}

extension JobState.Ending {
    var json: JSONValue {
        [
            "run_id": .string(runID), "due": .string(due.text),
            "ended_at": .string(endedAt.millisecondText), "outcome": .string(outcome.rawValue),
            "exit_code": exitCode.map(JSONValue.integer) ?? .null,
            "duration_ms": milliseconds.map(JSONValue.integer) ?? .null,
        ]
    }
}
