/// Names a timer, to cancel it by.
public struct TimerToken: Hashable, Sendable {
    let number: UInt64
}

/// Timers by deadline; equal deadlines keep their order. A binary heap with lazy removal.
struct TimerQueue {
    private struct Entry {
        let deadline: Duration
        let number: UInt64
    }

    private var heap: [Entry] = []
    private var actions: [UInt64: () -> Void] = [:]
    private var limits: Set<UInt64> = []
    private var nextNumber: UInt64 = 0

    /// Whether something waits for a time to come; a limit only bounds what goes on anyway.
    var areWaitedFor: Bool { actions.count > limits.count }

    var isEmpty: Bool { actions.isEmpty }

    mutating func add(deadline: Duration, isLimit: Bool, action: @escaping () -> Void)
        -> TimerToken
    {
        nextNumber += 1
        if isLimit { limits.insert(nextNumber) }
        heap.append(Entry(deadline: deadline, number: nextNumber))
        siftUp(heap.count - 1)
        actions[nextNumber] = action
        return TimerToken(number: nextNumber)
    }

    mutating func remove(_ token: TimerToken) {
        actions[token.number] = nil
        limits.remove(token.number)
    }

    mutating func removeAll() {
        heap.removeAll()
        actions.removeAll()
        limits.removeAll()
    }

    var firstDeadline: Duration? {
        mutating get {
            dropCancelled()
            return heap.first?.deadline
        }
    }

    mutating func takeFirst(dueAt now: Duration) -> (() -> Void)? {
        dropCancelled()
        guard let first = heap.first, first.deadline <= now else { return nil }
        removeFirst()
        limits.remove(first.number)
        return actions.removeValue(forKey: first.number)
    }

    private mutating func dropCancelled() {
        while let first = heap.first, actions[first.number] == nil { removeFirst() }
    }

    private mutating func removeFirst() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        siftDown(0)
    }

    private func isBefore(_ left: Int, _ right: Int) -> Bool {
        (heap[left].deadline, heap[left].number) < (heap[right].deadline, heap[right].number)
    }

    private mutating func siftUp(_ start: Int) {
        var child = start
        while child > 0, isBefore(child, (child - 1) / 2) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func siftDown(_ start: Int) {
        var parent = start
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if isBefore(child, least) { least = child }
            }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
