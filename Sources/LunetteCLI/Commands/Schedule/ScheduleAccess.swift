import ArgumentParser
import LunetteBase
import LunetteJournal
import LunetteRunbook
import LunetteScheduler
import LunetteSettings
import LunetteSystem
import LunetteZones

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Which schedule a command is about.
struct ScheduleFileOptions: ParsableArguments {
    @Option(
        name: .customLong("file"),
        help: ArgumentHelp(
            "The schedule (default: $LUNETTE_SCHEDULES, else schedules.toml here).",
            valueName: "file"))
    var given: String?

    /// From the root.
    var path: String {
        let path = given ?? Environment.process["LUNETTE_SCHEDULES"] ?? "schedules.toml"
        if path.hasPrefix("/") { return path }
        guard let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return String(cString: folder) + "/" + path
    }
}

/// A schedule's file, and what is on record of its jobs.
struct ScheduleAccess {
    let path: String

    init(_ options: ScheduleFileOptions) {
        path = options.path
    }

    /// The file's bytes; none when it isn't there and `orEmpty` says that this is well.
    func source(orEmpty: Bool = false) throws -> [UInt8] {
        if orEmpty, access(path, F_OK) != 0 { return [] }
        do {
            return try readFile(path)
        } catch {
            var failure = Failure(error)
            failure.advice = ["lunette schedule add makes one; --file names another"]
            throw failure
        }
    }

    func schedule() throws -> Schedule {
        do {
            return try ScheduleFile(zones: ZoneFolder())
                .schedule(path: path, source: try source())
        } catch let error as TOMLError {
            throw Failure(error)
        }
    }

    /// The jobs of these names; all when there are none.
    func jobs(_ names: [String]) throws -> [Job] {
        let schedule = try schedule()
        if names.isEmpty { return schedule.jobs }
        return try names.map { name in
            guard let job = schedule[name] else {
                let hint = suggestion(for: name, among: schedule.jobs.map(\.name))
                throw Failure(
                    .notFound, "there is no job '\(name)' in \(path)",
                    advice: [
                        hint.map { "did you mean '\($0)'?" } ?? "lunette schedule list shows them"
                    ])
            }
            return job
        }
    }

    /// Puts a changed text in the file's place, and lets a daemon know.
    func write(_ edit: ScheduleEdit) throws {
        do {
            try rewriteFile(path, with: Array(edit.text.utf8))
        } catch {
            throw Failure(.journalUnwritable, "cannot write \(error.path): \(error.reason)")
        }
        ScheduleAccess.tellDaemon()
    }

    // MARK: The daemon

    /// Where the daemon keeps its lock, and each job's.
    static var folder: String? { Environment.process.stateFolder.map { $0 + "/schedule" } }
    static var daemonLock: String? { folder.map { $0 + "/daemon.lock" } }

    /// Lets a daemon that runs read its file again.
    static func tellDaemon() {
        guard let lock = daemonLock, FileLock.isHeld(at: lock),
            let process = FileLock.facts(at: lock)?.split(separator: " ").first
                .flatMap({ Int32($0) }), process > 1
        else { return }
        kill(process, SIGHUP)
    }

    /// What is on record of the jobs; nothing when there is no journal.
    static func states() async throws -> [String: JobState] {
        guard let folder = Environment.process.stateFolder else { return [:] }
        do throws(JournalError) {
            let store = try SQLiteStore(folder: folder, creates: false)
            return try await store.jobStates().states
        } catch {
            if error.kind == .missing { return [:] }
            throw Failure(journal: error)
        }
    }
}

extension Job {
    /// Checks the runbook and its arguments as a run would.
    func check(in folder: String) async throws {
        let script = try makeScript(file: runbook, source: try readSource(runbook))
        // Files among the arguments are named from the schedule's folder.
        chdir(folder)
        do {
            _ = try await ArgumentBinder(
                parameters: script.manifest.parameters, environment: .process
            ).bind(arguments)
        } catch {
            throw Failure(
                .usage, "job '\(name)': \(error.message)",
                advice: ["lunette run \(runbook) --help lists the runbook's parameters"])
        }
    }
}
