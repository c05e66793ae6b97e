import LunetteBase
import LunetteJournal

extension ScheduleDaemon {
    /// Takes up what an earlier daemon left, and the schedule.
    func open() async throws {
        fence = try await configuration.store.takeFence(
            lock: "schedule", runID: configuration.newRunID())
        let history = try await configuration.store.jobStates()
        position = history.position
        schedule = try configuration.read().get()
        state = ScheduleState(
            states: history.states, maximumRuns: configuration.maximumRuns,
            newRunID: configuration.newRunID)
        try await commit(state.load(schedule, now: loop.clock.now()))
        for (name, job) in history.states.sorted(by: { $0.key < $1.key }) {
            if let run = job.run { try await settle(name, run) }
        }
    }

    /// Waits for a run that is still alive; notes the end of one that is not.
    private func settle(_ name: String, _ run: JobState.Run) async throws {
        let id = run.id
        let child = configuration.processes.adopt(name, runID: id) { [continuation] in
            continuation.yield(.ended(job: name, runID: id, nil))
        }
        if let child, let job = schedule[name] {
            runs[name] = Run(id: id, child: child)
            configuration.observer(.adopted(job: name, runID: id))
            let passed = loop.clock.now() - run.startedAt
            planEnd(of: name, after: job.timeLimit + RunTermination.grace - passed)
            return
        }
        let judged = await configuration.store.judgement(ofRun: id)
        let now = loop.clock.now()
        let records = state.runEnded(
            job: name, outcome: judged.outcome, exitCode: judged.exitCode, reason: judged.reason,
            at: now)
        try await commit(records.isEmpty ? [orphan(name, run, judged)] : records)
    }

    /// The end of a run whose job is in the file no more.
    private func orphan(_ name: String, _ run: JobState.Run, _ judged: RunJudgement) -> TickRecord {
        var record = TickRecord(.ended, job: name, due: run.due)
        record.runID = run.id
        record.outcome = judged.outcome
        record.reason = judged.reason ?? "its job is in the file no more"
        return record
    }

    /// Takes up the file anew, and what people did in the meantime.
    func readAgain() async throws {
        configuration.notifier.reloading(uptime: loop.clock.uptime())
        defer { configuration.notifier.ready("\(schedule.jobs.count) jobs") }
        switch configuration.read() {
        case .failure(let error):
            reloadFailure = error.message
            configuration.observer(.reloadFailed(error.message))
        case .success(let schedule):
            reloadFailure = nil
            self.schedule = schedule
            try await commit(state.load(schedule, now: loop.clock.now()))
            configuration.observer(.reloaded(jobs: schedule.jobs.count))
        }
        try await takeEnabled()
    }

    /// Jobs that somebody enabled by a command of their own: it left an entry.
    private func takeEnabled() async throws {
        var last: [String: TickRecord.Event] = [:]
        while true {
            let page = try await configuration.store.entries(
                EntryQuery(kinds: [.tick], after: position, limit: 5_000))
            guard let end = page.last else { break }
            position = end.position
            for record in page.map({ TickRecord($0.body) })
            where record.event == .enabled || record.event == .disabled {
                last[record.job] = record.event
            }
        }
        for (name, event) in last where event == .enabled {
            state.enable(name, at: loop.clock.now())
        }
    }
}

extension ScheduleDaemon {
    /// How all jobs stand now.
    public func status() -> ScheduleStatus {
        var status = ScheduleStatus(
            now: loop.clock.now(), startedAt: startedAt, path: schedule.path,
            jobs: Array(state.entries.values))
        status.reloadFailure = reloadFailure
        status.isDraining = isDraining
        return status
    }
}
