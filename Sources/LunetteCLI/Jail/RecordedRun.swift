import LunetteBase
import LunetteJournal
import LunetteSystem

/// How a run began, as far as the jail of who goes on with it is made to its measure.
struct RecordedRun: Sendable {
    let id: String
    let start: RunStart

    /// Reads the journal in a process beside this one: the database's library starts threads when
    /// it opens it, and those would not be in the jail. Nil where there is no such run, or no
    /// journal that can be read: going on with it will say why.
    init?(_ reference: String?, _ environment: Environment) {
        let bytes = readBeside {
            let journal = JournalAccess(environment: environment)
            guard let store = try? journal.open(),
                let run = try? await journal.run(reference, in: store)
            else { return [] }
            let record: JSONValue = ["id": .string(run.id), "start": .object(run.start.body)]
            return Array(record.text.utf8)
        }
        guard let record = try? JSONValue(parsing: bytes), let id = record["id"]?.string,
            let start = record["start"]?.object
        else { return nil }
        self.id = id
        self.start = RunStart(start)
    }
}
