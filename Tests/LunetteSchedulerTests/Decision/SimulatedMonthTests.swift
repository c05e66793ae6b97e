import LunetteBase
import LunetteJournal
import LunetteScheduler
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A month over a skipped hour (Berlin, 29 March) and a repeated one (Lord Howe, 5 April), with all
/// that goes wrong in a month.
@Suite struct SimulatedMonthTests {
    private static let start = time("2026-03-10T00:00Z")
    private static let end = time("2026-04-10T00:00Z")
    private static let outage = time("2026-03-20T01:00Z")..<time("2026-03-20T13:30Z")

    private static func simulation() throws -> Simulation {
        let jobs = [
            try job("berlin", "30 2 * * *", zone: "Europe/Berlin"),
            try job("lord-howe", "45 1 * * *", zone: "Australia/Lord_Howe"),
            try job("hourly", "0 * * * *", zone: "Europe/Berlin") { $0.jitter = .seconds(600) },
            try job("overlaps", "*/5 * * * *", timeLimit: .seconds(3_600)),
            try job("fails", "0 3 * * *") { $0.maxFailures = 4 },
            try job("hangs", "15 * * * *", timeLimit: .seconds(600)) { $0.maxFailures = nil },
            try job("no-window", "0 2 * * *") { $0.catchUp = .zero },
        ]
        var simulation = Simulation(
            Schedule(path: "/srv/schedules.toml", jobs: jobs), from: start, to: end)
        simulation.runs = [
            "overlaps": SimulatedRun(duration: .seconds(720)), "fails": SimulatedRun(exitCode: 2),
            "hangs": SimulatedRun(duration: nil),
        ]
        simulation.outages = [outage]
        simulation.setBacks = [(at: time("2026-03-25T10:20Z"), by: .seconds(3_000))]
        return simulation
    }

    private static let events = Result { try simulation().events() }

    private func events(of job: String, _ event: TickRecord.Event? = nil) throws
        -> [Simulation.Event]
    {
        try Self.events.get().filter {
            $0.record.job == job && (event == nil || $0.record.event == event)
        }
    }

    @Test func `every due time is accounted for exactly once`() throws {
        for job in try Self.simulation().schedule.jobs {
            let disabled = try events(of: job.name, .disabled).first?.at
            // The last due time's start may lie behind the end, and jitter with it.
            let due = job.calendar.moments(after: Self.start, through: disabled ?? Self.end)
            var accounted: [Timestamp] = []
            for event in try events(of: job.name) {
                switch event.record.event {
                case .started, .skipped: accounted.append(event.record.due)
                case .missed:
                    let range = job.calendar.moments(
                        after: event.record.due - .seconds(1), through: event.record.through)
                    #expect(Array(range).count == event.record.count)
                    accounted += range
                default: break
                }
            }
            let back = disabled == nil ? Duration.seconds(3_000) : .zero
            let wanted = due.filter { $0 + job.delay <= Self.end - back || disabled != nil }
            #expect(accounted == wanted, "\(job.name)")
        }
    }

    @Test func `what is on record is what the daemon knew`() async throws {
        let folder = "/tmp/lunette-month-\(getpid())"
        defer { _ = try? removeFolder(folder) }
        let store = try SQLiteStore(folder: folder, creates: true)
        var states: [String: JobState] = [:]
        var drafts: [Draft] = []
        for event in try Self.events.get() {
            states[event.record.job, default: JobState()].take(event.record, at: event.at)
            drafts.append(Draft(event.record, runID: "", at: event.at))
        }
        _ = try await store.append(drafts, fence: nil)
        _ = try await store.verify()
        #expect(try await store.jobStates().states == states)
    }

    private func removeFolder(_ path: String) throws {
        for file in ["journal.db", "journal.db-wal", "journal.db-shm", "journal.head"] {
            unlink("\(path)/\(file)")
        }
        rmdir(path)
    }

    @Test func `the skipped hour and the repeated one run once`() throws {
        let berlin = try events(of: "berlin", .started).map(\.at)
        #expect(
            berlin.count { $0 >= time("2026-03-29T00:00Z") && $0 < time("2026-03-30T00:00Z") } == 1)
        #expect(berlin.contains(time("2026-03-29T01:00Z")))
        let lordHowe = try events(of: "lord-howe", .started).map(\.at)
        #expect(lordHowe.contains(time("2026-04-04T14:45Z")))
        #expect(!lordHowe.contains(time("2026-04-04T15:15Z")))
    }

    @Test func `after the outage only what is inside its window is made up for`() throws {
        let after = try Self.events.get().filter { $0.at == Self.outage.upperBound }
        let caughtUp = after.filter { $0.record.isCatchUp }.map(\.record.job)
        #expect(Set(caughtUp) == ["hourly", "hangs"])
        let missed = after.filter { $0.record.event == .missed }.map(\.record.job)
        #expect(Set(missed) == ["berlin", "hourly", "hangs", "overlaps", "no-window"])
    }

    @Test func `an overlapping run is skipped and its holder named`() throws {
        let skipped = try events(of: "overlaps", .skipped)
        let runs = Set(try events(of: "overlaps", .started).compactMap(\.record.runID))
        #expect(skipped.count > 4_000)
        #expect(skipped.allSatisfy { runs.contains($0.record.runID ?? "") })
    }

    @Test func `a job that always fails is disabled once and one that hangs is killed`() throws {
        #expect(try events(of: "fails", .started).count == 4)
        #expect(try events(of: "fails", .disabled).map(\.record.failures) == [4])
        let killed = try events(of: "hangs", .ended)
        #expect(killed.count > 700)
        #expect(killed.allSatisfy { $0.record.outcome == .killed })
        // A run that goes on through the outage is found at its end.
        let ended = killed.filter { $0.at == Self.outage.upperBound }
        #expect(ended.count <= 1)
    }

    @Test func `no due time starts twice, whatever the clock does`() throws {
        let started = try Self.events.get().filter { $0.record.event == .started }
            .map { "\($0.record.job) \($0.record.due.text)" }
        #expect(Set(started).count == started.count)
    }
}
