import LunetteBase
import LunetteJournal

/// A run's facts, as every form of showing them needs them.
struct RunFacts {
    let history: RunHistory

    private var start: RunStart { history.start }

    /// How it ended, in one word.
    var state: String { history.end?.reason ?? "unfinished" }

    /// `emulator`, or the account.
    var target: String {
        start.target.accountID.map { account in
            start.target.isRealAccount ? "account \(account)" : "\(start.target.name)"
        } ?? start.target.name
    }

    /// The plan that it applied, whose it is, and when: nil where it applied none.
    var plan: String? {
        guard let hash = start.plan["sha256"]?.string else { return nil }
        func text(_ name: String) -> String { start.plan[name]?.string ?? "?" }
        return "\(hash) of \(text("author")), made \(text("created_at")), good until "
            + text("expires_at")
    }

    var account: String { start.target.accountID ?? "unknown" }

    /// Whoever began it, and then whoever went on with it.
    var by: String { operators.joined(separator: ", then ") }

    private var operators: [String] {
        ([start.operatedBy] + history.attempts.map(\.operatedBy)).reduce(into: []) { names, one in
            let name = "\(one.user) on \(one.host)"
            if names.last != name { names.append(name) }
        }
    }

    /// What was asked for: `leave.lua --group sg-web`.
    var request: String {
        switch start.purpose {
        case .undo: "undo of run \(start.undoes ?? "?")"
        case .eval: "a line of code"
        case .session: "a session"
        case .apply: "a plan of \(start.name)"
        case .runbook:
            ([start.file.map { lastStep(of: $0) } ?? start.name] + start.words)
                .joined(separator: " ")
        }
    }

    /// What the script found, or left open, beside its steps and items.
    var reported: [ReportedText] { history.reported.compactMap { ReportedText($0) } }

    private func reported(_ subject: Reported.Subject) -> JSONValue {
        let fields = history.reported.filter { $0.subject == subject }.map(\.fields)
        return .array(fields.map(JSONValue.object))
    }

    /// For lists.
    var summary: JSONValue {
        [
            "run_id": .string(history.id), "runbook": .string(start.name),
            "purpose": .string(start.purpose.rawValue),
            "started_at": .string(history.startedAt.millisecondText),
            "exit_reason": .string(state), "target": .string(start.target.name),
            "account_id": start.target.accountID.map(JSONValue.string) ?? .null,
            "region_id": .string(start.target.regionID), "by": .string(operators[0]),
            "counts": counts,
        ]
    }

    var counts: JSONValue {
        [
            "changes": .integer(Int64(history.madeChanges.count)),
            "failures": .integer(Int64(history.failedChanges.count)),
            "in_doubt": .integer(Int64(history.changesInDoubt.count)),
            "findings": .integer(
                Int64(history.reported.count { $0.subject == .finding })),
            "units_done": .integer(Int64(history.doneUnits)),
            "units_remaining": .integer(Int64(history.remainingUnits)),
            "units_dropped": .integer(Int64(history.droppedUnits)),
        ]
    }

    /// All of it.
    var json: JSONValue {
        var object = summary.object ?? [:]
        object["endpoint"] = start.target.endpoint.map(JSONValue.string)
        object["principal"] = start.target.principal.map(JSONValue.string)
        object["file"] = start.file.map(JSONValue.string)
        object["script_sha256"] = start.scriptHash.map(JSONValue.string)
        object["arguments"] = .object(start.arguments)
        object["undoes"] = start.undoes.map(JSONValue.string)
        object["plan"] = start.plan.isEmpty ? nil : .object(start.plan)
        object["operators"] = .array(operators.map(JSONValue.string))
        object["attempts"] = .integer(Int64(history.attempts.count + 1))
        object["forced"] = .array(history.attempts.flatMap(\.forced).map(JSONValue.string))
        object["ended_at"] = .string(history.lastAt.millisecondText)
        object["duration_ms"] = .integer(history.duration.nanoseconds / 1_000_000)
        object["error"] = history.end?.error.map(JSONValue.object) ?? .null
        object["changes"] = .array(history.changes.map(\.json))
        object["findings"] = reported(.finding)
        object["open_items"] = reported(.item)
        object["units"] = .array(history.units.map(\.json))
        object["approvals"] = .array(history.approvals.map { .object($0.body) })
        object["notes"] = .array(history.notes.map { .object($0.body) })
        return .object(object)
    }

    private func lastStep(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}

extension RunHistory.Change {
    /// In one word.
    var state: String { outcome?.status.rawValue ?? "in_doubt" }

    /// Why it failed, in one line.
    var problem: String? {
        guard let error = outcome?.error else { return nil }
        let code = error["code"]?.string ?? ""
        return "\(code): \(error["message"]?.string ?? "")"
    }

    var json: JSONValue {
        [
            "entry": .integer(position), "at": .string(at.millisecondText),
            "unit": .array(intent.unit.map(JSONValue.string)),
            "operation": .string(intent.operation),
            "target": intent.target.map(JSONValue.string) ?? .null,
            "region_id": .string(intent.regionID), "parameters": .object(intent.parameters),
            "status": .string(state),
            "request_id": outcome?.requestID.map(JSONValue.string) ?? .null,
            "settled_by_read": .bool(outcome?.isSettledByRead ?? false),
            "before": before.map(JSONValue.object) ?? .null,
            "after": after.map(JSONValue.object) ?? .null,
            "error": outcome?.error.map(JSONValue.object) ?? .null,
        ]
    }
}

extension RunHistory.Unit {
    var name: String { path.joined(separator: " › ") }

    var state: String {
        isDropped
            ? "no longer asked for" : finish == nil ? "unfinished" : isDone ? "done" : "failed"
    }

    /// Why it failed.
    var problem: String? { finish?.error?["message"]?.string }

    /// Why it is not done.
    var why: String { isDropped ? state : problem ?? state }

    var json: JSONValue {
        [
            "unit": .array(path.map(JSONValue.string)),
            "status": .string(isDropped ? "dropped" : state),
            "began_at": .string(beganAt.millisecondText),
            "ended_at": endedAt.map { .string($0.millisecondText) } ?? .null,
            "result": finish?.result ?? .null,
            "error": finish?.error.map(JSONValue.object) ?? .null,
        ]
    }
}
