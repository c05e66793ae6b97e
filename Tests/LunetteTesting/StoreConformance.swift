import LunetteBase
import LunetteJournal

/// What every store must keep. A test runs each rule against a store of its kind:
/// `@Test(arguments: StoreConformance.rules)`.
public struct StoreConformance: Sendable, CustomStringConvertible {
    /// Gives a second and further handle on the same data, as another process would have it.
    public typealias Handle = @Sendable () async throws -> any Store

    /// The rule, as a claim.
    public let description: String
    private let check: @Sendable (Handle) async throws -> Void

    /// What a store did instead of what it must.
    public struct Violation: Error, CustomStringConvertible {
        public let description: String
    }

    /// Checks a store that is empty so far; throws what it violates.
    public func verify(_ handle: @escaping Handle) async throws {
        try await check(handle)
    }

    public static let rules: [StoreConformance] = [
        StoreConformance(description: "entries come back in order, as they were") { handle in
            let store = try await handle()
            let positions = try await store.append(drafts(1...3, run: "a"), fence: nil)
            try require(positions == [1, 2, 3], "positions \(positions)")
            try await store.append(draft(4, run: "b"))
            let all = try await store.entries(EntryQuery())
            try require(all.map(\.position) == [1, 2, 3, 4], "not in order")
            try require(
                all.map { $0.body["n"]?.integer } == [1, 2, 3, 4], "other bodies: \(all)")
            try require(all.map(\.runID) == ["a", "a", "a", "b"], "other runs")
        },
        StoreConformance(description: "queries pick by run, kind, position and number") { handle in
            let store = try await handle()
            _ = try await store.append(
                drafts(1...3, run: "a") + drafts(4...6, run: "b", kind: .intent), fence: nil)
            func positions(_ query: EntryQuery) async throws -> [Int64] {
                try await store.entries(query).map(\.position)
            }
            try require(try await positions(EntryQuery(runID: "b")) == [4, 5, 6], "by run")
            try require(try await positions(EntryQuery(kinds: [.intent])) == [4, 5, 6], "by kind")
            try require(
                try await positions(EntryQuery(runID: "a", kinds: [.intent])) == [], "by both")
            try require(try await positions(EntryQuery(after: 1, limit: 2)) == [2, 3], "a page")
        },
        StoreConformance(description: "each entry's hash stands for all before it") { handle in
            let store = try await handle()
            _ = try await store.append(drafts(1...5, run: "a"), fence: nil)
            let verified = try await store.verify()
            try require(verified.count == 5, "\(verified.count) entries")
            let (tip, head) = (try await store.tip(), try await store.head())
            try require(tip == verified.tip, "the tip is \(tip)")
            try require(head == tip, "the head is \(head?.text ?? "lost")")
        },
        StoreConformance(description: "many that append at once make one chain") { handle in
            let stores = [try await handle(), try await handle(), try await handle()]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (index, store) in stores.enumerated() {
                    for number in 0..<20 {
                        group.addTask {
                            let pair = drafts(1...2, run: "\(index)-\(number)")
                            let positions =
                                number.isMultiple(of: 3)
                                ? try await store.appendAlone(pair, fence: nil)
                                : try await store.append(pair, fence: nil)
                            try require(positions[1] == positions[0] + 1, "torn apart")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let count = try await stores[0].verify().count
            try require(count == 120, "\(count) entries of 120")
        },
        StoreConformance(description: "who lost a lock writes no more") { handle in
            let (first, second) = (try await handle(), try await handle())
            let old = try await first.takeFence(lock: "l", runID: "a")
            try await first.append(draft(1, run: "a"), fence: old)
            let new = try await second.takeFence(lock: "l", runID: "b")
            let other = try await second.takeFence(lock: "m", runID: "b")
            do {
                try await first.append(draft(2, run: "a"), fence: old)
                throw Violation(description: "the old holder wrote")
            } catch let error as JournalError {
                try require(error.kind == .fenced, "\(error)")
            }
            try await second.append(draft(3, run: "b"), fence: new)
            try await second.append(draft(4, run: "b"), fence: other)
            let count = try await second.verify().count
            try require(count == 3, "\(count) entries")
        },
        StoreConformance(description: "a pruned chain verifies, and only with its note") { handle in
            let store = try await handle()
            for run in ["a", "b", "c"] {
                _ = try await store.append(
                    drafts(1...2, run: run, kind: .note, first: .run), fence: nil)
            }
            let gone = try await store.prune(
                before: Timestamp(secondsSinceEpoch: 1), at: Timestamp(secondsSinceEpoch: 2),
                by: "test")
            try require(gone == 3, "\(gone) runs went")
            try await store.append(draft(1, run: "d", kind: .run, at: 3))
            let verified = try await store.verify()
            try require(verified.count == 2 && verified.tip.position == 8, "\(verified)")
            let runs = try await store.runs().map(\.id)
            try require(runs == ["d"], "\(runs)")
        },
    ]

    // MARK: Drafts

    private static func drafts(
        _ numbers: ClosedRange<Int>, run: String, kind: EntryKind = .note, first: EntryKind? = nil
    ) -> [Draft] {
        numbers.map { draft($0, run: run, kind: $0 == 1 ? first ?? kind : kind) }
    }

    private static func draft(
        _ number: Int, run: String, kind: EntryKind = .note, at: Int64 = 0
    ) -> Draft {
        Draft(
            kind, runID: run, at: Timestamp(secondsSinceEpoch: at),
            body: ["n": .integer(Int64(number)), "text": "\"quoted\"\n雪"])
    }

    private static func require(_ condition: Bool, _ message: String) throws {
        if !condition { throw Violation(description: message) }
    }
}
