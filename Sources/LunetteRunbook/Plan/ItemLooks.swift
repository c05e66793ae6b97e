import LunetteBase
import LunetteLoop

/// Looks at a plan's items right before they are done: those that are wanted at the same time, and
/// those that are soon to be done, are looked at together, since one read shows a hundred things.
actor ItemLooks {
    private nonisolated let session: CloudSession
    private let facts: JSONObject
    private var sights: [Int: ItemSight] = [:]
    private var wanted: [ReadyItem] = []
    /// The numbers of those that are wanted or being looked at.
    private var coming: Set<Int> = []
    private var look: Task<Void, Never>?

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        session.loop.asUnownedSerialExecutor()
    }

    /// `facts`: what reads showed when the plan was made.
    init(session: CloudSession, facts: JSONObject) {
        self.session = session
        self.facts = facts
    }

    /// How many are looked at together.
    static let most = 100

    /// What was so of an item a moment ago; nil where it was not looked at since. For one use.
    func takeSight(of item: PlanItem) -> ItemSight? {
        guard let sight = sights.removeValue(forKey: item.number) else { return nil }
        return sight.isFresh(at: now) ? sight : nil
    }

    /// What is so of the item now; `ahead` are looked at on the same occasion.
    func sight(of ready: ReadyItem, ahead: [ReadyItem]) async -> ItemSight {
        let number = ready.item.number
        for item in [ready] + ahead where !(sights[item.item.number]?.isFresh(at: now) ?? false) {
            sights[item.item.number] = nil
            guard coming.insert(item.item.number).inserted else { continue }
            wanted.append(item)
        }
        while true {
            if let sight = sights.removeValue(forKey: number) { return sight }
            if look == nil { look = Task { await takeLook() } }
            await look?.value
        }
    }

    private func takeLook() async {
        let items = wanted.prefix(Self.most)
        wanted.removeFirst(items.count)
        let prediction = await session.caller.prediction.anew()
        let start = session.caller.moment(at: now)
        let shown = await prediction.learn(items.map(\.call))
        for item in items {
            var sight = await item.sight(by: prediction, stays: false, facts: facts, since: start)
            sight.shown = item.item.target.flatMap { shown[$0] }
            sights[item.item.number] = sight
            coming.remove(item.item.number)
        }
        look = nil
    }

    private var now: Duration { session.loop.clock.uptime() }
}
