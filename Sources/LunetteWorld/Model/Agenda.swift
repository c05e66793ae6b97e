import LunetteBase

/// What will happen by itself, and when.
struct Agenda: Sendable {
    enum Event: Hashable, Sendable {
        case instance(String)
        case interface(String)
        case propagation(String)
    }

    /// The next to happen is the last element; of two at the same moment, the older one.
    private var entries: [(due: Timestamp, event: Event)] = []

    var nextDue: Timestamp? { entries.last?.due }

    mutating func add(_ event: Event, at due: Timestamp) {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].due > due { low = middle + 1 } else { high = middle }
        }
        entries.insert((due, event), at: low)
    }

    /// Takes the next event that is due at `now`; nil when none is.
    mutating func next(at now: Timestamp) -> (due: Timestamp, event: Event)? {
        guard let last = entries.last, last.due <= now else { return nil }
        return entries.removeLast()
    }

    mutating func removeAll() { entries.removeAll() }
}
