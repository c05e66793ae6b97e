import LunetteBase
import LunetteJournal
import LunetteScheduler
import Testing

@Suite struct ScheduleDaemonTests {
    @Test func `each start is on record, and each record has its run`() async throws {
        let fixture = try DaemonFixture([
            try job("ok", "* * * * * *") { $0.heartbeats = Heartbeats(base: "https://h/ok") },
            try job("fails", "* * * * * *") {
                $0.maxFailures = 2
                $0.heartbeats = Heartbeats(base: "https://h/fails")
            },
        ])
        defer { fixture.remove() }
        try await fixture.run(for: .seconds(4))
        let records = try await fixture.records()
        let started = records.filter { $0.event == .started }
        #expect(started.count >= 4)
        #expect(fixture.runs().count == started.count)
        #expect(records.count { $0.event == .ended } == started.count)
        #expect(records.count { $0.event == .disabled } == 1)
        #expect(records.count { $0.job == "fails" && $0.event == .started } == 2)
        // No variable but those that are allowed reaches a run.
        #expect(
            fixture.runs().allSatisfy { line in
                line.hasPrefix("ok  shown run /srv/ok.lua") || line.hasPrefix("fails  shown run ")
            })
        let pings = fixture.notes.pings.withLock { $0 }
        #expect(
            pings.filter { $0.job == "fails" }.map(\.url) == [
                "https://h/fails/start", "https://h/fails/3", "https://h/fails/start",
                "https://h/fails/3",
            ])
        let oks = pings.filter { $0.job == "ok" }.map(\.url)
        #expect(oks.prefix(2) == ["https://h/ok/start", "https://h/ok"])
    }

    @Test func `a run past its time limit is ended, deaf or not, with all of its group`()
        async throws
    {
        let fixture = try DaemonFixture([
            try job("hangs", "*/30 * * * * *", timeLimit: .milliseconds(200)),
            try job("deaf", "*/30 * * * * *", timeLimit: .milliseconds(200)),
        ])
        defer { fixture.remove() }
        // Both are due at once: a past that is to be made up for.
        let past = SystemClock().now() - .seconds(60)
        for name in ["hangs", "deaf"] {
            try await fixture.store.append(
                Draft(TickRecord(.enabled, job: name, due: past), runID: "", at: past))
        }
        try await fixture.run(for: .milliseconds(500))
        let ended = try await fixture.records().filter { $0.event == .ended }
        #expect(ended.count == 2)
        #expect(ended.allSatisfy { $0.outcome == .killed && $0.reason != nil })
        let lengths = Dictionary(uniqueKeysWithValues: ended.map { ($0.job, $0.milliseconds ?? 0) })
        #expect((2_000...4_500).contains(lengths["hangs"] ?? 0), "\(lengths)")
        #expect((7_000...10_000).contains(lengths["deaf"] ?? 0), "\(lengths)")
    }

    @Test func `a broken file keeps the old schedule and says so, and a good one takes its place`()
        async throws
    {
        let fixture = try DaemonFixture([try job("a", "0 0 1 1 *")])
        defer { fixture.remove() }
        let running = Task { try await fixture.daemon.run() }
        try await Task.sleep(for: .milliseconds(200))
        fixture.notes.schedule.withLock { $0 = .failure(ScheduleUnreadable("s.toml:3:1: no")) }
        fixture.daemon.reload()
        try await Task.sleep(for: .milliseconds(200))
        let broken = await fixture.daemon.status()
        #expect(broken.reloadFailure == "s.toml:3:1: no")
        #expect(broken.jobs.map(\.job.name) == ["a"])
        let schedule = Schedule(path: "/s", jobs: [try job("b", "* * * * * *")])
        fixture.notes.schedule.withLock { $0 = .success(schedule) }
        fixture.daemon.reload()
        try await Task.sleep(for: .milliseconds(1_300))
        let mended = await fixture.daemon.status()
        #expect(mended.reloadFailure == nil)
        #expect(mended.jobs.map(\.job.name) == ["b"])
        fixture.daemon.terminate()
        try await running.value
        #expect(fixture.runs().count >= 1)
    }

    @Test func `a second daemon waits for the first one's run, and the first is fenced off`()
        async throws
    {
        let jobs = [try job("long", "* * * * * *")]
        let first = try DaemonFixture(jobs)
        defer { first.remove() }
        let running = Task { try await first.daemon.run() }
        while try await first.records().count(where: { $0.event == .started }) == 0 {
            try await Task.sleep(for: .milliseconds(50))
        }
        let second = try DaemonFixture(jobs, in: first.folder)
        try await second.run(for: .milliseconds(1_500))
        await #expect(throws: JournalError.self) { try await running.value }
        let adopted = second.notes.events.withLock { events in
            events.contains { if case .adopted = $0 { true } else { false } }
        }
        #expect(adopted)
        let records = try await second.records()
        let due = records.filter { $0.event == .started }.map(\.due)
        #expect(Set(due).count == due.count)
        let holder = records.first { $0.event == .started }?.runID
        #expect(records.first { $0.event == .skipped }?.runID == holder)
        // Nobody saw how it ended, and it left no word in the journal.
        #expect(records.first { $0.event == .ended }?.outcome == .lost)
    }
}
