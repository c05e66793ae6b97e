/// Decides which waiting transfers may start: at most so many at once for each host, first come,
/// first served. Many machines allow few open files, and the service few connections.
struct HostQueues<Item> {
    let limit: Int
    private var hosts: [String: Queue] = [:]

    init(limit: Int) {
        self.limit = limit
    }

    /// True when the item may start now; else it waits for its turn.
    mutating func admit(_ item: Item, to host: String) -> Bool {
        hosts[host, default: Queue()].admit(item, limit: limit)
    }

    /// Gives an active transfer's place to the longest waiting item, which is returned.
    mutating func release(_ host: String) -> Item? {
        hosts[host, default: Queue()].release()
    }

    private struct Queue {
        private var active = 0
        private var waiting: [Item] = []
        private var next = 0

        mutating func admit(_ item: Item, limit: Int) -> Bool {
            if active < limit {
                active += 1
                return true
            }
            waiting.append(item)
            return false
        }

        mutating func release() -> Item? {
            guard next < waiting.count else {
                active -= 1
                waiting.removeAll(keepingCapacity: true)
                next = 0
                return nil
            }
            let item = waiting[next]
            next += 1
            if next > 1_024, next * 2 > waiting.count {
                waiting.removeFirst(next)
                next = 0
            }
            return item
        }
    }
}
