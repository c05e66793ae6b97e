import CLunetteSystem
import LunetteBase
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One thread with a large stack that runs everything of one script: its actors' jobs, its
/// timers, and whatever its poller waits for. Actors that name the same loop as their executor
/// call each other without a hop. A task that prefers it as its executor stays on it when a
/// continuation resumes it, which without that preference goes by way of the global pool.
public final class ScriptLoop: SerialExecutor, TaskExecutor, @unchecked Sendable {
    // Unchecked: what other threads touch is in `shared`; the rest is the loop thread's own.

    public let clock: any RunClock
    private let shared = Mutex(Shared())
    private let wakeDescriptors: (read: Int32, write: Int32)

    // The loop thread's own.
    private var ready: [UnownedJob] = []
    private var timers = TimerQueue()
    private var poller: any LoopPoller = DescriptorPoller()
    private var signals: [(signal: LoopSignal, action: () -> Void)] = []

    private struct Shared {
        var inbox: [UnownedJob] = []
        var isWoken = false
        var isStopping = false
        /// What other threads do for this loop.
        var holds = 0
    }

    /// Starts the thread. `stackSize` in bytes; the pages are taken as they are touched.
    public init(clock: any RunClock = SystemClock(), stackSize: Int = 64 << 20) {
        self.clock = clock
        var ends: (Int32, Int32) = (-1, -1)
        let result = withUnsafeMutablePointer(to: &ends) {
            $0.withMemoryRebound(to: Int32.self, capacity: 2) { clunette_pipe($0) }
        }
        precondition(result == 0, "no descriptors left for the loop's wake-up pipe")
        wakeDescriptors = (ends.0, ends.1)
        start(stackSize: stackSize)
    }

    private func start(stackSize: Int) {
        let context = Unmanaged.passRetained(self).toOpaque()
        let result = clunette_start_thread(
            stackSize, { Unmanaged<ScriptLoop>.fromOpaque($0).takeRetainedValue().run() }, context)
        precondition(result == 0, "no thread for the script's loop")
    }

    /// Ends the thread once the jobs that are ready have run. Waiting timers are cancelled.
    public func stop() {
        shared.withLock { $0.isStopping = true }
        wake()
    }

    deinit {
        close(wakeDescriptors.read)
        close(wakeDescriptors.write)
    }

    // MARK: Executor

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if isCurrent {
            ready.append(job)
            return
        }
        let mustWake = shared.withLock { shared in
            shared.inbox.append(job)
            defer { shared.isWoken = true }
            return !shared.isWoken
        }
        if mustWake { wake() }
    }

    public func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        UnownedSerialExecutor(ordinary: self)
    }

    public func checkIsolated() {
        precondition(isCurrent, "not on the script's loop")
    }

    /// Whether the caller runs on this loop's thread.
    public var isCurrent: Bool {
        currentLoop == Unmanaged.passUnretained(self).toOpaque()
    }

    /// Whether the calling task prefers this loop as its executor already.
    public var isPreferred: Bool {
        withUnsafeCurrentTask { task in
            task?.unownedTaskExecutor == asUnownedTaskExecutor()
        }
    }

    /// Makes a poll that is under way return. From any thread or signal handler.
    public func wake() {
        var byte: UInt8 = 1
        // A full pipe is a wake-up already under way.
        _ = write(wakeDescriptors.write, &byte, 1)
    }

    // MARK: Timers and descriptors (on the loop only)

    /// Calls `action` on the loop once `delay` has passed by the loop's clock. A limit is nothing
    /// that anybody waits for: for its sake alone no virtual clock goes on at once.
    @discardableResult
    public func schedule(
        after delay: Duration, isLimit: Bool = false, _ action: @escaping () -> Void
    ) -> TimerToken {
        checkIsolated()
        return timers.add(
            deadline: clock.uptime() + max(.zero, delay), isLimit: isLimit, action: action)
    }

    /// Takes a timer back; one that has fired is none.
    public func cancel(_ token: TimerToken) {
        checkIsolated()
        timers.remove(token)
    }

    /// Waits by the loop's clock; throws CancellationError when the task is cancelled meanwhile.
    public func sleep(for delay: Duration) async throws {
        try await LoopSleep(loop: self).wait(delay)
    }

    /// Calls `action` on the loop whenever the signal was raised, until it is detached.
    public func attach(_ signal: LoopSignal, _ action: @escaping () -> Void) {
        checkIsolated()
        signals.append((signal, action))
    }

    public func detach(_ signal: LoopSignal) {
        checkIsolated()
        signals.removeAll { $0.signal === signal }
    }

    /// Replaces what the loop waits in; the new poller takes over the waiting for descriptors.
    public func install(_ poller: any LoopPoller) {
        checkIsolated()
        self.poller = poller
    }

    /// Runs what other threads do for the loop: a clock that skips idle time does not move on
    /// meanwhile.
    public func holdingClock<Value>(_ body: () async -> Value) async -> Value {
        shared.withLock { $0.holds += 1 }
        defer { shared.withLock { $0.holds -= 1 } }
        return await body()
    }

    // MARK: The thread

    private func run() {
        currentLoop = Unmanaged.passUnretained(self).toOpaque()
        let executor = asUnownedSerialExecutor()
        while true {
            let isStopping = takeInbox()
            runRaisedSignals()
            runReady(executor)
            runDueTimers()
            if ready.isEmpty {
                if isStopping { break }
                waitForWork()
            }
        }
        timers.removeAll()
        currentLoop = nil
    }

    private func takeInbox() -> Bool {
        let (jobs, isStopping) = shared.withLock { shared in
            defer {
                shared.inbox.removeAll(keepingCapacity: true)
                shared.isWoken = false
            }
            return (shared.inbox, shared.isStopping)
        }
        ready.append(contentsOf: jobs)
        return isStopping
    }

    /// Runs what is ready now; what these jobs make ready waits for the next round, so that
    /// transfers and timers get their turn.
    private func runReady(_ executor: UnownedSerialExecutor) {
        var jobs: [UnownedJob] = []
        swap(&jobs, &ready)
        let taskExecutor = asUnownedTaskExecutor()
        for job in jobs {
            job.runSynchronously(isolatedTo: executor, taskExecutor: taskExecutor)
        }
        if ready.isEmpty {
            jobs.removeAll(keepingCapacity: true)
            ready = jobs
        }
    }

    private func runRaisedSignals() {
        for (signal, action) in signals where signal.take() { action() }
    }

    private func runDueTimers() {
        guard !timers.isEmpty else { return }
        let now = clock.uptime()
        while let action = timers.takeFirst(dueAt: now) { action() }
    }

    /// Nothing to run, and nothing under way outside.
    private var isQuiet: Bool {
        !poller.isBusy && shared.withLock { $0.inbox.isEmpty && $0.holds == 0 }
    }

    private func waitForWork() {
        guard let deadline = timers.firstDeadline else {
            poller.poll(wakeDescriptor: wakeDescriptors.read, timeoutMilliseconds: -1)
            return
        }
        if isQuiet, !(clock is SystemClock) { return goOn(to: deadline) }
        let wait = (deadline - clock.uptime()).millisecondsRoundedUp
        poller.poll(
            wakeDescriptor: wakeDescriptors.read,
            timeoutMilliseconds: Int32(clamping: max(0, min(wait, 3_600_000))))
    }
}

extension ScriptLoop {
    /// Lets a virtual clock go on, unless there is something to do before. A job that another
    /// thread is just handing over must not find the clock gone on; with nothing that waits there
    /// will be one.
    private func goOn(to deadline: Duration) {
        let grace = timers.areWaitedFor ? 2 : 500
        let machine = SystemClock()
        let start = machine.uptime()
        poller.poll(
            wakeDescriptor: wakeDescriptors.read, timeoutMilliseconds: Int32(grace))
        // A poll that ends early was woken, if only by what was dealt with already.
        let isOver = machine.uptime() - start >= .milliseconds(grace)
        if isOver, isQuiet, ready.isEmpty { _ = clock.skip(to: deadline) }
    }
}

/// The loop whose thread this is.
private var currentLoop: UnsafeMutableRawPointer? {
    get { clunette_thread_slot() }
    set { clunette_set_thread_slot(newValue) }
}
