/// Follows a chain from entry to entry. A pure check; `Store.verify` feeds it.
public struct ChainCheck: Sendable {
    public private(set) var tip: ChainTip
    public private(set) var count = 0
    private let head: ChainTip?

    /// `base` is where the chain begins: the origin, or what the last pruning cut off. `head` is
    /// what the head file knows.
    public init(base: ChainTip, head: ChainTip?) {
        tip = base
        self.head = head
    }

    /// Takes the next entry.
    public mutating func take(_ entry: Entry) throws(ChainDamage) {
        guard entry.position == tip.position + 1 else {
            throw .missing(from: tip.position + 1, through: entry.position - 1)
        }
        let hash = ChainTip.hash(
            after: tip.hash, position: entry.position, runID: entry.runID,
            kindName: entry.kindName, at: entry.at, text: entry.text)
        guard hash == entry.hash else {
            throw .edited(position: entry.position, runID: entry.runID)
        }
        if let head, entry.position == head.position, entry.hash != head.hash {
            throw .otherHead(position: entry.position)
        }
        tip = ChainTip(of: entry)
        count += 1
    }

    /// The last word, once all entries are taken.
    public func finish() throws(ChainDamage) {
        guard let head else {
            if tip.position > 0 { throw .noHead }
            return
        }
        if head.position > tip.position {
            throw .cutTail(head: head.position, tip: tip.position)
        }
    }
}
