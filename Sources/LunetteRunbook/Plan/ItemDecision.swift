import LunetteBase
import LunetteClient

/// What a planned change would do if it was made now.
enum Prospect: Sendable, Hashable {
    case effect(ChangeEffect)
    /// What the service would say instead.
    case refused(ErrorObject)
}

/// What becomes of an item of a plan, given what is there now.
enum ItemDecision: Sendable, Hashable {
    /// It does what the plan says.
    case proceed
    /// It is so already: nothing is sent.
    case alreadyDone(String)
    /// Something that passes by itself stands in its way.
    case notYet(String)
    /// It would do something else than the plan says.
    case drifted(String)
}

extension PlanItem {
    /// Decides by what it would do now. What it does not touch may differ from what was there when
    /// the plan was made; and part of what it does may be done. `isPassing`: the thing that it acts
    /// on is in a state that ends by itself.
    func decision(on prospect: Prospect, isPassing: Bool = false) -> ItemDecision {
        switch prospect {
        case .effect(let effect): decision(on: effect)
        case .refused(let error): decision(on: error, isPassing: isPassing)
        }
    }

    private func decision(on effect: ChangeEffect) -> ItemDecision {
        let planned = Footprint(before: before, after: after)
        let now = Footprint(
            before: effect.before.object ?? [:], after: effect.after.object ?? [:])
        if let excess = now.excess(over: planned) { return .drifted(excess) }
        return now.isEmpty && !planned.isEmpty ? .alreadyDone("it is so already") : .proceed
    }

    private func decision(on error: ErrorObject, isPassing: Bool) -> ItemDecision {
        if error.code == ErrorObject.unpredictableCode { return .drifted(error.message) }
        switch error.disposition {
        case .alreadyDone: return .alreadyDone(error.line)
        case .gone where isRemoval: return .alreadyDone("it is gone already")
        case .wait, .retry, .fix:
            if isPassing { return .notYet(error.line) }
            return .drifted("it would be refused: \(error.line)")
        default: return .drifted("it would be refused: \(error.line)")
        }
    }

    /// Whether all that it does is to take something away for good.
    private var isRemoval: Bool {
        !after.isEmpty && after.members.allSatisfy { $0.value == .null }
    }

    /// Whether a thing's fields say that it is in a state that ends by itself.
    static func isPassing(_ state: JSONObject) -> Bool {
        let states = [
            "Pending", "Starting", "Stopping", "Creating", "Attaching", "Detaching", "Deleting",
        ]
        return state["status"]?.string.map(states.contains) ?? false
    }

    /// What else is not as it was, of the thing that it acts on: `status: Running → Stopped`. Makes
    /// no difference to what it does.
    func differences(from facts: JSONObject, to now: JSONObject) -> [String] {
        guard let target, let then = facts[target]?.object, !now.isEmpty else { return [] }
        let own = before[target]?.object ?? [:]
        return then.members.compactMap { field in
            let value = now[field.name] ?? .null
            guard own[field.name] == nil, value != field.value else { return nil }
            return "\(field.name): \(field.value.words) → \(value.words)"
        }
    }
}
