import LunetteBase
import LunetteCatalogue
import LunetteClient

extension Undoing {
    /// What a look at a thing shows, and when it began.
    struct Sighting: Sendable {
        let shown: NetEffect.Sight
        let start: RecentLooks.Moment
    }

    // MARK: Looking

    /// What is so of a thing now; `ahead` are looked at on the same occasion.
    func sight(of item: UndoItem, ahead: [UndoItem]) async -> Sighting {
        if item.isListed {
            let look = await looks.look(at: item, ahead: ahead.filter(\.isListed))
            if let answer = look.answer {
                return Sighting(shown: .found(answer), start: look.start)
            }
        }
        let start = session.caller.moment(at: loop.clock.uptime())
        return Sighting(shown: await sight(of: item.effect), start: start)
    }

    /// What the read that is about the thing alone shows.
    private func sight(of effect: NetEffect) async -> NetEffect.Sight {
        let read = effect.read
        guard let operation = Catalogue.operation(named: read.operation) else {
            return .unknown("there is no read for it")
        }
        do throws(ErrorObject) {
            let response = try await session.send(operation, read)
            guard let answer = try? JSONValue(parsing: response.body) else {
                return .unknown("the answer is no JSON")
            }
            return .found(answer)
        } catch {
            return error.disposition == .gone ? .gone : .unknown(error.line)
        }
    }

    // MARK: Taking back

    /// Looks at a thing and takes back what the run did to it; once more where others changed it
    /// while that waited for its quota.
    func carryOut(_ item: UndoItem, ahead: [UndoItem]) async -> UndoStep {
        // Looks of one are not another's.
        var unit = WorkUnit.wholeRun
        unit.fleet = ["undo", String(item.number)]
        return await WorkUnit.$current.withValue(unit) {
            var sighting = await sight(of: item, ahead: ahead)
            // Of which a call was made.
            var begun: UndoStep?
            while !isEnding {
                note(sighting, of: item.effect)
                let step = item.effect.step(sighting.shown)
                let last = Latest(sighting)
                do throws(ErrorObject) {
                    for call in step.calls {
                        try await make(call, of: item, last)
                        begun = begun ?? step
                    }
                    return step.verdict == .restored ? begun ?? step : step
                } catch {
                    guard error.code == ErrorObject.cancelledCode, error.disposition != .inDoubt
                    else { return step.ended(by: error, begun) }
                }
                if !isEnding { sighting = await sight(of: item, ahead: []) }
            }
            return .ended(item, begun)
        }
    }

    private func make(_ planned: ServiceCall, of item: UndoItem, _ last: Latest<Sighting>)
        async throws(ErrorObject)
    {
        guard let operation = Catalogue.operation(named: planned.operation) else { return }
        let call = ServiceCall(
            operation, parameters: planned.parameters, regionID: planned.regionID)
        try await session.authority.permit(operation, call, as: session.caller, isDryRun: false)
        let check = LateCheck {
            await self.lateVerdict(on: planned, of: item, last)
        }
        try await LateCheck.$current.withValue(check) {
            await outcome { () async throws(ErrorObject) in
                _ = try await session.send(operation, call)
            }
        }.get()
    }

    /// Why a call is not to be sent any more; nil when it is.
    private func lateVerdict(
        on call: ServiceCall, of item: UndoItem, _ last: Latest<Sighting>
    ) async -> Disposition? {
        if isEnding { return .retry }
        if last.value.start.isFresh(at: loop.clock.uptime()) { return nil }
        last.value = await sight(of: item, ahead: [])
        if isEnding { return .retry }
        return item.effect.step(last.value.shown).calls.contains(call) ? nil : .fix
    }

    /// What was just looked at is not read again for the record.
    private func note(_ sighting: Sighting, of effect: NetEffect) {
        guard effect.listed != nil, case .found(let answer) = sighting.shown else { return }
        session.caller.looks?.note(
            answer, of: effect.target, effect.regionID, in: WorkUnit.current,
            since: sighting.start)
    }
}

extension UndoItem {
    /// A list shows it together with others.
    fileprivate var isListed: Bool {
        if case .tags = effect.subject { true } else { effect.listed != nil }
    }
}

extension UndoStep {
    static func notBegun(_ item: UndoItem) -> UndoStep {
        UndoStep(item.effect.target, .notBegun, "not begun")
    }

    /// What became of one when the undo was ended; `begun`: as it was when a call of it was made.
    fileprivate static func ended(_ item: UndoItem, _ begun: UndoStep?) -> UndoStep {
        guard let begun else { return .notBegun(item) }
        return UndoStep(begun.target, .begun, "only a part was done of: \(begun.text)")
    }

    /// What became of it when one of its calls failed.
    fileprivate func ended(by error: ErrorObject, _ begun: UndoStep?) -> UndoStep {
        guard error.disposition == .alreadyDone else {
            return UndoStep(target, .unknown, error.line)
        }
        // Somebody was faster, since the look.
        return begun ?? UndoStep(target, .restored, error.line)
    }
}
