import Synchronization

/// The fleet that a task works for, as far as the blast limit is concerned: the first change that
/// one of its items makes is made only if the limit has room for all items that are to do.
final class FleetScope: Sendable {
    /// Items to do.
    let count: Int
    /// The fleet that an item of which goes through this one.
    let outer: FleetScope?
    private let admission = Mutex(false)

    @TaskLocal static var current: FleetScope?

    init(count: Int, outer: FleetScope?) {
        self.count = count
        self.outer = outer
    }

    /// Asks once, at the first change: the outermost fleet first.
    func admit(_ hasRoom: (Int) -> Bool) -> Int? {
        if let refused = outer?.admit(hasRoom) { return refused }
        return admission.withLock { isAdmitted in
            guard !isAdmitted else { return nil }
            isAdmitted = hasRoom(count)
            return isAdmitted ? nil : count
        }
    }
}
