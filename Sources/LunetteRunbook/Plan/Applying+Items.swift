import LunetteBase
import LunetteCatalogue
import LunetteClient
import LunetteJournal

extension Applying {
    /// What a look shows of an item: what becomes of it, and what else is not as it was.
    private struct Sight {
        var decision: ItemDecision
        var differences: [String] = []
        /// What the service would answer.
        var answer: JSONValue?
    }

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
        for item in file.plan.items {
            try checkInterruption()
            if let result = await recorder.finishedResult(of: Self.unit(of: item)) {
                self.made.learn(result["made"]?.object ?? [:])
                continue
            }
            // What an earlier attempt made, and what acts on that, is known when its turn comes.
            let isMade = await recorder.hasMadeChange(in: Self.unit(of: item))
            if isMade || self.made.applied(to: item) == nil { continue }
            let sight = try await foreseen(item)
            self.made.learn(planned: item.answer, answered: sight.answer)
            guard case .drifted(let reason) = sight.decision else { continue }
            reasons.append("item \(item.name): \(reason)")
            note(item, .blocked, reason)
        }
        // What the twin made is not there.
        self.made = made
        if !reasons.isEmpty { throw .drift(reasons) }
    }

    /// What becomes of it after those before it, once what passes by itself has passed.
    private func foreseen(_ item: PlanItem) async throws(ErrorObject) -> Sight {
        let sight = try await look(at: item, stays: true)
        guard case .notYet = sight.decision else { return sight }
        await session.caller.prediction.skip(Self.patience)
        return try await look(at: item, stays: true)
    }

    // MARK: One item

    /// Makes its change, if it still does what the plan says; raises why not.
    func carryOut(_ item: PlanItem) async throws(ErrorObject) {
        let unit = Self.unit(of: item)
        if let result = await recorder.finishedResult(of: unit) {
            made.learn(result["made"]?.object ?? [:])
            return note(item, .unchanged, "an earlier attempt did it")
        }
        try checkInterruption()
        await recorder.begin(unit)
        do throws(ErrorObject) {
            let status = try await WorkUnit.$current.withValue(unit) {
                await outcome { () async throws(ErrorObject) in try await self.change(item) }
            }.get()
            let result: JSONValue = [
                "status": .string(status.rawValue), "made": .object(made.json(of: item)),
            ]
            try await recorder.finish(unit, .success(result))
        } catch {
            note(item, error.code == ErrorObject.driftCode ? .blocked : .failed, error.line)
            try await recorder.finish(unit, .failure(error))
            throw error
        }
    }

    private func change(_ item: PlanItem) async throws(ErrorObject) -> ReportItem.Status {
        var differences: [String] = []
        // What an earlier attempt sent is the journal's to answer.
        if await !recorder.hasMadeChange(in: WorkUnit.current) {
            let sight = try await settledLook(at: item)
            differences = sight.differences
            switch sight.decision {
            case .proceed: break
            case .alreadyDone(let reason):
                note(item, .unchanged, reason, differences: differences)
                return .unchanged
            case .notYet(let reason), .drifted(let reason):
                throw .drift(["item \(item.name): \(reason)"])
            }
        }
        guard let ready = made.applied(to: item) else { throw .unmade(item) }
        let (operation, call) = try call(of: ready)
        do throws(ErrorObject) {
            let response = try await session.send(operation, call)
            made.learn(planned: item.answer, answered: try? JSONValue(parsing: response.body))
            note(ready, .changed, differences: differences)
            return .changed
        } catch {
            // Somebody was faster, since the look.
            guard error.disposition == .alreadyDone else { throw error }
            note(ready, .unchanged, error.line, differences: differences)
            return .unchanged
        }
    }

    // MARK: Looking

    /// What becomes of it, as soon as nothing stands in its way that passes by itself.
    private func settledLook(at item: PlanItem) async throws(ErrorObject) -> Sight {
        let deadline = loop.clock.uptime() + Self.patience
        var isTold = false
        while true {
            try checkInterruption()
            await session.caller.prediction.startOver()
            let sight = try await look(at: item, stays: false)
            guard case .notYet(let reason) = sight.decision,
                loop.clock.uptime() + Self.pause <= deadline
            else { return sight }
            if !isTold { tell("item \(item.name) waits: \(reason)") }
            isTold = true
            try? await loop.sleep(for: Self.pause)
        }
    }

    /// What it would do now; `stays`: what comes after it is looked at as if it was done.
    private func look(at item: PlanItem, stays: Bool) async throws(ErrorObject) -> Sight {
        guard let ready = made.applied(to: item) else { throw .unmade(item) }
        let (operation, call) = try call(of: ready)
        let prediction = session.caller.prediction
        var prospect: Prospect
        var answer: JSONValue?
        do throws(ErrorObject) {
            let response =
                stays
                ? try await prediction.send(operation, call)
                : try await prediction.preview(operation, call)
            answer = try? JSONValue(parsing: response.body)
            prospect = .effect(response.effect ?? ChangeEffect(before: [:], after: [:]))
        } catch {
            prospect = .refused(error)
        }
        let state = await state(of: ready.target)
        return Sight(
            decision: ready.decision(on: prospect, isPassing: PlanItem.isPassing(state)),
            differences: ready.differences(from: file.plan.facts, to: state), answer: answer)
    }

    private func state(of target: String?) async -> JSONObject {
        guard let target else { return [:] }
        return await session.caller.prediction.state(of: target) ?? [:]
    }

    private func checkInterruption() throws(ErrorObject) {
        guard isInterrupted else { return }
        throw ErrorObject(
            kind: .transport, code: "Cancelled", message: "the run was ended before it was sent",
            disposition: .retry, explanation: "Nothing was sent.")
    }

    private static func unit(of item: PlanItem) -> WorkUnit {
        unit.unit(named: item.name)
    }
}

extension ChangeEffect {
    /// Of a prediction that changes nothing.
    fileprivate init(before: JSONObject, after: JSONObject) {
        self.init(before: .object(before), after: .object(after), isPredicted: true)
    }
}

extension ErrorObject {
    /// An item acts on what an earlier one makes, and it is not known what that became.
    fileprivate static func unmade(_ item: PlanItem) -> ErrorObject {
        .drift(["item \(item.name): what it acts on was not made"])
    }
}

/// A typed throw where a closure's would be lost on the way.
private func outcome<Value>(
    _ body: () async throws(ErrorObject) -> Value
) async -> Result<Value, ErrorObject> {
    do throws(ErrorObject) {
        return .success(try await body())
    } catch {
        return .failure(error)
    }
}
