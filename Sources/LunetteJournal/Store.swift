import LunetteBase

/// Where entries are kept: append-only, chained by hash, on disk before an append returns, and
/// shared by any number of processes. `StoreConformance` of the tests says what each must keep.
public protocol Store: Sendable {
    /// What messages call it: a path, an address without its password.
    var name: String { get }

    /// Appends in this order, all or nothing; answers their positions. On disk when this returns.
    /// With a fence, only as long as nobody has taken that lock since.
    func append(_ drafts: [Draft], fence: Fence?) async throws(JournalError) -> [Int64]

    /// The same for one who knows that nobody else of this process wants to append meanwhile: a
    /// store may then do it on the caller's thread, which spares waking another one.
    func appendAlone(_ drafts: [Draft], fence: Fence?) async throws(JournalError) -> [Int64]

    /// Takes a lock for a run: every fence that was given out for it before is void.
    func takeFence(lock: String, runID: String) async throws(JournalError) -> Fence

    /// Entries by position, of a run or of certain kinds, or both.
    func entries(_ query: EntryQuery) async throws(JournalError) -> [Entry]

    /// The last entry's position and hash.
    func tip() async throws(JournalError) -> ChainTip

    /// What is known of the tip outside of the entries; it may lag behind by one commit. Nil when
    /// that knowledge is lost.
    func head() async throws(JournalError) -> ChainTip?

    /// Takes out every entry through this position; `note` is appended in the same commit.
    func cut(through position: Int64, note: Draft) async throws(JournalError)
}

/// Which entries are wanted.
public struct EntryQuery: Sendable, Hashable {
    public var runID: String?
    /// Empty: all.
    public var kinds: Set<EntryKind> = []
    /// Only entries behind this position.
    public var after: Int64 = 0
    public var limit = Int.max

    public init(
        runID: String? = nil, kinds: Set<EntryKind> = [], after: Int64 = 0, limit: Int = .max
    ) {
        self.runID = runID
        self.kinds = kinds
        self.after = after
        self.limit = limit
    }
}

/// A lock's number: it grows each time that somebody takes the lock, so that one who lost it
/// without knowing writes no more.
public struct Fence: Sendable, Hashable {
    public let lock: String
    public let token: Int64

    public init(lock: String, token: Int64) {
        self.lock = lock
        self.token = token
    }
}

extension Store {
    public func appendAlone(_ drafts: [Draft], fence: Fence?) async throws(JournalError)
        -> [Int64]
    {
        try await append(drafts, fence: fence)
    }

    /// Appends one entry; answers its position.
    @discardableResult
    public func append(_ draft: Draft, fence: Fence? = nil) async throws(JournalError) -> Int64 {
        try await append([draft], fence: fence)[0]
    }

    /// Follows the chain from its beginning to its end and the head beside it. Answers the tip and
    /// the number of entries; throws `damaged`, naming the entry. Half a second for a million.
    public func verify() async throws(JournalError) -> (tip: ChainTip, count: Int) {
        let head = try await head()
        var check = ChainCheck(base: try await base(), head: head)
        do {
            while true {
                let page = try await entries(
                    EntryQuery(after: check.tip.position, limit: Self.pageSize))
                for entry in page { try check.take(entry) }
                if page.count < Self.pageSize { break }
            }
            try check.finish()
        } catch let damage as ChainDamage {
            throw JournalError(.damaged, path: name, reason: damage.text)
        } catch let error as JournalError {
            throw error
        } catch {
            throw JournalError(.unreadable, path: name, reason: "\(error)")
        }
        return (check.tip, check.count)
    }

    private static var pageSize: Int { 1_000 }

    /// Where the chain begins, by the last pruning.
    private func base() async throws(JournalError) -> ChainTip {
        let prunings = try await entries(EntryQuery(kinds: [.prune]))
        return prunings.last?.body["cut"]?.string.flatMap(ChainTip.init(text:)) ?? .origin
    }
}
