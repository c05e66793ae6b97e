import LunetteBase

/// In what order a plan's items are done, and which of them beside each other. Pure.
///
/// The order of the plan holds, but where it says nothing: between the items of one of the script's
/// fleets, and between changes of one kind that follow each other and act on different things. The
/// first of those goes alone: where it is refused, no other is begun.
indirect enum ItemOrder: Sendable, Hashable {
    case one(PlanItem)
    case inTurn([ItemOrder])
    case beside([ItemOrder])

    init(_ items: [PlanItem]) {
        self.init(items, depth: 0)
    }

    /// `depth`: so much of the items' fleets is the same.
    private init(_ items: [PlanItem], depth: Int) {
        self = .inTurn(
            Self.stretches(items, depth).flatMap { stretch in
                let strands = Strand.all(of: stretch, depth).map { strand in
                    strand.isOrdered
                        ? ItemOrder.inTurn(strand.items.map(ItemOrder.one))
                        : ItemOrder(strand.items, depth: depth + 2)
                }
                return strands.count < 3
                    ? strands : [strands[0], .beside(Array(strands.dropFirst()))]
            })
    }

    /// Items that follow each other and are of the same fleet, or of the same kind.
    private static func stretches(_ items: [PlanItem], _ depth: Int) -> [[PlanItem]] {
        func head(_ item: PlanItem) -> [String?] {
            depth < item.fleet.count
                ? [item.fleet[depth], nil] : [nil, item.operation]
        }
        var stretches: [[PlanItem]] = []
        for item in items {
            if let last = stretches.last?.last, head(last) == head(item) {
                stretches[stretches.count - 1].append(item)
            } else {
                stretches.append([item])
            }
        }
        return stretches
    }

    /// The item that is done first.
    var first: PlanItem? {
        switch self {
        case .one(let item): item
        case .inTurn(let parts), .beside(let parts): parts.first?.first
        }
    }
}

/// Items of a stretch that are done one after the other.
private struct Strand {
    var items: [PlanItem]
    /// They are not of one fleet's item only: their order is the plan's.
    var isOrdered: Bool

    /// Those of a fleet's item, or each for itself; but those together of which one changes what
    /// another acts on.
    static func all(of stretch: [PlanItem], _ depth: Int) -> [Strand] {
        var strands: [Strand] = []
        var byKey: [String: Int] = [:]
        for item in stretch {
            guard depth + 1 < item.fleet.count else {
                strands.append(Strand(items: [item], isOrdered: true))
                continue
            }
            let key = item.fleet[depth + 1]
            if let known = byKey[key] {
                strands[known].items.append(item)
            } else {
                byKey[key] = strands.count
                strands.append(Strand(items: [item], isOrdered: false))
            }
        }
        return joined(strands)
    }

    private static func joined(_ strands: [Strand]) -> [Strand] {
        // Each points to an earlier one that it belongs to, or to itself.
        var home = Array(strands.indices)
        func root(_ index: Int) -> Int { home[index] == index ? index : root(home[index]) }
        var changing: [String: Int] = [:]
        for (index, strand) in strands.enumerated() {
            for id in strand.items.flatMap(\.changedIDs) {
                let other = root(changing[id, default: index])
                let own = root(index)
                home[max(own, other)] = min(own, other)
                changing[id] = index
            }
        }
        for (index, strand) in strands.enumerated() {
            for id in strand.items.flatMap(\.usedIDs) {
                guard let other = changing[id].map(root) else { continue }
                let own = root(index)
                home[max(own, other)] = min(own, other)
            }
        }
        var parts: [Int: [Int]] = [:]
        for index in strands.indices { parts[root(index), default: []].append(index) }
        return parts.sorted { $0.key < $1.key }.map { _, indices in
            guard indices.count > 1 else { return strands[indices[0]] }
            let items = indices.flatMap { strands[$0].items }
            return Strand(items: items.sorted { $0.number < $1.number }, isOrdered: true)
        }
    }
}

extension PlanItem {
    /// What it changes, makes or takes away.
    fileprivate var changedIDs: Set<String> {
        Set(before.names + after.names + [target].compactMap { $0 })
    }

    /// What its call names, and what the things that it changes name: another group, in a rule.
    fileprivate var usedIDs: Set<String> {
        Set([parameters, before, after].flatMap { JSONValue.object($0).strings })
    }
}

extension JSONValue {
    /// Those in it, however deep.
    fileprivate var strings: [String] {
        switch self {
        case .string(let text): [text]
        case .array(let values): values.flatMap(\.strings)
        case .object(let object): object.members.flatMap(\.value.strings)
        default: []
        }
    }
}
