import LunetteBase

/// What became of one of a scheduled job's due times. Together these say all that a scheduler must
/// know when it starts again. They stand under no run, since the run has its own entries.
public struct TickRecord: Record {
    public static let kind = EntryKind.tick

    /// What happened.
    public enum Event: String, Sendable, CaseIterable {
        /// A run was started for it.
        case started
        /// The run ended.
        case ended
        /// No run, since one was still under way.
        case skipped
        /// Its time went by: nobody was there, or there was no place to run it.
        case missed
        /// The job has no due times any more: it failed too often in a row (`failures` says how
        /// often), or the file says so.
        case disabled
        /// Its due times count from here: it is new, or somebody let it run again.
        case enabled
    }

    /// How a run ended, as the schedule counts it.
    public enum Outcome: String, Sendable, CaseIterable {
        case succeeded
        /// It ran to its end, and reported findings or failed items (exit code 5).
        case findings
        case failed
        /// It was stopped past its time limit, or with the daemon.
        case killed
        /// Another run held the lock (exit code 75).
        case locked
        /// It could not be started.
        case unstarted
        /// The daemon ended meanwhile, and nothing tells how the run did.
        case lost
    }

    public var job: String
    public var event: Event
    /// The due time; the first one, where `count` is more than 1.
    public var due: Timestamp
    /// The last due time that is meant.
    public var through: Timestamp
    /// How many due times are meant.
    public var count: Int64
    /// The run's id; of a skipped tick, that of the run which was under way.
    public var runID: String?
    public var outcome: Outcome?
    public var exitCode: Int64?
    /// It was started later than it was due, to make up for the time missed.
    public var isCatchUp = false
    /// From its start to its end.
    public var milliseconds: Int64?
    /// Failures in a row, with this one.
    public var failures: Int64?
    /// Why, in words, where that is not plain.
    public var reason: String?

    public init(_ event: Event, job: String, due: Timestamp) {
        self.event = event
        self.job = job
        self.due = due
        through = due
        count = 1
    }

    public init(_ body: JSONObject) {
        job = body.text("job")
        event = Event(rawValue: body.text("event")) ?? .missed
        due = Timestamp(text: body.text("due")) ?? Timestamp(secondsSinceEpoch: 0)
        through = body.optionalText("through").flatMap(Timestamp.init(text:)) ?? due
        count = body["count"]?.integer ?? 1
        runID = body.optionalText("run")
        outcome = body.optionalText("outcome").flatMap(Outcome.init(rawValue:))
        exitCode = body["exit_code"]?.integer
        isCatchUp = body.flag("catch_up")
        milliseconds = body["duration_ms"]?.integer
        failures = body["failures"]?.integer
        reason = body.optionalText("reason")
    }

    public var body: JSONObject {
        var body: JSONObject = [
            "job": .string(job), "event": .string(event.rawValue), "due": .string(due.text),
        ]
        if through != due { body.append("through", .string(through.text)) }
        if count != 1 { body.append("count", .integer(count)) }
        body.appendText("run", runID)
        body.appendText("outcome", outcome?.rawValue)
        if let exitCode { body.append("exit_code", .integer(exitCode)) }
        body.appendFlag("catch_up", isCatchUp)
        if let milliseconds { body.append("duration_ms", .integer(milliseconds)) }
        if let failures { body.append("failures", .integer(failures)) }
        body.appendText("reason", reason)
        return body
    }
}
