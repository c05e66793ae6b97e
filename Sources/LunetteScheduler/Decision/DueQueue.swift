import LunetteBase

/// Which job is due next: a heap by time. An entry that was overtaken is thrown away when it comes
/// to the top.
struct DueQueue: Sendable {
    struct Entry: Sendable, Hashable {
        /// When to start, jitter included.
        let time: Timestamp
        let job: String
        /// Of the job's entries only the latest counts.
        let version: Int

        static func < (left: Entry, right: Entry) -> Bool {
            left.time == right.time ? left.job < right.job : left.time < right.time
        }
    }

    private var heap: [Entry] = []

    var first: Entry? { heap.first }

    mutating func insert(_ entry: Entry) {
        heap.append(entry)
        var child = heap.count - 1
        while child > 0, heap[child] < heap[(child - 1) / 2] {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func removeFirst() {
        guard let last = heap.popLast(), !heap.isEmpty else { return }
        heap[0] = last
        var parent = 0
        while true {
            let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < heap.count }
            guard let least = children.min(by: { heap[$0] < heap[$1] }),
                heap[least] < heap[parent]
            else { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
