import LunetteBase
import LunetteCatalogue
import LunetteClient
import LunetteJournal

/// Records every change: its intent, on disk before it is sent, and its outcome. A change that an
/// earlier attempt at the run made is not sent again; one whose outcome is not on record is looked
/// for first.
struct JournaledRoute: CallRoute {
    let base: any CallRoute
    let recorder: RunRecorder
    let randomness: any Randomness
    let clock: any RunClock
    let looks = RecentLooks()
    /// The profile or role, where it is another than the run's own.
    let caller: String?
    /// Told before a change that cannot be taken back.
    let warn: @Sendable (String, ServiceCall) -> Void

    func send(_ operation: Operation, _ call: ServiceCall)
        async throws(ErrorObject) -> ServiceResponse
    {
        guard !call.changesNothing else { return try await read(operation, call) }
        return try await recorder.following { () async throws(ErrorObject) in
            try await change(operation, call)
        }
    }

    private func read(_ operation: Operation, _ call: ServiceCall)
        async throws(ErrorObject) -> ServiceResponse
    {
        let start = looks.moment(at: clock.uptime())
        let response = try await base.send(operation, call)
        looks.note(call, response.body, in: WorkUnit.current, since: start)
        return response
    }

    private func change(_ operation: Operation, _ call: ServiceCall)
        async throws(ErrorObject) -> ServiceResponse
    {
        let unit = WorkUnit.current
        let (decision, occurrence) = await recorder.decision(
            on: ChangeKey(unit: unit, call, as: caller))
        var plan = Plan(
            operation: operation, call: call, caller: caller, unit: unit, occurrence: occurrence)
        switch decision {
        case .answer(let change): return .replayed(change)
        case .refuse(let error): throw error
        case .send:
            plan.call.fillClientToken { randomness.uuid() }
            return try await carryOut(plan)
        case .settle(let change): return try await settle(plan, change)
        }
    }

    private struct Plan {
        let operation: Operation
        var call: ServiceCall
        let caller: String?
        let unit: WorkUnit
        let occurrence: Int64
        var repeats: Int64?
        /// Whether an earlier attempt may have made it, which no refusal of this one tells.
        var mayBeMade = false

        func intent(before: JSONObject?) -> ChangeIntent {
            var intent = ChangeIntent(
                unit: unit.path, occurrence: occurrence, operation: call.operation,
                regionID: call.regionID, target: call.target,
                parameters: call.parameters.withoutSecrets, before: before, repeats: repeats)
            intent.caller = caller
            return intent
        }
    }

    // MARK: A change

    private func carryOut(_ plan: Plan) async throws(ErrorObject) -> ServiceResponse {
        if plan.operation.invertibility == .irreversible {
            warn("\(plan.operation.name) cannot be undone", plan.call)
        }
        let model = ChangeModel.of(plan.call)
        let before = await factsBefore(plan, model)
        guard !Task.isCancelled else { throw .takenBack(plan.call) }
        let intent = try await recorder.record(plan.intent(before: before))
        do throws(ErrorObject) {
            let response = try await looks.changing(plan.call) { () async throws(ErrorObject) in
                try await base.send(plan.operation, plan.call)
            }
            let after = await after(response, plan.call, model, before)
            do throws(ErrorObject) {
                try await recorder.record(.made(intent, response, after))
            } catch {
                throw error.afterMaking(plan.call, response)
            }
            return response.with(before, after, of: plan.call)
        } catch {
            // That the outcome itself could not be recorded leaves it in doubt on record.
            guard error.code != "JournalUnwritable", error.code != "LockLost" else { throw error }
            let error = plan.mayBeMade ? error.leavingDoubt(about: plan.call) : error
            try await recorder.record(.failed(intent, error))
            throw error
        }
    }

    /// What is so before the change: what was looked at just now is not read again.
    private func factsBefore(_ plan: Plan, _ model: ChangeModel?) async -> JSONObject? {
        guard let model, let read = model.read(for: plan.call) else { return nil }
        if let seen = looks.take(read, in: plan.unit, at: clock.uptime()),
            model.isShown(by: seen, of: plan.call)
        {
            return model.facts(plan.call, seen)
        }
        return await facts(plan.call, model)
    }

    /// What a read shows of what the change is about; nil when it shows nothing. Its failure is no
    /// reason not to make the change, whose own answer says more.
    private func facts(_ call: ServiceCall, _ model: ChangeModel?) async -> JSONObject? {
        guard let model, let read = model.read(for: call),
            let operation = Catalogue.operation(named: read.operation),
            let answer = try? await base.send(operation, read),
            let json = try? JSONValue(parsing: answer.body)
        else { return nil }
        return model.facts(call, json)
    }

    /// What a read shows of a change that is made: it goes on record, whoever wants no more.
    private func factsAfter(_ call: ServiceCall, _ model: ChangeModel?) async -> JSONObject? {
        await Recall.$current.withValue(nil) { await facts(call, model) }
    }

    /// What is so now: by the service's word, or, where only a read told, by another look.
    private func after(
        _ response: ServiceResponse, _ call: ServiceCall, _ model: ChangeModel?,
        _ before: JSONObject?
    ) async -> JSONObject? {
        guard let model else { return nil }
        if response.isSettledByRead { return await factsAfter(call, model) }
        guard model.subject == nil || before != nil else { return nil }
        return model.effect(call, before ?? [:])
    }

    // MARK: A change in doubt

    private func settle(_ plan: Plan, _ change: RunHistory.Change)
        async throws(ErrorObject) -> ServiceResponse
    {
        var plan = plan
        plan.repeats = change.position
        if let token = change.intent.parameters["ClientToken"]?.string {
            // The service knows it by its token, whether it has seen it before or not.
            plan.call.fillClientToken { token }
            plan.mayBeMade = true
            return try await carryOut(plan)
        }
        switch try await verdict(plan.call) {
        case .notMade: return try await carryOut(plan)
        case .unknown: throw .inDoubt(plan.call)
        case .made:
            let response = ServiceResponse.settled(attempts: 0)
            let after = await factsAfter(plan.call, ChangeModel.of(plan.call))
            try await recorder.record(.made(change.position, response, after))
            return response.with(change.intent.before, after, of: plan.call)
        }
    }

    /// Finds out which of the changes that an earlier attempt left in doubt were made: a script
    /// that finds its work done never asks again. What was not made is left to the script.
    func settleDoubts() async throws(ErrorObject) {
        for change in await recorder.doubts where change.intent.caller == caller {
            guard let call = ServiceCall(change.intent),
                case .made? = try? await verdict(call)
            else { continue }
            let after = await factsAfter(call, ChangeModel.of(call))
            try await recorder.settle(
                change, as: .made(change.position, .settled(attempts: 0), after))
        }
    }

    private func verdict(_ call: ServiceCall) async throws(ErrorObject) -> Settlement.Verdict {
        guard let settlement = Settlement.of(call), let read = settlement.subject.read(for: call),
            let operation = Catalogue.operation(named: read.operation)
        else { return .unknown }
        do throws(ErrorObject) {
            let answer = try await base.send(operation, read)
            guard let json = try? JSONValue(parsing: answer.body) else { return .unknown }
            return settlement.verdict(on: call, .found(json))
        } catch {
            guard error.disposition == .gone else { throw error }
            return settlement.verdict(on: call, .gone)
        }
    }
}

extension ServiceCall {
    /// The call that an intent was about; nil where a part of it is not on record, or where its
    /// ClientToken tells more than a read.
    fileprivate init?(_ intent: ChangeIntent) {
        let parameters = intent.parameters.members.map {
            NamedValue($0.name, $0.value.string ?? "")
        }
        guard let operation = Catalogue.operation(named: intent.operation),
            !parameters.contains(where: { $0.value.contains("<secret>") }),
            parameters.value(named: "ClientToken") == nil
        else { return nil }
        self.init(operation, parameters: parameters, regionID: intent.regionID)
    }
}

extension ServiceResponse {
    /// The answer that is on record.
    fileprivate static func replayed(_ change: RunHistory.Change) -> ServiceResponse {
        let body = change.outcome?.answer ?? [:]
        var response = ServiceResponse(status: 200, body: body.bytes)
        response.isReplayed = true
        return response
    }

    /// With what the change did, where that is known: by the id that it acted on.
    fileprivate func with(_ before: JSONObject?, _ after: JSONObject?, of call: ServiceCall)
        -> ServiceResponse
    {
        guard let after else { return self }
        let id = call.target ?? call.operation
        var response = self
        response.effect = ChangeEffect(
            before: .object([id: .object((before ?? [:]).withWorldNames)]),
            after: .object([id: .object(after.withWorldNames)]), isPredicted: false)
        return response
    }
}

extension JSONObject {
    /// As predictions call it.
    fileprivate var withWorldNames: JSONObject {
        JSONObject(
            members: members.map { member in
                member.name == "groups"
                    ? Member(name: "security_group_ids", value: member.value) : member
            })
    }
}

extension ChangeOutcome {
    fileprivate static func made(
        _ intent: Int64, _ response: ServiceResponse, _ after: JSONObject?
    ) -> ChangeOutcome {
        var outcome = ChangeOutcome(intent: intent, status: .made)
        outcome.requestID = response.requestID
        outcome.answer = (try? JSONValue(parsing: response.body))?.withoutSecrets
        outcome.after = after
        outcome.isSettledByRead = response.isSettledByRead
        outcome.attempts = Int64(response.attempts)
        return outcome
    }

    fileprivate static func failed(_ intent: Int64, _ error: ErrorObject) -> ChangeOutcome {
        let status: Status =
            error.disposition == .inDoubt ? .inDoubt : error.attempts == 0 ? .unsent : .refused
        var outcome = ChangeOutcome(intent: intent, status: status)
        outcome.requestID = error.requestID
        outcome.error = error.json
        outcome.attempts = Int64(error.attempts)
        return outcome
    }
}

extension ErrorObject {
    /// Of what was not sent any more.
    static let cancelledCode = "Cancelled"

    /// The run ends, and the change was not sent any more.
    static func takenBack(_ call: ServiceCall? = nil) -> ErrorObject {
        ErrorObject(
            kind: .transport, code: cancelledCode, message: "the run was ended before it was sent",
            disposition: .retry, explanation: "Nothing was sent.", about: call)
    }

    /// An earlier attempt at the run sent it, nobody knows what became of it, and no read tells.
    fileprivate static func inDoubt(_ call: ServiceCall) -> ErrorObject {
        ErrorObject(
            kind: .transport, code: "OutcomeUnknown",
            message: "the run was killed while this change was under way, and no read tells "
                + "whether it was made",
            disposition: .inDoubt,
            explanation: "It is not sent again by itself. Look whether it was made; if it was not, "
                + "make it in a run of its own.", about: call)
    }

    /// An earlier attempt may have made the change, whatever became of this one.
    fileprivate func leavingDoubt(about call: ServiceCall) -> ErrorObject {
        guard disposition != .inDoubt else { return self }
        var object = ErrorObject.inDoubt(call)
        object.message =
            "the run was killed while this change was under way, and what became of it is not "
            + "known; sent again, it failed: \(code): \(message)"
        object.httpStatus = httpStatus
        object.requestID = requestID
        object.attempts = attempts
        return object
    }

    /// The change was made, and the journal could not take that in: on record it is in doubt.
    fileprivate func afterMaking(_ call: ServiceCall, _ response: ServiceResponse) -> ErrorObject {
        var object = self
        object.message = "the change was made, and is in doubt on record: \(message)"
        object.disposition = .inDoubt
        object.operation = call.operation
        object.target = call.target
        object.regionID = call.regionID
        object.requestID = response.requestID
        object.attempts = response.attempts
        return object
    }

    private init(
        kind: Kind, code: String, message: String, disposition: Disposition, explanation: String,
        about call: ServiceCall?
    ) {
        self.init(
            kind: kind, code: code, message: message, disposition: disposition,
            explanation: explanation)
        operation = call?.operation
        target = call?.target
        regionID = call?.regionID
    }
}
