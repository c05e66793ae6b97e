import LunetteLoop

/// What a look at an item showed.
protocol ItemLook: Sendable {
    /// Whether it is one of right before.
    func isFresh(at now: Duration) -> Bool
}

/// Looks at items right before they are done: those that are wanted at the same time, and those
/// that are soon to be done, are looked at together, since one read shows a hundred things.
actor SharedLooks<Item: Sendable, Look: ItemLook> {
    private nonisolated let loop: ScriptLoop
    private let number: @Sendable (Item) -> Int
    private let look: @Sendable ([Item]) async -> [Look]
    private var seen: [Int: Look] = [:]
    private var wanted: [Item] = []
    /// The numbers of those that are wanted or being looked at.
    private var coming: Set<Int> = []
    private var looking: Task<Void, Never>?

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// `number` tells an item from all others; `look` answers one look for each.
    init(
        loop: ScriptLoop, number: @escaping @Sendable (Item) -> Int,
        look: @escaping @Sendable ([Item]) async -> [Look]
    ) {
        self.loop = loop
        self.number = number
        self.look = look
    }

    /// What was so of an item a moment ago; nil where it was not looked at since. For one use.
    func takeLook(at number: Int) -> Look? {
        guard let look = seen.removeValue(forKey: number) else { return nil }
        return look.isFresh(at: loop.clock.uptime()) ? look : nil
    }

    /// What is so of the item now; `ahead` are looked at on the same occasion.
    func look(at item: Item, ahead: [Item]) async -> Look {
        let now = loop.clock.uptime()
        for item in [item] + ahead {
            let number = number(item)
            if seen[number]?.isFresh(at: now) ?? false { continue }
            seen[number] = nil
            if coming.insert(number).inserted { wanted.append(item) }
        }
        while true {
            if let look = seen.removeValue(forKey: number(item)) { return look }
            if looking == nil { looking = Task { await lookTogether() } }
            await looking?.value
        }
    }

    private func lookTogether() async {
        let items = Array(wanted.prefix(FactReader.most))
        wanted.removeFirst(items.count)
        for (item, look) in zip(items, await look(items)) {
            seen[number(item)] = look
            coming.remove(number(item))
        }
        looking = nil
    }
}
