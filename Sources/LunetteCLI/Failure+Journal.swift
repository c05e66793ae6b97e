import LunetteBase
import LunetteJournal
import LunetteRunbook

extension Failure {
    /// What is wrong with the journal.
    init(_ error: JournalError) {
        switch error.kind {
        case .missing:
            self.init(
                .notFound, "there is no journal at \(error.path): \(error.reason)",
                advice: ["runs are recorded there; LUNETTE_HOME names another folder"])
        case .damaged:
            self.init(
                .journalUnwritable, "the journal cannot be trusted: \(error.reason)",
                advice: [
                    "\(error.path) was changed by something else than Lunette. Compare it with a "
                        + "backup, and lunette runs head with the hash that you kept elsewhere.",
                    "to go on meanwhile, name a new folder with LUNETTE_HOME",
                ])
        case .unwritable, .fenced, .foreign:
            self.init(.journalUnwritable, "\(error.path) cannot be written: \(error.reason)")
        case .unreadable:
            self.init(.unreadableFile, "cannot read \(error.path): \(error.reason)")
        }
    }

    /// A name that stands for no run.
    init(_ unresolved: RunReference.Unresolved, reference: String) {
        switch unresolved {
        case .noRuns: self.init(.notFound, "no run is on record yet")
        case .unknown:
            self.init(
                .notFound, "no run '\(reference)' is on record",
                advice: ["lunette runs lists them; an id may be shortened, @ is the last one"])
        case .ambiguous(let ids):
            self.init(
                .usage, "'\(reference)' may be any of \(ids.joined(separator: ", "))",
                advice: ["give more of the id"])
        }
    }

    /// A run that holds the lock.
    static func locked(_ name: String, holder: String?) -> Failure {
        Failure(
            .locked,
            "another run of \(name) is under way" + (holder.map { ": \($0)" } ?? ""),
            advice: ["two runs of one runbook would cross each other; wait until that one ends"])
    }
}
