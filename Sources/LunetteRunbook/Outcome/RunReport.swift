import LunetteBase

/// Where in a script something happened.
public struct ScriptPlace: Sendable, Hashable {
    /// As it was given on the command line.
    public let file: String
    /// Counted from 1.
    public let line: Int

    public init(file: String, line: Int) {
        self.file = file
        self.line = line
    }
}

/// What ended a run that did not end by itself.
public struct RunFailure: Error, Sendable, Hashable {
    public let reason: ExitReason
    /// What happened, in one line.
    public let message: String
    /// The error object, when it was one that ended the run.
    public var object: ErrorObject?
    /// The innermost place in the script's own files.
    public var place: ScriptPlace?
    /// One line a frame, the innermost first.
    public var traceback: [String] = []

    public init(_ reason: ExitReason, _ message: String) {
        self.reason = reason
        self.message = message
    }

    /// For reports.
    public var json: JSONValue {
        var json = object?.json ?? ["message": .string(message)]
        if let place {
            json["file"] = .string(place.file)
            json["line"] = .integer(Int64(place.line))
        }
        if !traceback.isEmpty { json["traceback"] = .array(traceback.map(JSONValue.string)) }
        return .object(json)
    }
}

/// What one run did, and how it ended.
public struct RunReport: Sendable {
    public var name: String
    /// Its id in the journal; nil when it is not on record.
    public var runID: String?
    public var target: String
    public var regionID: String
    public var failure: RunFailure?
    /// What the script returned.
    public var results: [JSONValue] = []
    public var changes: [ChangeRecord] = []
    /// Changes that did not succeed, also those whose error the script dealt with.
    public var failedChanges: [ErrorObject] = []
    /// Changes that nobody could predict, in a dry run.
    public var unpredicted: [ErrorObject] = []
    /// Nothing was changed: the changes are what the run would do.
    public var isDryRun = false
    /// What a plan rests on that is made of it.
    public var grounds: PlanGrounds?
    /// The plan that is made of it, if one is, says all that the script would do.
    public var isPlanWhole = true
    public var findings: [Finding] = []
    /// What became of each target that something was told of.
    public var items: [ReportItem] = []
    public var callCount = 0
    public var startedAt: Timestamp
    public var duration: Duration = .zero

    public init(name: String, target: String, regionID: String, startedAt: Timestamp) {
        self.name = name
        self.target = target
        self.regionID = regionID
        self.startedAt = startedAt
    }

    /// Changes of which nobody knows whether they were made, also where the script dealt with
    /// the error.
    public var inDoubt: [ErrorObject] { failedChanges.filter { $0.disposition == .inDoubt } }

    /// Targets that something is left to do about.
    public var openItems: [ReportItem] { items.filter(\.status.isOpen) }

    /// How it ended, in one word: what ended the script (a limit and an interruption end it before
    /// anything else can), then what is in doubt, then what is left open.
    public var exitReason: ExitReason {
        if let failure { return failure.reason }
        if !inDoubt.isEmpty { return .timedOutOrInDoubt }
        let isOpen = !findings.isEmpty || !openItems.isEmpty || !unpredicted.isEmpty
        return isOpen || !isPlanWhole ? .partialOrFindings : .done
    }

    private var status: String {
        switch exitReason {
        case .done: "succeeded"
        case .partialOrFindings: "partial"
        case .timedOutOrInDoubt where failure == nil: "in_doubt"
        default: "failed"
        }
    }

    /// Takes over what a script did and told.
    mutating func take(from environment: ScriptEnvironment) async {
        changes = environment.session.changes
        failedChanges = environment.session.failures
        unpredicted = environment.session.unpredicted
        callCount = environment.session.callCount
        findings = environment.report.findings
        items = environment.report.items
    }

    /// The machine-readable result (SPEC §12).
    public func json(exitCode: Int32) -> JSONValue {
        [
            "status": .string(status),
            "exit_code": .integer(Int64(exitCode)),
            "exit_reason": .string(exitReason.rawValue),
            "dry_run": .bool(isDryRun),
            "run_id": runID.map(JSONValue.string) ?? .null,
            "runbook": .string(name),
            "target": .string(target),
            "region_id": .string(regionID),
            "result": results.count > 1 ? .array(results) : results.first ?? .null,
            "error": failure?.json ?? .null,
            "changes": .array(changes.map(\.json)),
            "failures": .array(failedChanges.map { .object($0.json) }),
            "unpredicted": .array(unpredicted.map { .object($0.json) }),
            "in_doubt": .array(inDoubt.map { .object($0.json) }),
            "findings": .array(findings.map(\.json)),
            "items": .array(items.map(\.json)),
            "counts": counts,
            "started_at": .string(startedAt.millisecondText),
            "duration_ms": .integer(duration.nanoseconds / 1_000_000),
        ]
    }

    private var counts: JSONValue {
        let counts = [
            ("calls", callCount), ("changes", changes.count), ("failures", failedChanges.count),
            ("unpredicted", unpredicted.count), ("in_doubt", inDoubt.count),
            ("findings", findings.count), ("items", items.count),
            ("open_items", openItems.count),
        ]
        return .object(
            JSONObject(members: counts.map { .init(name: $0, value: .integer(Int64($1))) }))
    }
}
