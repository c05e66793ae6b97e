import LunetteBase
import LunetteCatalogue
import LunetteClient
import LunetteJournal

extension Applying {
    /// How long something that passes by itself may stand in the way.
    private static let patience = Duration.seconds(300)
    private static let pause = Duration.milliseconds(500)

    // MARK: Before the first change

    /// Goes through all items on a twin of what is there now: where one would do something else
    /// than the plan says, none is begun.
    func survey() async throws(ErrorObject) {
        let made = made
        var reasons: [String] = []
        await session.caller.prediction.startOver()
        for start in stride(from: 0, to: file.plan.items.count, by: FactReader.most) {
            let items = file.plan.items[start...].prefix(FactReader.most)
            try await learn(items)
            for item in items {
                guard let reason = try await surveyed(item) else { continue }
                reasons.append("item \(item.name): \(reason)")
                note(item, .blocked, reason)
            }
        }
        // What the twin made is not there.
        self.made = made
        if !reasons.isEmpty { throw .drift(reasons) }
    }

    /// Reads what these items are about, all of it together.
    private func learn(_ items: ArraySlice<PlanItem>) async throws(ErrorObject) {
        var calls: [ServiceCall] = []
        for item in items {
            if await recorder.finishedResult(of: Self.unit(of: item)) != nil { continue }
            if let item = try self.ready(item) { calls.append(item.call) }
        }
        _ = await session.caller.prediction.learn(calls)
    }

    /// Why the plan does not hold, as far as the item is concerned, after those before it.
    private func surveyed(_ item: PlanItem) async throws(ErrorObject) -> String? {
        try checkEnding()
        if let result = await recorder.finishedResult(of: Self.unit(of: item)) {
            made.learn(result["made"]?.object ?? [:])
            return nil
        }
        // What an earlier attempt made, and what acts on that, is known when its turn comes.
        if await recorder.hasMadeChange(in: Self.unit(of: item)) { return nil }
        guard let ready = try ready(item) else { return nil }
        let sight = await foreseen(ready)
        made.learn(planned: item.answer, answered: sight.answer)
        guard case .drifted(let reason) = sight.decision else { return nil }
        return reason
    }

    /// What becomes of it once what passes by itself has passed.
    private func foreseen(_ ready: ReadyItem) async -> ItemSight {
        func look() async -> ItemSight {
            await ready.sight(
                by: session.caller.prediction, stays: true, facts: file.plan.facts,
                since: session.caller.moment(at: loop.clock.uptime()))
        }
        let sight = await look()
        guard case .notYet = sight.decision else { return sight }
        await session.caller.prediction.skip(Self.patience)
        return await look()
    }

    // MARK: One item

    /// Does those of an order; after a failure none begins any more.
    func goThrough(_ order: ItemOrder<PlanItem>) async {
        let work = OrderedWork(
            loop: loop, concurrency: concurrency, goesOn: { await self.stop == nil },
            body: { await self.perform($0, ahead: $1) })
        await Recall.$current.withValue(recall) { await work.goThrough(order) }
    }

    private func perform(_ item: PlanItem, ahead: [PlanItem]) async {
        do throws(ErrorObject) {
            try await carryOut(item, ahead: ahead)
        } catch {
            stop = stop ?? error
        }
    }

    /// Makes its change, if it still does what the plan says; raises why not.
    private func carryOut(_ item: PlanItem, ahead: [PlanItem]) async throws(ErrorObject) {
        let unit = Self.unit(of: item)
        if let result = await recorder.finishedResult(of: unit) {
            made.learn(result["made"]?.object ?? [:])
            return note(item, .unchanged, "an earlier attempt did it")
        }
        try checkEnding()
        await recorder.begin(unit)
        do throws(ErrorObject) {
            let status = try await WorkUnit.$current.withValue(unit) {
                await outcome { () async throws(ErrorObject) in
                    try await self.change(item, ahead: ahead)
                }
            }.get()
            let result: JSONValue = [
                "status": .string(status.rawValue), "made": .object(made.json(of: item)),
            ]
            try await recorder.finish(unit, .success(result))
        } catch {
            let wasKept = [ErrorObject.driftCode, ErrorObject.cancelledCode].contains(error.code)
            note(item, wasKept ? .blocked : .failed, error.line)
            try await recorder.finish(unit, .failure(error))
            throw error
        }
    }

    private func change(_ item: PlanItem, ahead: [PlanItem])
        async throws(ErrorObject) -> ReportItem.Status
    {
        guard let ready = try ready(item) else { throw .unmade(item) }
        var differences: [String] = []
        var seen: ItemSight?
        // What an earlier attempt sent is the journal's to answer.
        if await !recorder.hasMadeChange(in: WorkUnit.current) {
            let sight = try await settledSight(of: ready, ahead: ahead)
            (seen, differences) = (sight, sight.differences)
            switch sight.decision {
            case .proceed: note(sight, of: ready)
            case .alreadyDone(let reason):
                note(item, .unchanged, reason, differences: differences)
                return .unchanged
            case .notYet(let reason), .drifted(let reason):
                throw .drift(["item \(item.name): \(reason)"])
            }
        }
        do throws(ErrorObject) {
            let response = try await send(ready, seen: seen)
            made.learn(planned: item.answer, answered: try? JSONValue(parsing: response.body))
            note(ready.item, .changed, differences: differences)
            return .changed
        } catch {
            // Somebody was faster, since the look.
            guard error.disposition == .alreadyDone else { throw error }
            note(ready.item, .unchanged, error.line, differences: differences)
            return .unchanged
        }
    }

    /// Sends it; where it waits longer for its turn than a look holds, it is looked at once more.
    private func send(_ ready: ReadyItem, seen: ItemSight?)
        async throws(ErrorObject) -> ServiceResponse
    {
        guard let seen else { return try await session.send(ready.operation, ready.call) }
        let last = Latest(seen)
        let check = LateCheck { await self.lateVerdict(on: ready, last) }
        let sent = await LateCheck.$current.withValue(check) {
            await outcome { () async throws(ErrorObject) in
                try await session.send(ready.operation, ready.call)
            }
        }
        switch (sent, last.value.decision) {
        case (.failure, .drifted(let reason)), (.failure, .notYet(let reason)):
            throw .drift(["item \(ready.item.name): \(reason)"])
        default: return try sent.get()
        }
    }

    /// Why it is not to be sent any more; nil when it is.
    private func lateVerdict(on ready: ReadyItem, _ last: Latest<ItemSight>) async -> Disposition? {
        if isEnding { return .retry }
        if last.value.isFresh(at: loop.clock.uptime()) { return nil }
        last.value = await looks.look(at: ready, ahead: [])
        if isEnding { return .retry }
        switch last.value.decision {
        case .proceed: return nil
        case .alreadyDone: return .alreadyDone
        case .notYet, .drifted: return .fix
        }
    }

    // MARK: Looking

    /// What becomes of it, as soon as nothing stands in its way that passes by itself.
    private func settledSight(of ready: ReadyItem, ahead: [PlanItem])
        async throws(ErrorObject) -> ItemSight
    {
        let deadline = loop.clock.uptime() + Self.patience
        var seen = await looks.takeLook(at: ready.item.number)
        let ahead = seen == nil ? ahead.compactMap { try? self.ready($0) } : []
        var isTold = false
        while true {
            try checkEnding()
            let sight =
                if let seen { seen } else { await looks.look(at: ready, ahead: ahead) }
            // A look that was taken back shows nothing.
            try checkEnding()
            guard case .notYet(let reason) = sight.decision,
                loop.clock.uptime() + Self.pause <= deadline
            else { return sight }
            if !isTold { tell("item \(ready.item.name) waits: \(reason)") }
            isTold = true
            seen = nil
            try? await loop.sleep(for: Self.pause)
        }
    }

    /// What was just looked at is not read again for the record.
    private func note(_ sight: ItemSight, of ready: ReadyItem) {
        guard let shown = sight.shown, let target = ready.item.target else { return }
        session.caller.looks?.note(
            shown, of: target, ready.call.regionID, in: WorkUnit.current, since: sight.start)
    }

    /// With the ids that are known by now; nil while one is missing that its call needs.
    private func ready(_ item: PlanItem) throws(ErrorObject) -> ReadyItem? {
        guard let item = made.applied(to: item) else { return nil }
        let (operation, call) = try call(of: item)
        return ReadyItem(item: item, operation: operation, call: call)
    }

    /// Somebody wants it to end, or another item failed.
    private var isEnding: Bool { isInterrupted || stop != nil }

    private func checkEnding() throws(ErrorObject) {
        if isEnding { throw .takenBack() }
    }

    private static func unit(of item: PlanItem) -> WorkUnit {
        unit.unit(named: item.name)
    }
}

extension ErrorObject {
    /// An item acts on what an earlier one makes, and it is not known what that became.
    fileprivate static func unmade(_ item: PlanItem) -> ErrorObject {
        .drift(["item \(item.name): what it acts on was not made"])
    }
}
