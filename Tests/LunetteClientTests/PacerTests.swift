import LunetteBase
import LunetteClient
import Testing

/// A service with a quota of calls a minute of its own clock.
private struct Quota {
    let limit: Int
    private var minute: Int64 = -1
    private var count = 0

    init(limit: Int) {
        self.limit = limit
    }

    mutating func takes(at time: Timestamp) -> Bool {
        let now = time.secondsSinceEpoch / 60
        if now != minute { (minute, count) = (now, 0) }
        count += 1
        return count <= limit
    }
}

@Suite struct PacerTests {
    private let key = Pacer.Key(.leave)
    private let start = Timestamp(secondsSinceEpoch: 1_700_000_010)

    /// Sends `total` calls, so many at once, each taking 20 ms; how many were throttled, and how
    /// many minutes it took.
    private func run(_ total: Int, atOnce: Int, limit: Int, others: Int = 0)
        -> (throttled: Int, minutes: Int64)
    {
        var pacer = Pacer()
        var quota = Quota(limit: limit)
        var now = start
        var (done, throttled) = (0, 0)
        while done < total {
            var inFlight: [(window: Int64, isTaken: Bool)] = []
            var opensAt: Timestamp?
            while inFlight.count < min(atOnce, total - done), opensAt == nil {
                switch pacer.decision(for: key, now: now) {
                case .send(let window): inFlight.append((window, quota.takes(at: now)))
                case .wait(let until): opensAt = until
                }
            }
            now = now + .milliseconds(20)
            for (window, isTaken) in inFlight {
                if isTaken {
                    pacer.passed(key, window: window)
                    done += 1
                } else {
                    pacer.throttled(key, window: window, retryAfter: nil, now: now)
                    throttled += 1
                }
            }
            if inFlight.isEmpty, let opensAt { now = max(now, opensAt) }
        }
        return (throttled, (now.secondsSinceEpoch - start.secondsSinceEpoch) / 60)
    }

    @Test(arguments: [1, 8, 16])
    func `2,000 calls under a quota of 200 a minute meet at most 1 % refusals`(atOnce: Int) {
        let (throttled, minutes) = run(2_000, atOnce: atOnce, limit: 200)
        #expect(throttled <= 20)
        #expect(throttled > 0)
        #expect(minutes <= 10)
    }

    @Test func `without refusals nothing waits`() {
        #expect(run(5_000, atOnce: 64, limit: .max) == (0, 0))
    }

    @Test func `a limit learned too low is outgrown`() {
        var pacer = Pacer()
        guard case .send(let window) = pacer.decision(for: key, now: start) else {
            Issue.record("the first call must go")
            return
        }
        pacer.throttled(key, window: window, retryAfter: nil, now: start)
        #expect(pacer.callsPerMinute(key) == 1)
        var sent = 0
        var now = start
        for _ in 0..<10 {
            now = now + .seconds(60)
            while case .send(let window) = pacer.decision(for: key, now: now) {
                pacer.passed(key, window: window)
                sent += 1
                if sent > 10_000 { break }
            }
        }
        #expect(sent > 500)
    }

    @Test func `what the service asks comes first`() {
        var pacer = Pacer()
        guard case .send(let window) = pacer.decision(for: key, now: start) else { return }
        pacer.throttled(key, window: window, retryAfter: .milliseconds(700), now: start)
        let until = start + .milliseconds(700)
        #expect(pacer.decision(for: key, now: start) == .wait(until: until))
        #expect(pacer.decision(for: key, now: until) == .send(window: window))
        // A short wait is not the minute's quota: nothing was learned about that.
        #expect(pacer.callsPerMinute(key) == nil)
    }

    @Test func `operations and regions have quotas of their own`() {
        var pacer = Pacer()
        guard case .send(let window) = pacer.decision(for: key, now: start) else { return }
        pacer.throttled(key, window: window, retryAfter: nil, now: start)
        var elsewhere = ServiceCall.leave
        elsewhere.regionID = "cn-beijing"
        for call in [.read, elsewhere] {
            #expect(pacer.decision(for: Pacer.Key(call), now: start) == .send(window: window))
        }
        #expect(pacer.decision(for: key, now: start) != .send(window: window))
    }
}
