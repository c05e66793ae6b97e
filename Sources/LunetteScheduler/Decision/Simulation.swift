import LunetteBase
import LunetteJournal
import Synchronization

/// How a simulated job's runs go.
public struct SimulatedRun: Sendable, Hashable {
    public var exitCode: Int64
    /// Nil: it hangs.
    public var duration: Duration?

    public init(exitCode: Int64 = 0, duration: Duration? = .seconds(1)) {
        self.exitCode = exitCode
        self.duration = duration
    }
}

/// A stretch of the calendar in no time: the decisions that `serve` would make, with runs that go
/// as they are told to.
public struct Simulation: Sendable {
    /// A record, with what the clock on the wall showed.
    public struct Event: Sendable, Hashable {
        public let at: Timestamp
        public let record: TickRecord
    }

    public var schedule: Schedule
    public var start: Timestamp
    public var end: Timestamp
    /// By job; others succeed after a second.
    public var runs: [String: SimulatedRun] = [:]
    /// When no daemon runs. Runs that it has started go on.
    public var outages: [Range<Timestamp>] = []
    /// When the clock is set back, and by how much.
    public var setBacks: [(at: Timestamp, by: Duration)] = []
    public var maximumRuns = Int.max

    public init(_ schedule: Schedule, from start: Timestamp, to end: Timestamp) {
        self.schedule = schedule
        self.start = start
        self.end = end
    }

    /// All that happens, in order.
    public func events() -> [Event] {
        var course = SimulatedCourse(self)
        while course.step() {}
        return course.events
    }
}

/// A simulation under way. Its own time never goes back; the clock on the wall may.
private struct SimulatedCourse {
    private(set) var events: [Simulation.Event] = []

    private let plan: Simulation
    private var now: Timestamp
    private var isBehind = Duration.zero
    private var live: ScheduleState?
    /// Ends of runs, by job.
    private var ends: [String: (at: Timestamp, run: SimulatedRun)] = [:]
    private var states: [String: JobState] = [:]
    private var boundaries: [Timestamp]
    private var setBacks: [(at: Timestamp, by: Duration)]
    private var runNumber = 0

    init(_ plan: Simulation) {
        self.plan = plan
        now = plan.start
        boundaries = plan.outages.flatMap { [$0.lowerBound, $0.upperBound] }.sorted()
        setBacks = plan.setBacks.sorted { $0.at < $1.at }
        if !isOut { startDaemon() }
    }

    private var isOut: Bool { plan.outages.contains { $0.contains(now) } }
    private var wall: Timestamp { now - isBehind }

    /// Goes on to the next thing that happens; false at the end.
    mutating func step() -> Bool {
        let times = [
            live?.nextStart.map { max(now, $0 + isBehind) },
            live == nil ? nil : ends.values.map(\.at).min(),
            boundaries.first, setBacks.first?.at,
        ].compactMap { $0 }
        guard let next = times.min(), next <= plan.end else { return false }
        now = max(now, next)
        if let change = setBacks.first, change.at <= now {
            isBehind += change.by
            setBacks.removeFirst()
        }
        if let boundary = boundaries.first, boundary <= now {
            boundaries.removeFirst()
            if isOut { live = nil } else if live == nil { startDaemon() }
        }
        endRuns()
        let wall = wall
        take(live?.advance(to: wall) ?? [])
        return true
    }

    /// As a daemon starts: from what is on record.
    private mutating func startDaemon() {
        let ids = RunNumbers(first: runNumber)
        var state = ScheduleState(
            states: states, maximumRuns: plan.maximumRuns, newRunID: { ids.next() })
        let records = state.load(plan.schedule, now: wall)
        live = state
        take(records)
    }

    /// Ends that fall into an outage are found at its end.
    private mutating func endRuns() {
        guard live != nil else { return }
        let wallTime = wall
        let due = ends.filter { $0.value.at <= now }.sorted { $0.value.at < $1.value.at }
        for (job, end) in due {
            ends[job] = nil
            let isKilled = end.run.duration == nil
            let records = live?.runEnded(
                job: job,
                outcome: TickRecord.Outcome(exitCode: isKilled ? nil : Int32(end.run.exitCode)),
                exitCode: isKilled ? nil : end.run.exitCode,
                reason: isKilled ? "past its time limit" : nil, at: wallTime)
            take(records ?? [])
        }
    }

    private mutating func take(_ records: [TickRecord]) {
        for record in records {
            events.append(Simulation.Event(at: wall, record: record))
            states[record.job, default: JobState()].take(record, at: wall)
            if record.event == .started { begin(record) }
        }
    }

    private mutating func begin(_ record: TickRecord) {
        runNumber += 1
        guard let job = plan.schedule[record.job] else { return }
        var run = plan.runs[record.job] ?? SimulatedRun()
        if let duration = run.duration, duration > job.timeLimit { run.duration = nil }
        let length = run.duration ?? job.timeLimit + RunTermination.grace
        ends[record.job] = (now + length, run)
    }
}

/// Numbers runs in the order of their starts: `r1`, `r2`.
private final class RunNumbers: Sendable {
    private let last: Mutex<Int>

    init(first: Int) {
        last = Mutex(first)
    }

    func next() -> String {
        last.withLock { last in
            last += 1
            return "r\(last)"
        }
    }
}
