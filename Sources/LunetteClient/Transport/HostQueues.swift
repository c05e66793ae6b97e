/// Decides which waiting transfers may start: at most so many at once for each host, first come,
/// first served. Many machines allow few open files, and the service few connections.
struct HostQueues<Item> {
    let limit: Int
    private var hosts: [String: (active: Int, waiting: [Item], next: Int)] = [:]

    init(limit: Int) {
        self.limit = limit
    }

    /// True when the item may start now; else it waits for its turn.
    mutating func admit(_ item: Item, to host: String) -> Bool {
        var queue = hosts[host] ?? (0, [], 0)
        defer { hosts[host] = queue }
        if queue.active < limit {
            queue.active += 1
            return true
        }
        queue.waiting.append(item)
        return false
    }

    /// Gives an active transfer's place to the longest waiting item, which is returned.
    mutating func release(_ host: String) -> Item? {
        guard var queue = hosts[host] else { return nil }
        guard queue.next < queue.waiting.count else {
            queue.active -= 1
            queue.waiting.removeAll(keepingCapacity: true)
            queue.next = 0
            hosts[host] = queue
            return nil
        }
        let item = queue.waiting[queue.next]
        queue.next += 1
        if queue.next > 1_024, queue.next * 2 > queue.waiting.count {
            queue.waiting.removeFirst(queue.next)
            queue.next = 0
        }
        hosts[host] = queue
        return item
    }
}
