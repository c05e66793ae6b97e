import LunetteBase
import LunetteJournal

/// The scheduler's decisions, as a state machine without clock, disk or process: it is told the
/// time and what happened, and answers with the records of what is to be done. `serve` and
/// `simulate` share it; a `started` record means: start it.
///
/// A record is a decision that counts. Whoever drives this writes the records to the journal first,
/// and acts on them then.
public struct ScheduleState: Sendable {
    /// A job with what is known of it.
    public struct Entry: Sendable {
        public internal(set) var job: Job
        public internal(set) var state: JobState
        /// The next due time that is not accounted for; nil when none comes, or none is wanted.
        public internal(set) var next: Timestamp?
        /// A due time that waits for other runs to end.
        public internal(set) var waiting: Timestamp?
        /// It was taken out of the file; kept while its run is under way.
        public internal(set) var isRemoved = false
        var version = 0

        /// When the next run starts, jitter included.
        public var nextStart: Timestamp? { next.map { $0 + job.delay } }
        public var isActive: Bool { job.isEnabled && !state.isDisabled && !isRemoved }
    }

    /// A start that is late by less is in time.
    static let punctuality = Duration.seconds(10)
    /// Due times that went by are counted up to this many.
    static let mostCounted = 10_000

    public private(set) var entries: [String: Entry] = [:]
    /// At most so many runs at once; further ones wait for their turn.
    public let maximumRuns: Int
    private var queue = DueQueue()
    /// Jobs that wait for their turn, the longest waiting first.
    private var waiting: [String] = []
    private var runCount = 0
    private var isDraining = false
    private let newRunID: @Sendable () -> String
    /// Of jobs that no schedule has named yet.
    private var past: [String: JobState]

    /// `states` is what the journal says of each job. Runs in them count as under way, until
    /// `runEnded` says otherwise. Nothing is due before a schedule is loaded.
    public init(
        states: [String: JobState] = [:], maximumRuns: Int,
        newRunID: @escaping @Sendable () -> String
    ) {
        past = states
        self.maximumRuns = maximumRuns
        self.newRunID = newRunID
    }

    /// When to call `advance` next; nil when nothing is planned.
    public var nextStart: Timestamp? { queue.first?.time }

    public var runsUnderWay: Int { runCount }

    // MARK: Events

    /// Decides what is due by `now`. A clock that was set back makes nothing due twice.
    public mutating func advance(to now: Timestamp) -> [TickRecord] {
        var records: [TickRecord] = []
        while let first = queue.first, first.time <= now {
            queue.removeFirst()
            guard let entry = entries[first.job], entry.version == first.version else { continue }
            records += decide(entry, now)
        }
        dropOvertaken()
        return records
    }

    /// Notes how a run ended, and decides what follows from it.
    public mutating func runEnded(
        job name: String, outcome: TickRecord.Outcome, exitCode: Int64?, reason: String? = nil,
        at now: Timestamp
    ) -> [TickRecord] {
        guard let entry = entries[name], let run = entry.state.run else { return [] }
        var ended = TickRecord(.ended, job: name, due: run.due)
        ended.runID = run.id
        ended.outcome = outcome
        ended.exitCode = exitCode
        ended.reason = reason
        ended.milliseconds = max(0, (now - run.startedAt).nanoseconds / 1_000_000)
        let failures = outcome.failures(after: entry.state.failuresInARow)
        if failures > 0 { ended.failures = Int64(failures) }
        runCount -= 1
        take(ended, now)
        var records = [ended]
        if let most = entry.job.maxFailures, failures >= most, !entry.state.isDisabled {
            records.append(disable(name, failures, now))
        }
        if entry.isRemoved { entries[name] = nil }
        dropOvertaken()
        return records + startWaiting(now)
    }

    /// Takes up a schedule, or goes on with another version of it. Known jobs keep their past; of a
    /// new one, and of one that was switched on again, nothing is due before `now`.
    public mutating func load(_ schedule: Schedule, now: Timestamp) -> [TickRecord] {
        let names = Set(schedule.jobs.map(\.name))
        for name in entries.keys where !names.contains(name) { remove(name) }
        let records = schedule.jobs.flatMap { load($0, now) }
        dropOvertaken()
        return records
    }

    private mutating func load(_ job: Job, _ now: Timestamp) -> [TickRecord] {
        let known = entries[job.name]
        let state = known?.state ?? past.removeValue(forKey: job.name) ?? JobState()
        if known == nil, state.run != nil { runCount += 1 }
        var entry = known ?? Entry(job: job, state: state)
        entry.job = job
        entry.isRemoved = false
        entries[job.name] = entry
        let records = switchRecord(job, state, now).map { [$0] } ?? []
        for record in records { take(record, now) }
        let accounted = entries[job.name]?.state.accountedThrough ?? now
        if let known, let next = known.next, known.job.calendar == job.calendar {
            plan(job.name, after: next - .seconds(1))
        } else {
            plan(job.name, after: known == nil ? accounted : max(accounted, now))
        }
        return records
    }

    /// What the file says anew of whether a job runs at all. One that was disabled for its failures
    /// stays so until somebody enables it.
    private func switchRecord(_ job: Job, _ state: JobState, _ now: Timestamp) -> TickRecord? {
        var record: TickRecord?
        if job.isEnabled, state.accountedThrough == nil {
            record = TickRecord(.enabled, job: job.name, due: now)
            record?.reason = "first seen"
        } else if job.isEnabled, state.isDisabled, !state.isDisabledForFailures {
            record = TickRecord(.enabled, job: job.name, due: now)
        } else if !job.isEnabled, !state.isDisabled {
            record = TickRecord(.disabled, job: job.name, due: now)
            record?.reason = "by the file"
        }
        return record
    }

    /// Lets a job run again that was disabled; nobody is told twice.
    public mutating func enable(_ name: String, at now: Timestamp) {
        guard entries[name]?.state.isDisabled == true else { return }
        take(TickRecord(.enabled, job: name, due: now), now)
        plan(name, after: now)
    }

    /// Starts nothing any more.
    public mutating func drain() {
        isDraining = true
        for name in waiting { entries[name]?.waiting = nil }
        waiting = []
        queue = DueQueue()
    }

    // MARK: Decisions

    private mutating func decide(_ entry: Entry, _ now: Timestamp) -> [TickRecord] {
        let name = entry.job.name
        guard let first = entry.next else { return [] }
        let passed = passedTicks(of: entry, from: first, now)
        plan(name, after: passed.last)
        let lateness = now - (passed.last + entry.job.delay)
        let isInTime = lateness <= max(entry.job.catchUp, Self.punctuality)
        var records: [TickRecord] = []
        let missedCount = isInTime ? passed.count - 1 : passed.count
        if missedCount > 0 {
            var missed = TickRecord(.missed, job: name, due: first)
            missed.through = isInTime ? passed.beforeLast : passed.last
            missed.count = Int64(missedCount)
            missed.reason =
                "\(isInTime ? "only the latest is made up for" : "later than catch_up allows")"
                + (passed.isCountWhole ? "" : "; at least so many")
            take(missed, now)
            records.append(missed)
        }
        if isInTime {
            let isLate = lateness > Self.punctuality
            records += startOrSkip(name, due: passed.last, isCatchUp: isLate, now)
        }
        return records
    }

    private mutating func startOrSkip(
        _ name: String, due: Timestamp, isCatchUp: Bool, _ now: Timestamp
    ) -> [TickRecord] {
        guard let entry = entries[name] else { return [] }
        if let run = entry.state.run {
            return [skip(name, due: due, holder: run.id, "its last run is still under way", now)]
        }
        if let waitingDue = entry.waiting {
            entries[name]?.waiting = due
            return [skip(name, due: waitingDue, holder: nil, "all places were taken", now)]
        }
        guard runCount < maximumRuns else {
            entries[name]?.waiting = due
            waiting.append(name)
            return []
        }
        return [start(name, due: due, isCatchUp: isCatchUp, now)]
    }

    private mutating func start(
        _ name: String, due: Timestamp, isCatchUp: Bool, _ now: Timestamp
    ) -> TickRecord {
        var started = TickRecord(.started, job: name, due: due)
        started.runID = newRunID()
        started.isCatchUp = isCatchUp
        runCount += 1
        take(started, now)
        return started
    }

    private mutating func startWaiting(_ now: Timestamp) -> [TickRecord] {
        var records: [TickRecord] = []
        while runCount < maximumRuns, !waiting.isEmpty {
            let name = waiting.removeFirst()
            guard let entry = entries[name], let due = entry.waiting else { continue }
            entries[name]?.waiting = nil
            records.append(
                entry.isActive
                    ? start(name, due: due, isCatchUp: false, now)
                    : skip(name, due: due, holder: nil, "it was disabled while it waited", now))
        }
        return records
    }

    private mutating func skip(
        _ name: String, due: Timestamp, holder: String?, _ reason: String, _ now: Timestamp
    ) -> TickRecord {
        var skipped = TickRecord(.skipped, job: name, due: due)
        skipped.runID = holder
        skipped.reason = reason
        take(skipped, now)
        return skipped
    }

    private mutating func disable(_ name: String, _ failures: Int, _ now: Timestamp) -> TickRecord {
        var disabled = TickRecord(.disabled, job: name, due: now)
        disabled.failures = Int64(failures)
        take(disabled, now)
        entries[name]?.next = nil
        entries[name]?.version += 1
        return disabled
    }

    // MARK: Due times

    private struct PassedTicks {
        var last: Timestamp
        var beforeLast: Timestamp
        var count = 1
        var isCountWhole = true
    }

    /// The due times from `first` on whose start is not later than `now`.
    private func passedTicks(of entry: Entry, from first: Timestamp, _ now: Timestamp)
        -> PassedTicks
    {
        var passed = PassedTicks(last: first, beforeLast: first)
        let limit = now - entry.job.delay
        for tick in entry.job.calendar.moments(after: first, through: limit) {
            passed.beforeLast = passed.last
            passed.last = tick
            passed.count += 1
            guard passed.count < Self.mostCounted else {
                return latest(passed, entry.job.calendar, limit)
            }
        }
        return passed
    }

    /// Goes to the end in leaps, where there are too many to count.
    private func latest(_ passed: PassedTicks, _ calendar: CronCalendar, _ limit: Timestamp)
        -> PassedTicks
    {
        var passed = passed
        passed.isCountWhole = false
        var span = Duration.seconds(60)
        while limit - span > passed.last {
            let tail = Array(calendar.moments(after: limit - span, through: limit).suffix(2))
            if tail.count == 2 {
                (passed.beforeLast, passed.last) = (tail[0], tail[1])
                return passed
            }
            span = span + span
        }
        for tick in calendar.moments(after: passed.last, through: limit) {
            (passed.beforeLast, passed.last) = (passed.last, tick)
        }
        return passed
    }

    /// Plans the first due time after `time`, if any is wanted.
    private mutating func plan(_ name: String, after time: Timestamp) {
        guard var entry = entries[name] else { return }
        entry.version += 1
        entry.next = entry.isActive ? entry.job.calendar.next(after: time) : nil
        entries[name] = entry
        if let start = entry.nextStart, !isDraining {
            queue.insert(DueQueue.Entry(time: start, job: name, version: entry.version))
        }
    }

    /// Lets `nextStart` tell of what is planned still.
    private mutating func dropOvertaken() {
        while let first = queue.first, entries[first.job]?.version != first.version {
            queue.removeFirst()
        }
    }

    private mutating func take(_ record: TickRecord, _ now: Timestamp) {
        entries[record.job]?.state.take(record, at: now)
    }

    private mutating func remove(_ name: String) {
        waiting.removeAll { $0 == name }
        entries[name]?.isRemoved = true
        entries[name]?.next = nil
        entries[name]?.waiting = nil
        entries[name]?.version += 1
        if entries[name]?.state.run == nil { entries[name] = nil }
    }
}
