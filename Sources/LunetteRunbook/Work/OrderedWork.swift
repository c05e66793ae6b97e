import LunetteLoop
import Synchronization

/// Goes through items in their order, so many at a time.
actor OrderedWork<Item: OrderedItem> {
    private nonisolated let loop: ScriptLoop
    private let concurrency: Int
    private let goesOn: @Sendable () async -> Bool
    private let body: @Sendable (_ item: Item, _ ahead: [Item]) async -> Void

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// `concurrency`: how many are under way at a time, at most. `goesOn`: whether another may
    /// begin. `body` does one; `ahead` of it are those that are likely to come soon.
    init(
        loop: ScriptLoop, concurrency: Int, goesOn: @escaping @Sendable () async -> Bool,
        body: @escaping @Sendable (_ item: Item, _ ahead: [Item]) async -> Void
    ) {
        self.loop = loop
        self.concurrency = concurrency
        self.goesOn = goesOn
        self.body = body
    }

    func goThrough(_ order: ItemOrder<Item>, ahead: [Item] = []) async {
        switch order {
        case .one(let item): if await goesOn() { await body(item, ahead) }
        case .inTurn(let parts):
            for (number, part) in parts.enumerated() {
                await goThrough(part, ahead: number == 0 ? ahead : [])
            }
        case .beside(let parts):
            let queue = ItemQueue(parts)
            await withTaskGroup { group in
                for _ in 0..<min(concurrency, parts.count) {
                    group.addTask { await self.goThrough(queue) }
                }
            }
        }
    }

    private func goThrough(_ queue: ItemQueue<Item>) async {
        while await goesOn(), let part = queue.next() {
            await goThrough(part, ahead: queue.ahead(FactReader.most - concurrency))
        }
    }
}

/// Parts that wait for their turn.
private final class ItemQueue<Item: OrderedItem>: Sendable {
    private let waiting: Mutex<ArraySlice<ItemOrder<Item>>>

    init(_ parts: [ItemOrder<Item>]) {
        waiting = Mutex(parts[...])
    }

    func next() -> ItemOrder<Item>? { waiting.withLock { $0.popFirst() } }

    /// The items that those that come next begin with.
    func ahead(_ count: Int) -> [Item] {
        waiting.withLock { $0.prefix(max(0, count)).compactMap(\.first) }
    }
}
