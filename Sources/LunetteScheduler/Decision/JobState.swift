import LunetteBase
import LunetteJournal

/// What is known of one job: the sum of its tick records, live as well as from the journal.
public struct JobState: Sendable, Hashable {
    /// A run that is under way.
    public struct Run: Sendable, Hashable {
        public let id: String
        public let due: Timestamp
        public let startedAt: Timestamp
    }

    /// How a run went.
    public struct Ending: Sendable, Hashable {
        public let runID: String
        public let due: Timestamp
        public let endedAt: Timestamp
        public let outcome: TickRecord.Outcome
        public let exitCode: Int64?
        public let milliseconds: Int64?
    }

    /// Every due time up to this one is accounted for.
    public private(set) var accountedThrough: Timestamp?
    public private(set) var run: Run?
    public private(set) var last: Ending?
    public private(set) var lastSuccessAt: Timestamp?
    public private(set) var failuresInARow = 0
    public private(set) var disabledAt: Timestamp?
    /// Not the file disabled it, but its failures.
    public private(set) var isDisabledForFailures = false
    public private(set) var counts = Counts()

    /// Totals since the journal's beginning.
    public struct Counts: Sendable, Hashable {
        public fileprivate(set) var started: Int64 = 0
        public fileprivate(set) var skipped: Int64 = 0
        public fileprivate(set) var missed: Int64 = 0
        public fileprivate(set) var outcomes: [TickRecord.Outcome: Int64] = [:]
    }

    public init() {}

    public var isDisabled: Bool { disabledAt != nil }

    /// Takes in what happened.
    public mutating func take(_ record: TickRecord, at time: Timestamp) {
        switch record.event {
        case .started:
            account(record)
            counts.started += 1
            run = Run(id: record.runID ?? "", due: record.due, startedAt: time)
        case .ended:
            run = nil
            end(record, time)
        case .skipped:
            account(record)
            counts.skipped += record.count
        case .missed:
            account(record)
            counts.missed += record.count
        case .disabled:
            disabledAt = time
            isDisabledForFailures = record.failures != nil
        case .enabled:
            disabledAt = nil
            isDisabledForFailures = false
            failuresInARow = 0
            // What was due meanwhile was not missed: nobody wanted it.
            accountedThrough = max(accountedThrough ?? record.due, record.due)
        }
    }

    private mutating func account(_ record: TickRecord) {
        accountedThrough = max(accountedThrough ?? record.through, record.through)
    }

    private mutating func end(_ record: TickRecord, _ time: Timestamp) {
        let outcome = record.outcome ?? .lost
        last = Ending(
            runID: record.runID ?? "", due: record.due, endedAt: time, outcome: outcome,
            exitCode: record.exitCode, milliseconds: record.milliseconds)
        counts.outcomes[outcome, default: 0] += 1
        if outcome == .succeeded { lastSuccessAt = time }
        failuresInARow = outcome.failures(after: failuresInARow)
    }
}

extension TickRecord.Outcome {
    /// Failures in a row, with this outcome: findings are a job well done, and a run that never was
    /// or that nobody saw end tells nothing.
    func failures(after count: Int) -> Int {
        switch self {
        case .succeeded, .findings: 0
        case .failed, .killed, .unstarted: count + 1
        case .locked, .lost: count
        }
    }

    /// What an exit code says; nil when a signal ended the run.
    public init(exitCode: Int32?) {
        switch exitCode {
        case 0?: self = .succeeded
        case 5?: self = .findings
        case 75?: self = .locked
        case _?: self = .failed
        case nil: self = .killed
        }
    }
}
