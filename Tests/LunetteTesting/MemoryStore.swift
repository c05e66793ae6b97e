import LunetteBase
import LunetteJournal
import Synchronization

/// A store in memory, for tests of what stands on one; it can be made to fail.
public final class MemoryStore: Store {
    private struct State {
        var entries: [Entry] = []
        var tip = ChainTip.origin
        var tokens: [String: Int64] = [:]
        var failure: JournalError?
    }

    private let state = Mutex(State())

    public init() {}

    public var name: String { "memory" }

    /// From now on every append fails so; nil: none does.
    public func fail(_ error: JournalError?) {
        state.withLock { $0.failure = error }
    }

    public func append(_ drafts: [Draft], fence: Fence?) throws(JournalError) -> [Int64] {
        try state.withLock { state throws(JournalError) in
            if let failure = state.failure { throw failure }
            if let fence, state.tokens[fence.lock] != fence.token {
                throw JournalError(.fenced, path: name, reason: "another run has taken the lock")
            }
            return drafts.map { draft in
                let entry = Entry(draft, after: state.tip)
                state.entries.append(entry)
                state.tip = ChainTip(of: entry)
                return entry.position
            }
        }
    }

    public func takeFence(lock: String, runID: String) -> Fence {
        state.withLock { state in
            let token = (state.tokens[lock] ?? 0) + 1
            state.tokens[lock] = token
            return Fence(lock: lock, token: token)
        }
    }

    public func entries(_ query: EntryQuery) -> [Entry] {
        let matching = state.withLock { $0.entries }.filter { entry in
            entry.position > query.after && (query.runID == nil || query.runID == entry.runID)
                && (query.kinds.isEmpty || entry.kind.map(query.kinds.contains) == true)
        }
        return Array(matching.prefix(query.limit))
    }

    public func tip() -> ChainTip { state.withLock { $0.tip } }

    public func head() -> ChainTip? { tip() }

    public func cut(through position: Int64, note: Draft) throws(JournalError) {
        _ = try append([note], fence: nil)
        state.withLock { $0.entries.removeAll { $0.position <= position } }
    }
}
