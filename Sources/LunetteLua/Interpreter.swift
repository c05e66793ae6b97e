import CLunetteLua
import LunetteBase
import LunetteLoop

/// One Lua state in its sandbox. Chunks run one after the other and share their globals; each has
/// its own coroutine and its own limits.
public actor Interpreter {
    public nonisolated let loop: ScriptLoop
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        loop.asUnownedSerialExecutor()
    }

    let border: Border
    private nonisolated let engine: Engine
    private let limits: Limits
    private var current: Run?
    /// How many runs have begun: tells the run under way from those before it.
    public private(set) var runCount = 0

    /// The engine, as other threads may use it: to stop a run.
    private struct Engine: @unchecked Sendable {
        // Unchecked: clunette_run_stop is made for any thread.
        let pointer: OpaquePointer
    }

    /// `limits` hold for every chunk that is not given its own; `output` gets what `print` writes,
    /// on the loop, a line or more at a time.
    public init(
        loop: ScriptLoop, limits: Limits = Limits(), libraries: [HostLibrary] = [],
        modules: any ModuleLoader = CombinedModules([]),
        output: @escaping @Sendable ([UInt8]) -> Void
    ) throws(LuaError) {
        self.loop = loop
        self.limits = limits
        border = try Border(signal: LoopSignal(loop: loop), clock: loop.clock, output: output)
        engine = Engine(pointer: border.engine)
        border.install(libraries, modules)
    }

    /// Opens the library that reads JSON, once: the first text would wait for it. Nil, or why it
    /// cannot be used. From any thread.
    public static func openJSONLibrary() -> String? {
        clunette_open_json().map { String(cString: $0) }
    }

    // MARK: Running

    /// Runs a chunk and answers what it returns. `chunkName` as Lua has them: `@` and a path, or
    /// `=` and a word.
    public func run(
        _ source: [UInt8], chunkName: String, arguments: [LuaValue] = [], limits: Limits? = nil
    ) async throws(LuaError) -> [LuaValue] {
        let limits = limits ?? self.limits
        begin(limits)
        defer { end() }
        let function = try compile(source, chunkName)
        return try await execute(function, arguments, limits)
    }

    /// Calls a function that a script handed over. Within a run it is part of that run, next to
    /// what waits already; else it is a run of its own.
    public func call(
        _ function: LuaFunction, _ arguments: [LuaValue] = []
    ) async throws(LuaError) -> [LuaValue] {
        guard let part = try partOfRun(function, arguments) else {
            return try await callAlone(function, arguments)
        }
        return try await drive(part.task, part.run).get()
    }

    /// As the other; a run of its own is held to these limits.
    public func call(
        _ function: LuaFunction, _ arguments: [LuaValue], limits: Limits
    ) async throws(LuaError) -> [LuaValue] {
        guard let part = try partOfRun(function, arguments) else {
            return try await callAlone(function, arguments, limits)
        }
        return try await drive(part.task, part.run).get()
    }

    /// The coroutine of a call within the run under way; nil when there is none.
    @inline(never)
    private func partOfRun(
        _ function: LuaFunction, _ arguments: [LuaValue]
    ) throws(LuaError) -> (task: OpaquePointer, run: Run)? {
        if let bound = Run.bound, bound !== current?.identity {
            // What a host function still does for a run that was ended starts no other.
            throw LuaError(kind: .interrupted, message: "the run of this call has ended")
        }
        guard let current else { return nil }
        return (try makeTask(function, arguments), current)
    }

    // Without a limit among its arguments: those stand in the frame of who calls it.
    @inline(never)
    private func callAlone(
        _ function: LuaFunction, _ arguments: [LuaValue]
    ) async throws(LuaError) -> [LuaValue] {
        try await callAlone(function, arguments, limits)
    }

    @inline(never)
    private func callAlone(
        _ function: LuaFunction, _ arguments: [LuaValue], _ limits: Limits
    ) async throws(LuaError) -> [LuaValue] {
        begin(limits)
        defer { end() }
        return try await execute(function, arguments, limits)
    }

    /// From now on each host function that waits knows where it was called: `CallSite.frames`.
    public func traceCalls() {
        clunette_trace_calls(border.engine)
    }

    /// Whether the source compiles; throws the syntax error if not. Runs nothing.
    public func check(_ source: [UInt8], chunkName: String) throws(LuaError) {
        _ = try function(of: source, chunkName: chunkName)
    }

    /// The source as a function that has not run yet.
    public func function(of source: [UInt8], chunkName: String) throws(LuaError) -> LuaFunction {
        guard current == nil else { return try compile(source, chunkName) }
        begin(limits)
        defer { end() }
        return try compile(source, chunkName)
    }

    /// Ends the chunk under way, if there is one; the interpreter lives on. From any thread or
    /// signal handler.
    public nonisolated func interrupt() {
        clunette_run_stop(engine.pointer, CLUNETTE_STOP_INTERRUPT)
    }

    /// Has the process end itself when a script outruns a limit by `grace` and nothing can stop it,
    /// as when it compiles hostile source: `report` goes to standard error. To be set before the
    /// first chunk runs.
    public func endProcess(after grace: Duration, report: String, exitCode: Int32) {
        clunette_set_last_resort(border.engine, grace.nanoseconds, report, exitCode)
    }

    /// False once a limit could only be kept by leaving Lua in the middle of something, such as a
    /// table that grows for minutes: every later chunk then ends at once, by that limit, and a
    /// session needs a new interpreter. What Lua held is lost, and its memory with it.
    public var isUsable: Bool { !clunette_engine_is_lost(border.engine) }

    /// Bytes in use by Lua.
    public var memoryInUse: Int { clunette_engine_memory(border.engine) }

    /// Bytes that are left in use by a full collection. Not to be asked while a chunk runs.
    public func memoryAfterCollection() -> Int {
        border.releaseFunctions()
        clunette_engine_collect(border.engine)
        return memoryInUse
    }

    /// Sets a global; it may be a library.
    public func setGlobal(_ name: String, to value: LuaValue) {
        border.setGlobal(name, to: value)
    }

    /// From now on the host's own modules (those whose chunk names begin with `=`) see the globals
    /// as they are now, whatever scripts do to theirs.
    public func keepGlobalsForModules() {
        let isDone = clunette_keep_home(border.engine)
        precondition(isDone, "no memory for the modules' globals")
    }

    /// Has the next `require` of a module run it anew.
    public func forgetModule(named name: String) {
        clunette_forget_module(border.engine, name)
    }

    /// The names of the fields that a path from the globals leads to (`["ecs"]`; none: the globals'
    /// own), as far as they are known without running a script's code.
    public func names(at path: [String] = []) -> [String] {
        border.names(at: path)
    }

    // MARK: The steps of a run

    private func begin(_ limits: Limits) {
        precondition(current == nil, "an interpreter runs one chunk at a time")
        current = Run()
        runCount += 1
        border.releaseFunctions()
        let isVirtual = !(loop.clock is SystemClock)
        clunette_run_begin(border.engine, clunette_limits(limits, isVirtual: isVirtual))
        loop.attach(border.signal) { [weak self] in
            self?.assumeIsolated { $0.stopIfStopped() }
        }
    }

    private func end() {
        loop.detach(border.signal)
        clunette_run_end(border.engine)
        current = nil
    }

    private func compile(_ source: [UInt8], _ chunkName: String) throws(LuaError) -> LuaFunction {
        let outcome = source.withUnsafeBufferPointer {
            clunette_compile(border.engine, $0.baseAddress, $0.count, chunkName)
        }
        guard outcome != CLUNETTE_STOPPED else { throw stopError() }
        let value = border.packedValues().first
        if outcome == CLUNETTE_DONE, case .function(let function) = value { return function }
        let message = value?.string?.text ?? ""
        throw LuaError(
            kind: .syntax(isIncomplete: message.hasSuffix("<eof>")), rawMessage: message)
    }

    private func execute(
        _ function: LuaFunction, _ arguments: [LuaValue], _ limits: Limits
    ) async throws(LuaError) -> [LuaValue] {
        guard let run = current else { throw stopError() }
        let task = try makeTask(function, arguments)
        let timer = limits.time.map { time in
            loop.schedule(after: time, isLimit: true) { [weak self] in
                self?.assumeIsolated { clunette_run_stop($0.border.engine, CLUNETTE_STOP_TIME) }
            }
        }
        defer { if let timer { loop.cancel(timer) } }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                run.start(continuation)
                run.driver = Run.$bound.withValue(run.identity) {
                    // What host functions call that has no actor stays on the loop as well.
                    Task {
                        await withTaskExecutorPreference(loop) {
                            run.finish(await drive(task, run))
                        }
                    }
                }
            }
        } onCancel: {
            interrupt()
        }
        return try result.get()
    }

    @inline(never)
    private func makeTask(
        _ function: LuaFunction, _ arguments: [LuaValue]
    ) throws(LuaError) -> OpaquePointer {
        border.releaseFunctions()
        clunette_reply_begin(border.engine)
        for argument in arguments { border.write(argument) }
        guard let task = clunette_task_create(border.engine, function.reference) else {
            clunette_run_stop(border.engine, CLUNETTE_STOP_MEMORY)
            throw stopError()
        }
        return task
    }

    /// Resumes a coroutine until it ends, and awaits what it waits for in between: all in the
    /// caller's task and on the loop. Ten thousand may wait here: what stands in this function's
    /// frame, and in `call`'s, is most of what each of them takes.
    private func drive(_ task: OpaquePointer, _ run: Run) async -> Run.Outcome {
        defer { clunette_task_free(border.engine, task) }
        while true {
            switch advance(task, run) {
            case .ended(let outcome): return outcome
            case .waits(let request):
                do {
                    take(try await request.body(Arguments(request)), run)
                } catch {
                    take(error, run)
                }
            }
        }
    }

    private enum Step {
        case ended(Run.Outcome)
        case waits(Border.Request)
    }

    /// Resumes a coroutine once.
    @inline(never)
    private func advance(_ task: OpaquePointer, _ run: Run) -> Step {
        if run.isFinished { return .ended(.failed(stopError())) }
        switch clunette_task_resume(border.engine, task) {
        case CLUNETTE_DONE: return .ended(.done(border.packedResults()))
        case CLUNETTE_FAILED: return .ended(.failed(border.failure()))
        case CLUNETTE_STOPPED: return .ended(.failed(stopError()))
        default:
            guard let request = border.takePending() else { return .ended(.failed(stopError())) }
            return .waits(request)
        }
    }

    /// Gives a waiting function's answer to the engine; one that comes too late is dropped.
    @inline(never)
    private func take(_ reply: Reply, _ run: Run) {
        if !run.isFinished { border.write(answer: .success(reply)) }
    }

    @inline(never)
    private func take(_ error: any Error, _ run: Run) {
        if !run.isFinished { border.write(answer: .failure(error)) }
    }

    // MARK: Stopping

    /// Ends a run that waits; one whose code runs finds out by itself.
    private func stopIfStopped() {
        guard let current, clunette_run_stopped(border.engine) != CLUNETTE_RUNNING else { return }
        current.driver?.cancel()
        current.finish(.failed(stopError()))
    }

    private func stopError() -> LuaError {
        border.stopError()
    }
}

extension clunette_limits {
    /// Under a virtual clock only processor time can count for code that runs.
    init(_ limits: Limits, isVirtual: Bool) {
        let time = limits.time?.nanoseconds ?? 0
        var cpu = limits.cpu?.nanoseconds ?? 0
        var reason = CLUNETTE_STOP_CPU
        if isVirtual, time > 0, cpu == 0 || time < cpu {
            cpu = time
            reason = CLUNETTE_STOP_TIME
        }
        self.init(
            time: isVirtual ? 0 : time, cpu: cpu, cpu_stop: reason,
            memory: limits.memory ?? 0, output: limits.output ?? 0,
            load_source: limits.loadSource, file_source: limits.fileSource)
    }
}
