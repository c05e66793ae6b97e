import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How long a commit waits for another process that writes: ten seconds, or, where the caller's
/// own thread would be held up, not at all.
final class Patience: Sendable {
    private let hasNone = Atomic(false)

    /// What SQLite asks again and again while it finds the journal busy; false gives up.
    func waits(_ tries: Int) -> Bool {
        guard !hasNone.load(ordering: .relaxed), tries < Self.mostTries else { return false }
        usleep(min(1_000 << UInt32(min(tries, 7)), 100_000))
        return true
    }

    /// Runs `body`, which finds a busy journal at once. On the database's queue only.
    func losing<Value>(_ body: () throws -> Value) rethrows -> Value {
        hasNone.store(true, ordering: .relaxed)
        defer { hasNone.store(false, ordering: .relaxed) }
        return try body()
    }

    /// Seven that double from a millisecond, and then ten a second.
    private static let mostTries = 106
}
