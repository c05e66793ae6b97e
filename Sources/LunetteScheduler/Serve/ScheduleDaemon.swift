import LunetteBase
import LunetteJournal
import LunetteLoop
import LunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Runs a schedule: asks the state machine what is due, writes its decisions down, and then does
/// what they say. All of it one after the other, on one loop.
public actor ScheduleDaemon {
    enum Signal: Sendable {
        case wake
        /// Nil: it was another daemon's, and nobody saw how it ended.
        case ended(job: String, runID: String, ProcessEnding?)
        case overdue(job: String, runID: String, signal: Int32)
        case reload
        case terminate
        case drainOver
    }

    /// A run under way.
    struct Run {
        let id: String
        let child: ChildProcess
        var overdue: TimerToken?
        /// Why it is told to end when `overdue` comes.
        var limitReason = "past its time limit"
        var isStopped = false
    }

    let configuration: DaemonConfiguration
    let loop: ScriptLoop
    let continuation: AsyncStream<Signal>.Continuation
    private let signals: AsyncStream<Signal>
    var state: ScheduleState
    var schedule = Schedule(path: "", jobs: [])
    var runs: [String: Run] = [:]
    var fence: Fence?
    /// Up to here the journal's ticks are taken in.
    var position: Int64 = 0
    var reloadFailure: String?
    private(set) var isDraining = false
    private(set) var startedAt: Timestamp
    private var wakeUp: TimerToken?
    private var lastSignOfLife = Duration.zero
    private var pings: [String: Task<Void, Never>] = [:]

    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    public init(_ configuration: DaemonConfiguration, loop: ScriptLoop) {
        self.configuration = configuration
        self.loop = loop
        (signals, continuation) = AsyncStream.makeStream(of: Signal.self)
        startedAt = loop.clock.now()
        state = ScheduleState(
            maximumRuns: configuration.maximumRuns, newRunID: configuration.newRunID)
    }

    /// Reads the file again; a broken one changes nothing.
    public nonisolated func reload() {
        continuation.yield(.reload)
    }

    /// Ends once the runs under way have; the second time they are told to end.
    public nonisolated func terminate() {
        continuation.yield(.terminate)
    }

    /// Runs until it is terminated. Throws when the journal cannot be written, or another daemon
    /// has taken over: what is not on record is not done.
    public func run() async throws {
        try await open()
        configuration.observer(.ready(jobs: schedule.jobs.count))
        configuration.notifier.ready("\(schedule.jobs.count) jobs")
        try await advance()
        planWakeUp()
        for await signal in signals {
            try await handle(signal)
            if isDraining, runs.isEmpty { break }
            planWakeUp()
        }
        for ping in pings.values { await ping.value }
    }

    private func handle(_ signal: Signal) async throws {
        switch signal {
        case .wake: try await advance()
        case .ended(let job, let runID, let ending): try await end(job, runID, ending)
        case .overdue(let job, let runID, let signal): stop(job, runID, with: signal)
        case .reload: try await readAgain()
        case .terminate: drain()
        case .drainOver: endRuns()
        }
    }

    // MARK: Time

    /// A clock that was set is noticed after at most this long.
    private static let longestSleep = Duration.seconds(1)

    private func advance() async throws {
        let uptime = loop.clock.uptime()
        if let interval = configuration.notifier.watchdogInterval,
            uptime - lastSignOfLife > interval / 4
        {
            lastSignOfLife = uptime
            configuration.notifier.alive()
        }
        try await commit(state.advance(to: loop.clock.now()))
    }

    private func planWakeUp() {
        if let wakeUp { loop.cancel(wakeUp) }
        let untilNext = state.nextStart.map { $0 - loop.clock.now() }
        let pause = min(Self.longestSleep, max(.zero, untilNext ?? Self.longestSleep))
        wakeUp = loop.schedule(after: pause) { [continuation] in continuation.yield(.wake) }
    }

    // MARK: Decisions

    /// Writes decisions down, and does what they say.
    func commit(_ records: [TickRecord]) async throws {
        if records.isEmpty { return }
        let now = loop.clock.now()
        _ = try await configuration.store.append(
            records.map { Draft($0, runID: "", at: now) }, fence: fence)
        for record in records {
            configuration.observer(.decided(record))
            switch record.event {
            case .started: try await start(record)
            case .ended: tellEnd(record)
            case .skipped, .missed, .disabled, .enabled: break
            }
        }
    }

    private func start(_ record: TickRecord) async throws {
        guard let job = state.entries[record.job]?.job, let runID = record.runID else { return }
        let name = job.name
        var refusal = RunJudgement(
            outcome: .locked, reason: "a process of an earlier run is still alive")
        do throws(FileError) {
            let child = try configuration.processes.start(
                job, runID: runID, in: schedule.folder
            ) { [continuation] ending in
                continuation.yield(.ended(job: name, runID: runID, ending))
            }
            if let child {
                runs[name] = Run(id: runID, child: child)
                planEnd(of: name, after: job.timeLimit + RunTermination.grace)
                return tell(job, job.heartbeats.start, "started \(runID)")
            }
        } catch {
            refusal = RunJudgement(outcome: .unstarted, reason: "\(error.path): \(error.reason)")
        }
        try await commit(ended(name, refusal))
    }

    /// The records of an end.
    private func ended(_ name: String, _ judged: RunJudgement) -> [TickRecord] {
        state.runEnded(
            job: name, outcome: judged.outcome, exitCode: judged.exitCode, reason: judged.reason,
            at: loop.clock.now())
    }

    private func end(_ name: String, _ runID: String, _ ending: ProcessEnding?) async throws {
        guard let run = runs[name], run.id == runID else { return }
        runs[name] = nil
        if let overdue = run.overdue { loop.cancel(overdue) }
        try await commit(ended(name, await judge(ending, of: run)))
    }

    /// What an ending means.
    private func judge(_ ending: ProcessEnding?, of run: Run) async -> RunJudgement {
        var judged =
            switch ending {
            case .exited(let code)?: RunJudgement(exitCode: code)
            case .signalled(let number)?:
                RunJudgement(outcome: .killed, reason: "ended by signal \(number)")
            case nil: await configuration.store.judgement(ofRun: run.id)
            }
        if run.isStopped, judged.outcome != .succeeded {
            judged.outcome = .killed
            judged.reason = run.limitReason
        }
        return judged
    }

    // MARK: Ends

    /// Lets a run be told to end when its time is over, and be ended when it does not listen.
    func planEnd(of name: String, after pause: Duration) {
        guard let run = runs[name] else { return }
        let id = run.id
        runs[name]?.overdue = loop.schedule(after: pause) { [continuation] in
            continuation.yield(.overdue(job: name, runID: id, signal: SIGTERM))
        }
    }

    private func stop(_ name: String, _ runID: String, with signal: Int32) {
        guard let run = runs[name], run.id == runID else { return }
        runs[name]?.isStopped = true
        run.child.end(with: signal)
        if signal == SIGKILL { return }
        runs[name]?.overdue = loop.schedule(after: RunTermination.patience) { [continuation] in
            continuation.yield(.overdue(job: name, runID: runID, signal: SIGKILL))
        }
    }

    private func drain() {
        configuration.notifier.stopping()
        let isUrgent = isDraining
        isDraining = true
        state.drain()
        configuration.observer(.draining(runs: runs.count))
        let pause = isUrgent ? Duration.zero : configuration.drainLimit
        loop.schedule(after: pause) { [continuation] in continuation.yield(.drainOver) }
    }

    /// Ends what has not ended by itself since the daemon was told to.
    private func endRuns() {
        for (name, run) in runs where !run.isStopped {
            if let overdue = run.overdue { loop.cancel(overdue) }
            runs[name]?.limitReason = "the daemon was told to end"
            stop(name, run.id, with: SIGTERM)
        }
    }

    // MARK: Heartbeats

    private func tellEnd(_ record: TickRecord) {
        guard let job = state.entries[record.job]?.job else { return }
        let address = job.heartbeats.endAddress(
            exitCode: record.exitCode, succeeded: record.outcome == .succeeded)
        let words = [
            record.outcome?.rawValue, record.exitCode.map { "exit code \($0)" }, record.reason,
            record.runID,
        ]
        tell(job, address, words.compactMap { $0 }.joined(separator: ", "))
    }

    /// One after the other for each job: a start that comes behind its end would tell a lie.
    private func tell(_ job: Job, _ address: String?, _ text: String) {
        guard let address else { return }
        let ping = HeartbeatPing(job: job.name, url: address, text: "\(job.name): \(text)")
        let before = pings[job.name]
        pings[job.name] = Task { [configuration] in
            await before?.value
            if let reason = await configuration.send(ping) {
                configuration.observer(.heartbeatFailed(ping, reason: reason))
            }
        }
    }
}
