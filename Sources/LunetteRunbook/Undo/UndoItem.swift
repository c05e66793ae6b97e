import LunetteBase

/// One thing of an undo, in its order.
struct UndoItem: OrderedItem {
    /// From 1; the last change is taken back first, and what the run made is deleted last.
    let number: Int
    var effect: NetEffect
    /// Groups that the undo puts some into and takes others out of: where one is full, who comes
    /// first matters.
    private let contested: Set<String>
    let fleet: [String] = []

    /// The effects of a run, the last one first; but what it made may have been put to use by any
    /// of them, and is deleted when all others are taken back.
    static func list(of effects: [NetEffect]) -> [UndoItem] {
        let groups = effects.filter { if case .groups = $0.subject { true } else { false } }
        let contested = Set(groups.flatMap(\.added.keys))
            .intersection(groups.flatMap(\.removed.keys))
        let made = effects.filter(\.isOfMaking)
        let others = effects.filter { !$0.isOfMaking }
        return (others.reversed() + made.reversed()).enumerated().map {
            UndoItem(number: $0 + 1, effect: $1, contested: contested)
        }
    }

    /// Groups, names and tags of different resources have nothing to do with each other.
    var kind: String {
        switch effect.subject {
        case .groups(let id), .attributes(let id), .tags(let id, _):
            ResourceKind.of(id).idName
        case .rules: "rules"
        case .status: "status \(effect.values["status"]?.before.string ?? "")"
        case .attachment: "attachment"
        case .existence(_, let kind): kind
        }
    }

    var changedIDs: Set<String> {
        let others: [String?] =
            switch effect.subject {
            case .groups: elements.filter(contested.contains)
            case .attachment:
                effect.values["instance_id"].map { [$0.before.string, $0.after.string] } ?? []
            default: []
            }
        return Set([effect.target] + others.compactMap { $0 }).subtracting([""])
    }

    var usedIDs: Set<String> { Set(elements) }

    /// Groups by their ids, rules and tags by all that they say.
    private var elements: [String] {
        (Array(effect.added) + effect.removed).flatMap {
            [$0.key] + JSONValue.object($0.value).strings
        }
    }
}

extension NetEffect {
    /// The run made the thing.
    fileprivate var isOfMaking: Bool {
        if case .existence = subject { true } else { false }
    }
}
