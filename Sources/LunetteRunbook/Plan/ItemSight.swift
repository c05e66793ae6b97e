import LunetteBase
import LunetteCatalogue
import LunetteClient

/// An item with the ids that are known by now, and what makes its change.
struct ReadyItem: Sendable {
    let item: PlanItem
    let operation: Operation
    let call: ServiceCall
}

/// What a look shows of an item: what becomes of it, and what else is not as it was.
struct ItemSight: Sendable {
    var decision: ItemDecision
    var differences: [String]
    /// What the service would answer.
    var answer: JSONValue?
    /// What a read showed of the thing that it acts on; nil where it was not read on its own.
    var shown: JSONValue?
    /// When the look began.
    var start: RecentLooks.Moment

    /// Whether it is one of right before.
    func isFresh(at now: Duration) -> Bool { now - start.at <= RecentLooks.lifetime }
}

extension ReadyItem {
    /// What it would do now, on the twin of a route; `stays`: what comes after it is looked at as
    /// if it was done. `facts`: what reads showed when the plan was made.
    func sight(
        by prediction: PredictedRoute, stays: Bool, facts: JSONObject,
        since start: RecentLooks.Moment
    ) async -> ItemSight {
        let prospect: Prospect
        var answer: JSONValue?
        do throws(ErrorObject) {
            let response =
                stays
                ? try await prediction.send(operation, call)
                : try await prediction.preview(operation, call)
            answer = try? JSONValue(parsing: response.body)
            prospect = .effect(response.effect ?? .none)
        } catch {
            prospect = .refused(error)
        }
        let state = await prediction.state(of: item.target ?? "") ?? [:]
        return ItemSight(
            decision: item.decision(on: prospect, isPassing: PlanItem.isPassing(state)),
            differences: item.differences(from: facts, to: state), answer: answer, start: start)
    }
}

extension ChangeEffect {
    /// Of a prediction that changes nothing.
    fileprivate static let none = ChangeEffect(before: [:], after: [:], isPredicted: true)
}
