import LunetteJournal
import LunetteRunbook
import LunetteScheduler
import LunetteSettings
import LunetteSystem

extension Failure {
    /// A mistake in a TOML file, with its line.
    init(_ error: TOMLError) {
        self.init(.configuration, error.message)
        let bytes = (try? readFile(error.path)) ?? []
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        let index = error.position.line - 1
        excerpt = Excerpt(
            file: error.path, line: error.position.line, column: error.position.column, length: 1,
            text: lines.indices.contains(index)
                ? String(decoding: lines[index], as: UTF8.self) : nil)
    }

    /// A schedule's file that cannot be changed as asked.
    init(_ refusal: ScheduleEdit.Refusal, file: String) {
        switch refusal {
        case .broken(let error): self.init(error)
        case .unknownJob(let name):
            self.init(
                .notFound, "there is no job '\(name)' in \(file)",
                advice: ["lunette schedule list shows them"])
        case .nameTaken(let name):
            self.init(
                .usage, "\(file) has a job '\(name)' already",
                advice: ["take another name, or lunette schedule remove \(name)"])
        case .notATable(let name, let line):
            self.init(
                .configuration,
                "job '\(name)' is not written as a table [jobs.\(name)] (\(file):\(line))",
                advice: ["change it by hand"])
        }
    }

    /// A journal in which the schedule cannot be kept.
    init(journal error: JournalError) {
        switch error.kind {
        case .fenced:
            self.init(.locked, "another daemon has taken over: \(error.reason)")
        default:
            self.init(
                .journalUnwritable, "the journal \(error.path) cannot be used: \(error.reason)",
                advice: ["what is not on record is not run; LUNETTE_HOME names another folder"])
        }
    }

    /// A job that another scheduler has no form for.
    init(_ error: ExportError) {
        self.init(
            .usage, "job '\(error.job)' has no form there: \(error.reason)",
            advice: ["change its cron expression, or name the jobs to export"])
    }
}
