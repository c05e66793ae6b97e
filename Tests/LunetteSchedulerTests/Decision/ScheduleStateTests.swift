import LunetteBase
import LunetteJournal
import LunetteScheduler
import Testing

@Suite struct ScheduleStateTests {
    private static let start = time("2026-01-01T00:00:30Z")

    /// A state with these jobs, first seen at `start`.
    private func state(_ jobs: Job..., maximumRuns: Int = .max) -> ScheduleState {
        var state = ScheduleState(maximumRuns: maximumRuns, newRunID: { "r" })
        _ = state.load(Schedule(path: "/srv/schedules.toml", jobs: jobs), now: Self.start)
        return state
    }

    private func texts(_ records: [TickRecord]) -> [String] {
        records.map { "\($0.job) \($0.event.rawValue) \($0.due.minuteText.suffix(6))" }
    }

    @Test func `a due job starts once and its next due time follows`() throws {
        var state = state(try job("a", "* * * * *"))
        #expect(state.nextStart == time("2026-01-01T00:01Z"))
        #expect(texts(state.advance(to: time("2026-01-01T00:00:59Z"))) == [])
        #expect(texts(state.advance(to: time("2026-01-01T00:01Z"))) == ["a started 00:01Z"])
        #expect(texts(state.advance(to: time("2026-01-01T00:01Z"))) == [])
        #expect(state.nextStart == time("2026-01-01T00:02Z"))
    }

    @Test func `a run that is under way lets the next be skipped and is named`() throws {
        var state = state(try job("a", "* * * * *"))
        _ = state.advance(to: time("2026-01-01T00:01Z"))
        let skipped = state.advance(to: time("2026-01-01T00:02Z"))
        #expect(texts(skipped) == ["a skipped 00:02Z"])
        #expect(skipped.first?.runID == "r")
        _ = state.runEnded(
            job: "a", outcome: .succeeded, exitCode: 0, at: time("2026-01-01T00:02:10Z"))
        #expect(texts(state.advance(to: time("2026-01-01T00:03Z"))) == ["a started 00:03Z"])
    }

    @Test func `only the latest missed run is made up for, and only inside its window`() throws {
        var state = state(try job("a", "*/10 * * * *") { $0.catchUp = .seconds(300) })
        let late = state.advance(to: time("2026-01-01T00:44Z"))
        #expect(texts(late) == ["a missed 00:10Z", "a started 00:40Z"])
        #expect(late[0].count == 3)
        #expect(late[0].through == time("2026-01-01T00:30Z"))
        #expect(late[1].isCatchUp)
        _ = state.runEnded(
            job: "a", outcome: .succeeded, exitCode: 0, at: time("2026-01-01T00:45Z"))
        let later = state.advance(to: time("2026-01-01T01:16Z"))
        #expect(texts(later) == ["a missed 00:50Z"])
        #expect(later[0].count == 3)
        #expect(later[0].through == time("2026-01-01T01:10Z"))
    }

    @Test func `a job without a window still starts when the daemon is a little late`() throws {
        var state = state(try job("a", "* * * * *") { $0.catchUp = .zero })
        let records = state.advance(to: time("2026-01-01T00:01:04Z"))
        #expect(texts(records) == ["a started 00:01Z"])
        #expect(!records[0].isCatchUp)
    }

    @Test func `ten million missed ticks are told in an instant`() throws {
        var state = state(try job("a", "* * * * * *"))
        let records = state.advance(to: time("2026-05-01T00:00Z"))
        #expect(texts(records) == ["a missed 00:00Z", "a started 00:00Z"])
        #expect(records[0].through == time("2026-04-30T23:59:59Z"))
        #expect(records[0].reason?.contains("at least") == true)
    }

    @Test func `a clock set back runs nothing twice`() throws {
        var state = state(try job("a", "*/10 * * * *"))
        #expect(texts(state.advance(to: time("2026-01-01T00:10Z"))) == ["a started 00:10Z"])
        _ = state.runEnded(
            job: "a", outcome: .succeeded, exitCode: 0, at: time("2026-01-01T00:10Z"))
        #expect(texts(state.advance(to: time("2026-01-01T00:05Z"))) == [])
        #expect(texts(state.advance(to: time("2026-01-01T00:10Z"))) == [])
        #expect(texts(state.advance(to: time("2026-01-01T00:20Z"))) == ["a started 00:20Z"])
    }

    @Test func `failures in a row disable a job with one notice`() throws {
        var state = state(try job("a", "* * * * *") { $0.maxFailures = 2 })
        var all: [TickRecord] = []
        for minute in 1...5 {
            let now = time("2026-01-01T00:0\(minute)Z")
            all += state.advance(to: now)
            all += state.runEnded(job: "a", outcome: .failed, exitCode: 1, at: now)
        }
        #expect(all.count { $0.event == .disabled } == 1)
        #expect(all.count { $0.event == .started } == 2)
        #expect(state.nextStart == nil)
        state.enable("a", at: time("2026-01-01T01:00Z"))
        #expect(state.nextStart == time("2026-01-01T01:01Z"))
    }

    /// An outcome, and failures in a row after a first failure and it.
    private static let countings: [(TickRecord.Outcome, Int)] = [
        (.succeeded, 0), (.findings, 0), (.failed, 2), (.killed, 2), (.unstarted, 2), (.locked, 1),
        (.lost, 1),
    ]

    @Test(arguments: countings)
    func `findings are no failure, and what nobody saw counts as nothing`(
        outcome: TickRecord.Outcome, failures: Int
    ) throws {
        var state = state(try job("a", "* * * * *"))
        for (minute, outcome) in [(1, .failed), (2, outcome)] {
            let now = time("2026-01-01T00:0\(minute)Z")
            _ = state.advance(to: now)
            _ = state.runEnded(job: "a", outcome: outcome, exitCode: nil, at: now)
        }
        #expect(state.entries["a"]?.state.failuresInARow == failures)
    }

    @Test func `jobs beyond the number of places wait for their turn`() throws {
        let now = time("2026-01-01T00:01Z")
        var state = state(
            try job("a", "* * * * *"), try job("b", "* * * * *"), try job("c", "* * * * *"),
            maximumRuns: 2)
        #expect(texts(state.advance(to: now)) == ["a started 00:01Z", "b started 00:01Z"])
        let ended = state.runEnded(job: "a", outcome: .succeeded, exitCode: 0, at: now)
        #expect(texts(ended) == ["a ended 00:01Z", "c started 00:01Z"])
        let later = state.advance(to: time("2026-01-01T00:02Z"))
        #expect(texts(later) == ["b skipped 00:02Z", "c skipped 00:02Z"])
    }

    @Test func `jitter delays a job by the same amount each time`() throws {
        let delayed = try job("a", "*/10 * * * *") { $0.jitter = .seconds(300) }
        let delay = delayed.delay
        #expect(delay > .zero && delay < .seconds(300))
        var state = state(delayed)
        for minute in ["10", "20", "30"] {
            let due = time("2026-01-01T00:\(minute)Z")
            #expect(state.nextStart == due + delay)
            #expect(texts(state.advance(to: due)) == [])
            #expect(texts(state.advance(to: due + delay)) == ["a started 00:\(minute)Z"])
            _ = state.runEnded(job: "a", outcome: .succeeded, exitCode: 0, at: due + delay)
        }
        let delays = try (0..<100).map {
            try job("job-\($0)", "@daily") { $0.jitter = .seconds(100) }
        }
        .map(\.delay.inSeconds)
        #expect(delays.reduce(0, +) / 100 > 40 && delays.reduce(0, +) / 100 < 60)
    }

    @Test func `a new version of the file keeps what is known and takes in what changed`() throws {
        let daily = try job("a", "0 6 * * *")
        var state = state(daily, try job("b", "* * * * *"))
        _ = state.advance(to: time("2026-01-01T00:01Z"))
        let now = time("2026-01-01T12:00:10Z")
        var off = daily
        off.isEnabled = false
        let records = state.load(
            Schedule(path: "/srv/schedules.toml", jobs: [off, try job("c", "@hourly")]), now: now)
        #expect(texts(records) == ["a disabled 12:00Z", "c enabled 12:00Z"])
        #expect(state.nextStart == time("2026-01-01T13:00Z"))
        // b's run is still under way, and its end is taken in.
        let ended = state.runEnded(job: "b", outcome: .succeeded, exitCode: 0, at: now)
        #expect(texts(ended) == ["b ended 00:01Z"])
        #expect(state.entries["b"] == nil)
        let again = state.load(Schedule(path: "/srv/schedules.toml", jobs: [daily]), now: now)
        #expect(texts(again) == ["a enabled 12:00Z"])
        #expect(state.nextStart == time("2026-01-02T06:00Z"))
    }
}
