import ArgumentParser
import LunetteBase
import LunetteJournal
import LunetteRunbook
import LunetteScheduler
import LunetteSystem

/// `lunette schedule remove NAME`.
struct ScheduleRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Takes a job out of the file.")

    @Argument(help: "The job.") var name: String
    @OptionGroup var file: ScheduleFileOptions

    func run() async throws {
        let access = ScheduleAccess(file)
        try access.change { edit throws(ScheduleEdit.Refusal) in try edit.remove(name) }
        Console.writeOut(printable("removed \(name) from \(access.path)") + "\n")
    }
}

/// `lunette schedule disable NAME`.
struct ScheduleDisableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Switches a job off in the file.")

    @Argument(help: "The job.") var name: String
    @OptionGroup var file: ScheduleFileOptions

    func run() async throws {
        let access = ScheduleAccess(file)
        try access.change { edit throws(ScheduleEdit.Refusal) in try edit.setEnabled(name, false) }
        Console.writeOut(printable("disabled \(name) in \(access.path)") + "\n")
    }
}

/// `lunette schedule enable NAME`.
struct ScheduleEnableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable",
        abstract: "Switches a job on, also one that was disabled for its failures.")

    @Argument(help: "The job.") var name: String
    @OptionGroup var file: ScheduleFileOptions

    func run() async throws {
        let access = ScheduleAccess(file)
        if try await ScheduleAccess.states()[name]?.isDisabledForFailures == true {
            try await forgiveFailures()
        }
        try access.change { edit throws(ScheduleEdit.Refusal) in try edit.setEnabled(name, true) }
        Console.writeOut(printable("enabled \(name) in \(access.path)") + "\n")
    }

    /// The daemon finds this when it is told to look.
    private func forgiveFailures() async throws {
        let now = SystemClock().now()
        let environment = Environment.process
        var record = TickRecord(.enabled, job: name, due: now)
        record.reason = "by \(environment["SUDO_USER"] ?? environment["USER"] ?? "somebody")"
        do throws(JournalError) {
            let store = try SQLiteStore(folder: environment.stateFolder ?? "", creates: false)
            try await store.append(Draft(record, runID: "", at: now))
        } catch {
            throw Failure(journal: error)
        }
    }
}

extension ScheduleAccess {
    /// Changes the file's text and writes it.
    func change(_ body: (inout ScheduleEdit) throws(ScheduleEdit.Refusal) -> Void) throws {
        do {
            var edit = try ScheduleEdit(path: path, source: try source())
            try body(&edit)
            try write(edit)
        } catch let refusal as ScheduleEdit.Refusal {
            throw Failure(refusal, file: path)
        }
    }
}
