import LunetteBase
import LunetteLoop
import Synchronization
import Testing

/// An actor on a loop, which notes what happens there.
private actor Recorder {
    let loop: ScriptLoop
    private(set) var notes: [String] = []
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    init(loop: ScriptLoop) {
        self.loop = loop
    }

    func note(_ text: String) {
        notes.append(text)
    }

    /// All in one go: a virtual clock moves on whenever the loop is idle.
    func scheduleThree() {
        _ = schedule("late", after: .seconds(20))
        _ = schedule("early", after: .seconds(10))
        loop.cancel(schedule("never", after: .seconds(15)))
    }

    func scheduleAfterCancellingTwice() {
        let cancelled = schedule("never", after: .seconds(15))
        loop.cancel(cancelled)
        loop.cancel(cancelled)
        _ = schedule("once", after: .seconds(10))
    }

    private func schedule(_ text: String, after delay: Duration) -> TimerToken {
        loop.schedule(after: delay) { [weak self] in self?.assumeIsolated { $0.note(text) } }
    }

    func attach(_ signal: LoopSignal, _ text: String) {
        loop.attach(signal) { [weak self] in self?.assumeIsolated { $0.note(text) } }
    }

    func detach(_ signal: LoopSignal) {
        loop.detach(signal)
    }

    var isOnLoop: Bool { loop.isCurrent }
}

struct ScriptLoopTests {
    @Test func `an actor's work runs on its loop's thread`() async {
        let loop = ScriptLoop()
        defer { loop.stop() }
        #expect(await Recorder(loop: loop).isOnLoop)
        #expect(!loop.isCurrent)
    }

    @Test func `timers fire in the order of their deadlines`() async throws {
        let clock = VirtualClock(start: Timestamp(secondsSinceEpoch: 0))
        let loop = ScriptLoop(clock: clock)
        defer { loop.stop() }
        let recorder = Recorder(loop: loop)
        await recorder.scheduleThree()
        try await loop.sleep(for: .seconds(30))
        #expect(await recorder.notes == ["early", "late"])
    }

    @Test func `a timer that is cancelled twice takes no other with it`() async throws {
        let loop = ScriptLoop(clock: VirtualClock(start: Timestamp(secondsSinceEpoch: 0)))
        defer { loop.stop() }
        let recorder = Recorder(loop: loop)
        await recorder.scheduleAfterCancellingTwice()
        try await loop.sleep(for: .seconds(30))
        #expect(await recorder.notes == ["once"])
    }

    @Test func `a virtual clock goes to the next deadline when all is idle`() async throws {
        let clock = VirtualClock(start: Timestamp(secondsSinceEpoch: 0))
        let loop = ScriptLoop(clock: clock)
        defer { loop.stop() }
        try await loop.sleep(for: .seconds(3600))
        #expect(clock.uptime() >= .seconds(3600))
    }

    @Test func `a cancelled sleep ends at once`() async throws {
        let loop = ScriptLoop()
        defer { loop.stop() }
        let sleep = Task { try await loop.sleep(for: .seconds(60)) }
        sleep.cancel()
        await #expect(throws: CancellationError.self) { try await sleep.value }
    }

    @Test func `a signal raised on another thread reaches the loop until it is detached`()
        async throws
    {
        let loop = ScriptLoop()
        defer { loop.stop() }
        let recorder = Recorder(loop: loop)
        let signal = LoopSignal(loop: loop)
        await recorder.attach(signal, "raised")
        signal.raise()
        try await loop.sleep(for: .milliseconds(20))
        #expect(await recorder.notes == ["raised"])
        await recorder.detach(signal)
        signal.raise()
        try await loop.sleep(for: .milliseconds(20))
        #expect(await recorder.notes == ["raised"])
    }

    @Test func `work from many threads all gets done`() async {
        let loop = ScriptLoop()
        defer { loop.stop() }
        let recorder = Recorder(loop: loop)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<500 { group.addTask { await recorder.note("x") } }
        }
        #expect(await recorder.notes.count == 500)
    }
}
