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
struct ItemSight: ItemLook {
    var decision: ItemDecision
    var differences: [String]
    /// What the service would answer.
    var answer: JSONValue?
    /// What a read showed of the thing that it acts on; nil where it was not read on its own.
    var shown: JSONValue?
    /// When the look began.
    var start: RecentLooks.Moment

    func isFresh(at now: Duration) -> Bool { start.isFresh(at: now) }
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

extension CloudSession {
    /// Looks at items together; `facts`: what reads showed when the plan was made.
    func sights(of items: [ReadyItem], facts: JSONObject) async -> [ItemSight] {
        let prediction = await caller.prediction.anew()
        let start = caller.moment(at: loop.clock.uptime())
        let shown = await prediction.learn(items.map(\.call))
        var sights: [ItemSight] = []
        for item in items {
            var sight = await item.sight(by: prediction, stays: false, facts: facts, since: start)
            sight.shown = item.item.target.flatMap { shown[$0] }
            sights.append(sight)
        }
        return sights
    }
}

extension ChangeEffect {
    /// Of a prediction that changes nothing.
    fileprivate static let none = ChangeEffect(before: [:], after: [:], isPredicted: true)
}
