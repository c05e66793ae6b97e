import LunetteBase

/// The ids that a plan made up for things to come, and what became of them. Pure.
struct MadeIDs: Sendable, Hashable {
    private let invented: Set<String>
    private var actual: [String: String] = [:]

    init(of items: [PlanItem]) {
        invented = Set(items.flatMap(\.madeIDs))
    }

    /// Takes in how an answer calls what the plan's answer calls otherwise.
    mutating func learn(planned: JSONValue?, answered: JSONValue?) {
        switch (planned, answered) {
        case (.string(let name)?, .string(let id)?) where invented.contains(name):
            actual[name] = id
        case (.array(let names)?, .array(let ids)?):
            for (name, id) in zip(names, ids) { learn(planned: name, answered: id) }
        case (.object(let planned)?, .object(let answered)?):
            for member in planned.members {
                learn(planned: member.value, answered: answered[member.name])
            }
        default: break
        }
    }

    /// Takes in what an earlier attempt learned, as `json` gives it.
    mutating func learn(_ json: JSONObject) {
        for member in json.members { actual[member.name] = member.value.string }
    }

    /// For the record: what is known of the ids that an item makes.
    func json(of item: PlanItem) -> JSONObject {
        JSONObject(
            members: item.madeIDs.compactMap { name in
                actual[name].map { .init(name: name, value: .string($0)) }
            })
    }

    /// The item with the ids that are known by now; nil while one is missing that its call needs.
    func applied(to item: PlanItem) -> PlanItem? {
        guard !invented.isEmpty else { return item }
        var item = item
        guard let parameters = applied(to: .object(item.parameters)).object,
            !parameters.members.contains(where: { invented.contains($0.value.string ?? "") }),
            let before = applied(to: .object(item.before)).object,
            let after = applied(to: .object(item.after)).object
        else { return nil }
        item.parameters = parameters
        item.target = item.target.map { actual[$0] ?? $0 }
        item.before = before
        item.after = after
        return item
    }

    private func applied(to value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(actual[text] ?? text)
        case .array(let elements): .array(elements.map(applied))
        case .object(let object):
            .object(
                JSONObject(
                    members: object.members.map {
                        .init(name: actual[$0.name] ?? $0.name, value: applied(to: $0.value))
                    }))
        default: value
        }
    }
}
