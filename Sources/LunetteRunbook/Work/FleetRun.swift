import LunetteBase
import LunetteLoop
import LunetteLua

/// Goes through a fleet: so many items at a time, so many a second, wave by wave. Each item is a
/// unit of work of its own; what an earlier attempt at the run finished is not repeated.
actor FleetRun {
    /// What a script gave to be called; each catches its own errors.
    struct Functions: Sendable {
        /// With an item's position: true and its result, or false and what it raised.
        let body: LuaFunction
        /// With an item's position: true and whether it still is to do.
        let pending: LuaFunction?
        /// With done, failed and total, between waves: true and whether to go on.
        let check: LuaFunction?
    }

    /// Where a fleet ends before its end, and why.
    enum Stop: Sendable {
        /// What the item at that position raised is raised.
        case item(Int, ErrorObject)
        case error(ErrorObject)
        /// The run itself is over, or cannot be recorded.
        case run(any Error)
    }

    private let plan: FleetPlan
    private let functions: Functions
    private let work: UnitWork
    private let session: CloudSession
    private let loop: ScriptLoop
    private let report: ReportBook
    private let observer: @Sendable (RunEvent) -> Void
    private let unit: WorkUnit
    /// One for each item, in their order.
    private let units: [WorkUnit]
    private let start: Duration

    private var progress: FleetProgress
    private var restored: [LuaTable.Pair] = []
    private var failed: [LuaValue] = []
    private var stop: Stop?
    /// Those that are to do, where the script tells.
    private var pendingItems: Set<Int> = []
    /// The items that wait for their turn in this wave.
    private var waiting: ArraySlice<Int> = []
    /// What is under way, where the fleet goes wave by wave.
    private var waveName: String
    private var nextTurn: Duration
    private var nextShow: Duration = .zero

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    init(
        _ plan: FleetPlan, _ functions: Functions, work: UnitWork, session: CloudSession,
        report: ReportBook, observer: @escaping @Sendable (RunEvent) -> Void
    ) {
        self.plan = plan
        self.functions = functions
        self.work = work
        self.session = session
        self.report = report
        loop = work.interpreter.loop
        self.observer = observer
        unit = WorkUnit.current.unit(named: plan.name)
        units = plan.keys.map(unit.unit(named:))
        waveName = plan.name
        start = loop.clock.uptime()
        nextTurn = start
        progress = FleetProgress(label: plan.label ?? "", total: plan.keys.count)
    }

    /// Answers the results that were on record by position, the positions that failed with their
    /// statuses, and why it ended early if it did.
    func run() async -> (restored: LuaTable, failed: LuaTable, stop: Stop?) {
        // 1. What is done already, and what needs nothing.
        try? await work.record.expect(plan.keys.count, in: unit)
        var open = await restore()
        if let pending = functions.pending { open = await narrow(open, by: pending) }
        // 2. The rest, wave by wave.
        let scope = scope(of: open.count)
        let waves = plan.waves(of: open.count)
        for (number, wave) in waves.enumerated() where stop == nil {
            if waves.count > 1 { waveName = "\(plan.name), wave \(number + 1)" }
            await FleetScope.$current.withValue(scope) {
                await goThrough(open[wave]) { await self.perform($0) }
            }
            if number + 1 < waves.count, stop == nil { await pauseAndCheck() }
        }
        // 3. What became of it.
        progress.isOver = true
        show()
        tellOfStop()
        return (LuaTable(pairs: restored), LuaTable(failed), stop)
    }

    /// Where items go across accounts and regions, they are not what is changed.
    private func scope(of count: Int) -> FleetScope? {
        let outer = FleetScope.current
        return plan.targets.isEmpty ? FleetScope(count: count, outer: outer) : outer
    }

    // MARK: Which items

    /// The positions (from 0) of the items that no earlier attempt finished.
    private func restore() async -> [Int] {
        var open: [Int] = []
        do throws(ErrorObject) {
            let results = try await work.record.finishedResults(of: units)
            let finished = zip(units, results).filter { $0.1 != nil }.map(\.0)
            report.restore(await work.record.reports(in: finished))
            for (index, result) in results.enumerated() {
                guard let result else {
                    open.append(index)
                    continue
                }
                restored.append(
                    LuaTable.Pair(key: .integer(Int64(index + 1)), value: LuaValue(result)))
                tell(index, result, isRestored: true)
                progress.skipped += 1
                progress.done += 1
            }
        } catch {
            stop = .run(error)
            return []
        }
        return open
    }

    /// Those that still need something, as the script's own reads tell.
    private func narrow(_ open: [Int], by pending: LuaFunction) async -> [Int] {
        await goThrough(open[...]) { await self.askWhetherPending($0, pending) }
        guard stop == nil else { return [] }
        for index in open where !pendingItems.contains(index) {
            report.add(ReportItem(target: plan.keys[index], status: .unchanged, details: [:]))
            progress.skipped += 1
            progress.done += 1
        }
        return open.filter(pendingItems.contains)
    }

    private func askWhetherPending(_ index: Int, _ pending: LuaFunction) async {
        if await ask(pending, [.integer(Int64(index + 1))]) {
            pendingItems.insert(index)
        }
    }

    /// Asks a function of the script's; one that raises ends the fleet.
    private func ask(_ function: LuaFunction, _ arguments: [LuaValue]) async -> Bool {
        do {
            let results = try await work.interpreter.call(function, arguments)
            if results.first?.boolean == true {
                return results.count > 1 && results[1].boolean != false && !results[1].isNothing
            }
            stop = .error(ErrorObject(raised: results.count > 1 ? results[1] : .nothing))
        } catch {
            stop = .run(error)
        }
        return false
    }

    // MARK: Going through

    /// Calls `body` with each position, as many at a time as the plan says.
    private func goThrough(
        _ positions: ArraySlice<Int>, _ body: @escaping @Sendable (Int) async -> Void
    ) async {
        waiting = positions
        await withTaskGroup { group in
            for _ in 0..<min(plan.concurrency, positions.count) {
                group.addTask { await self.goThroughWaiting(body) }
            }
        }
    }

    private func goThroughWaiting(_ body: @Sendable (Int) async -> Void) async {
        while stop == nil, !Task.isCancelled, let index = waiting.popFirst() {
            guard await takeTurn() else { return }
            await body(index)
        }
    }

    /// Waits until the rate allows another item; false when none may begin any more.
    private func takeTurn() async -> Bool {
        guard plan.interval > .zero else { return true }
        let now = loop.clock.uptime()
        let turn = max(now, nextTurn)
        nextTurn = turn + plan.interval
        if turn > now { try? await loop.sleep(for: turn - now) }
        return stop == nil && !Task.isCancelled
    }

    private func perform(_ index: Int) async {
        do {
            switch try await outcome(of: index) {
            case .done(let result): tell(index, result)
            case .failed(let error): fail(index, error)
            }
            progress.done += 1
            show()
        } catch {
            stop = stop ?? .run(error)
        }
    }

    /// Does an item, where its target is if it has one.
    private func outcome(of index: Int) async throws -> UnitOutcome {
        guard index < plan.targets.count else { return try await outcomeHere(of: index) }
        let binding: CloudBinding
        do throws(ErrorObject) {
            binding = try await plan.targets[index].binding(session)
        } catch {
            return .failed(error)
        }
        return try await CloudBinding.$current.withValue(binding) {
            try await outcomeHere(of: index)
        }
    }

    private func outcomeHere(of index: Int) async throws -> UnitOutcome {
        var unit = units[index]
        // With where it stands: another step's fleet may be called the same.
        let fleet = (self.unit.path.dropLast() + [waveName]).joined(separator: ": ")
        if plan.concurrency > 1 { unit.fleet += [fleet, plan.keys[index]] }
        return try await work.perform(
            unit, functions.body, [.integer(Int64(index + 1))],
            leavesOpen: { ReportItem.Status(ofResult: $0)?.isOpen ?? false })
    }

    private func pauseAndCheck() async {
        if plan.pause > .zero { try? await loop.sleep(for: plan.pause) }
        guard let check = functions.check, !Task.isCancelled else { return }
        let counts = [progress.done, progress.failed, progress.total]
        let isGood = await ask(check, counts.map { .integer(Int64($0)) })
        guard stop == nil, !isGood else { return }
        stop = .error(
            ErrorObject(
                kind: .denied, code: "FleetCheckFailed",
                message: "the check said no after \(progress.done) of \(progress.total) items",
                disposition: .fix,
                explanation: "What is done stays done. Look at why the check says no, then resume "
                    + "the run."))
    }

    // MARK: Telling

    private func tell(_ index: Int, _ result: JSONValue, isRestored: Bool = false) {
        let status = ReportItem.Status(ofResult: result)
        var details = status == nil ? [:] : result.object ?? [:]
        details["status"] = nil
        details["result"] = nil
        details["target"] = nil
        if isRestored { details["finished_before"] = true }
        report.add(
            ReportItem(target: plan.keys[index], status: status ?? .ok, details: details))
    }

    private func fail(_ index: Int, _ error: ErrorObject) {
        progress.failed += 1
        let status: ReportItem.Status = error.exitReason == .blocked ? .denied : .failed
        failed.append([
            "index": .integer(Int64(index + 1)), "status": .string(status.rawValue),
            "error": .error(error),
        ])
        report.add(
            ReportItem(
                target: plan.keys[index], status: status, details: ["error": .object(error.json)]))
        // What is refused to the run itself, every other item would be refused, too; but another
        // item may have other credentials.
        let isOfRun =
            error.kind == .denied
            || error.exitReason == .configuration && session.authority.isOneCaller
        let isFatal = isOfRun && plan.targets.isEmpty
        guard isFatal || !plan.goesOn(afterFailures: progress.failed) else { return }
        stop = stop ?? .item(index + 1, error)
    }

    /// Says how far it came that ended before its end.
    private func tellOfStop() {
        let left = progress.total - progress.done
        guard stop != nil, left > 0 else { return }
        let counts = [("done", progress.done - progress.failed), ("failed", progress.failed)]
        let fields = (counts + [("not_begun", left)]).map { NamedValue($0, String($1)) }
        let record = LogRecord(
            level: .warn, message: "\(plan.name) stopped before its end", fields: fields)
        observer(.logged(record))
    }

    /// Shows the progress, ten times a second at most.
    private func show() {
        guard plan.label != nil else { return }
        progress.elapsed = loop.clock.uptime() - start
        guard progress.isOver || progress.elapsed >= nextShow else { return }
        nextShow = progress.elapsed + .milliseconds(100)
        observer(.progressed(progress))
    }
}

extension ReportItem.Status {
    /// What an item says of itself: the `status` of the table that it returns.
    init?(ofResult result: JSONValue) {
        guard let word = result["status"]?.string else { return nil }
        self.init(rawValue: word)
    }
}
