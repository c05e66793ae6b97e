/// Something that is done once, before or after others, or beside them.
protocol OrderedItem: Sendable, Hashable {
    /// Where it stands in the order.
    var number: Int { get }
    /// Those of one kind that follow each other may be done beside each other.
    var kind: String { get }
    /// The items of the script's fleets that it is done for, names and keys.
    var fleet: [String] { get }
    /// What it changes, makes or takes away.
    var changedIDs: Set<String> { get }
    /// What must be as it is while it is done.
    var usedIDs: Set<String> { get }
}

/// In what order items are done, and which of them beside each other. Pure.
///
/// The order of their numbers holds, but where it says nothing: between the items of one of the
/// script's fleets, and between changes of one kind that follow each other and act on different
/// things. The first of those goes alone: where it is refused, no other is begun.
indirect enum ItemOrder<Item: OrderedItem>: Sendable, Hashable {
    case one(Item)
    case inTurn([ItemOrder])
    case beside([ItemOrder])

    init(_ items: [Item]) {
        self.init(items, depth: 0)
    }

    /// `depth`: so much of the items' fleets is the same.
    private init(_ items: [Item], depth: Int) {
        self = .inTurn(
            Self.stretches(items, depth).flatMap { stretch in
                let strands = Strand<Item>.all(of: stretch, depth).map { strand in
                    strand.isOrdered
                        ? ItemOrder.inTurn(strand.items.map(ItemOrder.one))
                        : ItemOrder(strand.items, depth: depth + 2)
                }
                return strands.count < 3
                    ? strands : [strands[0], .beside(Array(strands.dropFirst()))]
            })
    }

    /// Items that follow each other and are of the same fleet, or of the same kind.
    private static func stretches(_ items: [Item], _ depth: Int) -> [[Item]] {
        func head(_ item: Item) -> [String?] {
            depth < item.fleet.count
                ? [item.fleet[depth], nil] : [nil, item.kind]
        }
        var stretches: [[Item]] = []
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
    var first: Item? {
        switch self {
        case .one(let item): item
        case .inTurn(let parts), .beside(let parts): parts.first?.first
        }
    }
}

/// Items of a stretch that are done one after the other.
private struct Strand<Item: OrderedItem> {
    var items: [Item]
    /// They are not of one fleet's item only: their order is that of their numbers.
    var isOrdered: Bool

    /// Those of a fleet's item, or each for itself; but those together of which one changes what
    /// another acts on.
    static func all(of stretch: [Item], _ depth: Int) -> [Strand] {
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
