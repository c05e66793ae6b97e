import LunetteBase
import LunetteWorld

/// What a list showed of a thing that an undo is about.
struct UndoLook: ItemLook {
    /// Nil where it is to be asked for alone: a list leaves out what is gone, and what one may not
    /// see.
    var answer: JSONValue?
    /// When the look began.
    let start: RecentLooks.Moment

    func isFresh(at now: Duration) -> Bool { start.isFresh(at: now) }
}

extension CloudSession {
    /// Looks at things together. One is better asked for alone: that tells what is gone, too.
    func looks(at items: [UndoItem]) async -> [UndoLook] {
        let start = caller.moment(at: loop.clock.uptime())
        var looks = items.map { _ in UndoLook(start: start) }
        guard items.count > 1 else { return looks }
        let reader = FactReader(service: caller.route)
        let needs = Set(items.compactMap(\.effect.listed)).sorted { $0.id < $1.id }
        let shown = Dictionary(await reader.readTogether(needs)) { $1 }
        let tags = await tagLists(of: items.map(\.effect), reader)
        for (index, effect) in items.map(\.effect).enumerated() {
            let element = effect.listed.flatMap { shown[$0] }
            looks[index].answer =
                element.flatMap { effect.isShown(by: $0) ? $0 : nil } ?? tags[effect.subject]
        }
        return looks
    }

    private func tagLists(of effects: [NetEffect], _ reader: FactReader) async
        -> [NetEffect.Subject: JSONValue]
    {
        struct Place: Hashable {
            let type: String
            let regionID: String
        }
        var resources: [Place: [String]] = [:]
        for effect in effects {
            guard case .tags(let id, let type) = effect.subject else { continue }
            resources[Place(type: type, regionID: effect.regionID), default: []].append(id)
        }
        var lists: [NetEffect.Subject: JSONValue] = [:]
        for (place, ids) in resources {
            guard let tags = try? await reader.tags(of: ids, type: place.type, place.regionID)
            else { continue }
            let answer: JSONValue = ["TagResources": ["TagResource": .array(tags)]]
            for id in ids { lists[.tags(resource: id, type: place.type)] = answer }
        }
        return lists
    }
}
