import LunetteBase
import LunetteJournal

/// What the journal says of all jobs.
public struct ScheduleHistory: Sendable {
    public private(set) var states: [String: JobState] = [:]
    /// The last entry that was taken in.
    public private(set) var position: Int64 = 0

    mutating func take(_ entry: Entry) {
        position = entry.position
        let record = TickRecord(entry.body)
        states[record.job, default: JobState()].take(record, at: entry.at)
    }
}

extension Store {
    /// Reads what became of every due time on record: ten seconds for a million.
    public func jobStates() async throws(JournalError) -> ScheduleHistory {
        var history = ScheduleHistory()
        while true {
            let page = try await entries(
                EntryQuery(kinds: [.tick], after: history.position, limit: 5_000))
            for entry in page { history.take(entry) }
            if page.isEmpty { return history }
        }
    }
}
