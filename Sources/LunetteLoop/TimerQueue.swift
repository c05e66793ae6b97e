/// A timer of a loop, to cancel it by.
public final class TimerToken: @unchecked Sendable {
    // Unchecked: only the loop's own thread looks inside.

    fileprivate let deadline: Duration
    fileprivate let number: UInt64
    fileprivate let isLimit: Bool
    /// Nil once it has fired or was cancelled.
    fileprivate var action: (() -> Void)?

    fileprivate init(
        deadline: Duration, number: UInt64, isLimit: Bool, action: @escaping () -> Void
    ) {
        self.deadline = deadline
        self.number = number
        self.isLimit = isLimit
        self.action = action
    }

    fileprivate func isBefore(_ other: TimerToken) -> Bool {
        (deadline, number) < (other.deadline, other.number)
    }
}

/// Timers by deadline; equal deadlines keep their order. A binary heap with lazy removal.
struct TimerQueue {
    private var heap: [TimerToken] = []
    private var nextNumber: UInt64 = 0
    /// Of those that are to fire.
    private var count = 0
    private var limitCount = 0

    /// Whether something waits for a time to come; a limit only bounds what goes on anyway.
    var areWaitedFor: Bool { count > limitCount }

    var isEmpty: Bool { count == 0 }

    mutating func add(deadline: Duration, isLimit: Bool, action: @escaping () -> Void)
        -> TimerToken
    {
        nextNumber += 1
        let timer = TimerToken(
            deadline: deadline, number: nextNumber, isLimit: isLimit, action: action)
        count += 1
        if isLimit { limitCount += 1 }
        heap.append(timer)
        siftUp(heap.count - 1)
        return timer
    }

    mutating func remove(_ timer: TimerToken) {
        _ = takeAction(of: timer)
    }

    mutating func removeAll() {
        for timer in heap { remove(timer) }
        heap.removeAll()
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
        return takeAction(of: first)
    }

    private mutating func takeAction(of timer: TimerToken) -> (() -> Void)? {
        guard let action = timer.action else { return nil }
        timer.action = nil
        count -= 1
        if timer.isLimit { limitCount -= 1 }
        return action
    }

    private mutating func dropCancelled() {
        while let first = heap.first, first.action == nil { removeFirst() }
    }

    private mutating func removeFirst() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        siftDown(0)
    }

    private mutating func siftUp(_ start: Int) {
        var child = start
        while child > 0, heap[child].isBefore(heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func siftDown(_ start: Int) {
        var parent = start
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if heap[child].isBefore(heap[least]) { least = child }
            }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
