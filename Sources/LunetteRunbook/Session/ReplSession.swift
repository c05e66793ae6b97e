import LunetteBase
import LunetteClient
import LunetteLoop
import LunetteLua
import Synchronization

/// An interactive session: one interpreter for all of its entries, which may be bound to another
/// region, other credentials or other permissions while its variables stay.
public actor ReplSession {
    /// Where entries work, and what they may do.
    public struct Binding: Sendable {
        public var target: CloudTarget
        public var settings: RunSettings
        /// What the session changes goes on record by it.
        public var recorder: RunRecorder?

        public init(
            target: CloudTarget, settings: RunSettings, recorder: RunRecorder? = nil
        ) {
            self.target = target
            self.settings = settings
            self.recorder = recorder
        }
    }

    private let loop: ScriptLoop
    private let transport: any Transport
    private let observer: @Sendable (RunEvent) -> Void
    private let script: Script
    private var binding: Binding
    private var environment: ScriptEnvironment?
    private var runner: LuaFunction?
    private var beginning: Task<Void, any Error>?
    /// What an interpreter was given up for: `_err` in the one that takes its place.
    private var lastError: LuaValue?
    private var count = 0
    /// The sources of earlier entries, by the names that messages have for them.
    private var sources: [String: [UInt8]] = [:]
    // Other threads interrupt.
    private let running = Mutex<Interpreter?>(nil)

    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        loop.asUnownedSerialExecutor()
    }

    /// The most bytes that an entry may have: what compiles in about a second.
    public static let largestEntry = 128 << 10

    public init(
        loop: ScriptLoop, binding: Binding, transport: any Transport,
        observer: @escaping @Sendable (RunEvent) -> Void
    ) throws(ManifestError) {
        self.loop = loop
        self.binding = binding
        self.transport = transport
        self.observer = observer
        // Modules are looked for in the folder that the session was started in.
        script = try Script(file: "session", source: [])
    }

    // MARK: Beginning

    /// Makes the interpreter, if there is none that can be used. Who comes while it is made waits
    /// for the same one.
    public func begin() async throws {
        guard environment == nil else { return }
        let task = beginning ?? Task { try await makeInterpreter() }
        beginning = task
        defer { beginning = nil }
        try await task.value
    }

    private func makeInterpreter() async throws {
        let made = try await ScriptEnvironment(
            loop: loop, script: script, target: binding.target, settings: binding.settings,
            transport: transport, recorder: binding.recorder, observer: observer)
        let console = try await made.interpreter.run(
            Array(
                "args = args or {} local c = require 'console' runbook = c.runbook return c.run"
                    .utf8), chunkName: "=lunette")
        runner = console.first?.function
        environment = made
        if let lastError { await made.interpreter.setGlobal("_err", to: lastError) }
        lastError = nil
        await applyMode()
        running.withLock { $0 = made.interpreter }
    }

    /// From now on entries work elsewhere, or by other rules. Variables stay.
    public func rebind(to binding: Binding) async throws {
        if binding.recorder !== self.binding.recorder { await end() }
        self.binding = binding
        guard let old = environment else { return }
        environment = try await old.rebound(
            loop: loop, script: script, target: binding.target, settings: binding.settings,
            transport: transport, recorder: binding.recorder, observer: observer)
        await applyMode()
    }

    /// Puts the end on record, once what is under way has an outcome.
    public func end() async {
        guard let recorder = binding.recorder else { return }
        await recorder.settle()
        var report = RunReport(
            name: "session", target: binding.target.name, regionID: binding.target.regionID,
            startedAt: loop.clock.now())
        report.callCount = environment?.session.callCount ?? 0
        await recorder.end(report)
    }

    /// How far changes are let through from now on; also those of what runs now.
    public func change(to mode: SessionMode) async {
        binding.settings.mode = mode
        await applyMode()
    }

    /// From now on predicts changes instead of sending them; or sends them again.
    public func plan(_ isOn: Bool) async {
        binding.settings.isDryRun = isOn
        // In this order nothing is ever let through that is not predicted.
        if !isOn { await applyMode() }
        await environment?.session.plan(isOn)
        await applyMode()
    }

    /// What is only predicted needs no grant.
    private func applyMode() async {
        let isPlanning = binding.settings.isDryRun
        await environment?.authority.change(to: isPlanning ? .live : binding.settings.mode)
    }

    /// Ends the entry under way; the session lives on. From any thread.
    public nonisolated func interrupt() {
        running.withLock { $0 }?.interrupt()
    }

    // MARK: Entries

    /// Whether a text can be run as it is; the first one may be typed before the interpreter is
    /// there.
    public func judge(_ text: String) async -> EntryVerdict {
        try? await begin()
        guard let interpreter = environment?.interpreter else { return .whole }
        do {
            // A quoted string that is not closed cannot be closed on another line.
            _ = try await compile(Array((text + "\n").utf8), "=entry", interpreter)
            return .whole
        } catch {
            if case .syntax(let isIncomplete) = error.kind {
                return isIncomplete ? .incomplete : .wrong
            }
            return .wrong
        }
    }

    /// Whether a text can stand in a file as it is.
    public func isStatement(_ text: String) async -> Bool {
        guard let interpreter = environment?.interpreter else { return true }
        return (try? await interpreter.check(Array(text.utf8), chunkName: "=entry")) != nil
    }

    /// Runs an entry. What goes wrong is part of the outcome, and leaves the session as it was.
    public func run(_ text: String, limits: OutlineLimits = OutlineLimits()) async -> EntryOutcome {
        await run(Array(text.utf8), named: nil, limits)
    }

    /// Runs a file as one entry; `local` at its top stays local.
    public func run(file: String, source: [UInt8]) async -> EntryOutcome {
        await run(source, named: file, OutlineLimits())
    }

    /// The source of an entry that messages name.
    public func source(ofChunk name: String) -> [UInt8]? { sources[name] }

    /// The names of the fields that a path from the globals leads to, without running anything. A
    /// key that could not stand behind a dot is none: it may hold anything, and is not for typing.
    public func names(at path: [String]) async -> [String] {
        let names = await environment?.interpreter.names(at: path) ?? []
        guard names.isEmpty, path.count == 1 else {
            return names.filter { $0.wholeMatch(of: /[A-Za-z_][A-Za-z_0-9]*/) != nil }
        }
        return StdlibModules.functions(of: path[0])
    }

    private func run(_ source: [UInt8], named file: String?, _ limits: OutlineLimits) async
        -> EntryOutcome
    {
        count += 1
        var outcome = EntryOutcome(number: count)
        let start = loop.clock.uptime()
        let name = file ?? "entry \(count)"
        sources[name] = source
        do {
            try await begin()
            let before = counts()
            do {
                try await execute(source, file, name, limits, &outcome)
            } catch let error as LuaError {
                await note(error, &outcome)
            }
            take(&outcome, since: before)
        } catch let failure as RunFailure {
            outcome.failure = failure
        } catch {
            outcome.failure = RunFailure(.scriptFailed, "\(error)")
        }
        outcome.duration = loop.clock.uptime() - start
        return outcome
    }

    private func execute(
        _ source: [UInt8], _ file: String?, _ name: String, _ limits: OutlineLimits,
        _ outcome: inout EntryOutcome
    ) async throws {
        guard let interpreter = environment?.interpreter, let runner else { return }
        if file == nil, source.count > Self.largestEntry {
            throw RunFailure(
                .scriptFailed,
                "an entry may have \(Self.largestEntry >> 10) kB; this one has "
                    + "\(source.count >> 10). Put it into a file: :load FILE.lua")
        }
        let (function, isExpression) =
            if file == nil {
                try await compile(source, "=\(name)", interpreter)
            } else {
                (try await interpreter.function(of: source, chunkName: "@\(name)"), false)
            }
        let answer = try await interpreter.call(
            runner,
            [
                .function(function), .hostFunction(Self.isError), limits.value,
                .boolean(isExpression),
            ], limits: entryLimits)
        let kept = answer.first?.integer ?? 0
        outcome.keptAs = kept > 0 ? Int(kept) : nil
        guard answer.count == 3, let described = answer[2].table?.elements else { return }
        var reader = OutlineReader(described)
        for _ in 0..<(answer[1].integer ?? 0) { outcome.values.append(reader.next()) }
    }

    /// An expression is what it returns; anything else is a chunk whose top-level locals stay.
    private func compile(_ source: [UInt8], _ name: String, _ interpreter: Interpreter)
        async throws(LuaError) -> (LuaFunction, isExpression: Bool)
    {
        let text = source.first == UInt8(ascii: "=") ? Array(source.dropFirst()) : source
        // Behind a nil the call is no tail call, which would leave no place to point at.
        let expression = Array("return nil, ".utf8) + text
        var incomplete: LuaError?
        do throws(LuaError) {
            return (try await interpreter.function(of: expression, chunkName: name), true)
        } catch {
            if error.kind == .syntax(isIncomplete: true) { incomplete = error }
        }
        do throws(LuaError) {
            let statements = EntrySource.keepingLocals(source)
            return (try await interpreter.function(of: statements, chunkName: name), false)
        } catch {
            // `{ 1, 2` begins no statement, and yet it is not wrong so far.
            throw incomplete ?? error
        }
    }

    /// A session lasts as long as its user stays: only the processor time of an entry is bounded,
    /// unless the command line says more.
    private var entryLimits: Limits {
        var limits = binding.settings.limits(script.manifest)
        limits.time = binding.settings.timeLimit
        return limits
    }

    private static let isError = HostFunction(
        "is_error",
        immediate: { arguments in
            if case .error = arguments[1] { .value(true) } else { .value(false) }
        })

    // MARK: Outcomes

    private func note(_ error: LuaError, _ outcome: inout EntryOutcome) async {
        let failure = RunFailure(entryError: error)
        outcome.failure = failure
        guard let interpreter = environment?.interpreter else { return }
        // A limit's error is no value of Lua's: it could not be caught.
        let value =
            !error.value.isNothing
            ? error.value : failure.object.map(LuaValue.error) ?? .string(failure.message)
        await interpreter.setGlobal("_err", to: value)
        guard await !interpreter.isUsable else { return }
        outcome.hasLostVariables = true
        lastError = value
        environment = nil
        runner = nil
    }

    private struct Counts {
        var calls = 0
        var changes = 0
        var findings = 0
        var items = 0
    }

    private func counts() -> Counts {
        guard let environment else { return Counts() }
        return Counts(
            calls: environment.session.callCount, changes: environment.session.changes.count,
            findings: environment.report.findings.count, items: environment.report.items.count)
    }

    private func take(_ outcome: inout EntryOutcome, since before: Counts) {
        guard let environment else { return }
        outcome.callCount = environment.session.callCount - before.calls
        outcome.changes = Array(environment.session.changes.dropFirst(before.changes))
        outcome.findings = Array(environment.report.findings.dropFirst(before.findings))
        outcome.items = Array(environment.report.items.dropFirst(before.items))
    }
}
