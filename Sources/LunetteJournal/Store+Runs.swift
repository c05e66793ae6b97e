import LunetteBase

/// A run in a list.
public struct RunSummary: Sendable, Hashable {
    public let id: String
    public let position: Int64
    public let start: RunStart
    public let startedAt: Timestamp
    /// How its last attempt ended; nil when it was killed, or goes on.
    public let end: RunEnd?
    public let endedAt: Timestamp?
}

extension Store {
    /// All runs, the oldest first.
    public func runs() async throws(JournalError) -> [RunSummary] {
        let entries = try await entries(EntryQuery(kinds: [.run, .attempt, .end]))
        var ends: [String: Entry] = [:]
        for entry in entries {
            ends[entry.runID] = entry.kind == .end ? entry : nil
        }
        return entries.filter { $0.kind == .run }.map { entry in
            let end = ends[entry.runID]
            return RunSummary(
                id: entry.runID, position: entry.position, start: RunStart(entry.body),
                startedAt: entry.at, end: end.map { RunEnd($0.body) }, endedAt: end?.at)
        }
    }

    /// What is on record of a run; nil when there is none of this id.
    public func history(ofRun id: String) async throws(JournalError) -> RunHistory? {
        RunHistory(try await entries(EntryQuery(runID: id)))
    }

    /// Takes out all runs that began before `limit` and stand before every later one; answers how
    /// many went. The chain stays whole: the note that is left names the hash of what went last.
    public func prune(before limit: Timestamp, at now: Timestamp, by: String)
        async throws(JournalError) -> Int
    {
        let runs = try await runs()
        let old = runs.prefix { $0.startedAt < limit }
        guard let last = old.last else { return 0 }
        // An old run that was resumed after a younger one began keeps what lies behind.
        let firstKept = runs.dropFirst(old.count).first?.position ?? .max
        let through = min(firstKept - 1, try await tip().position)
        guard let entry = try await entries(EntryQuery(after: through - 1, limit: 1)).first,
            entry.position >= last.position
        else { return 0 }
        let note = Draft(
            .prune, runID: "", at: now,
            body: [
                "cut": .string(ChainTip(of: entry).text), "runs": .integer(Int64(old.count)),
                "by": .string(by),
            ])
        try await cut(through: entry.position, note: note)
        return old.count
    }
}
