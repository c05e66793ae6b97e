import LunetteBase
import LunetteJournal
import LunetteLoop
import LunetteRunbook
import LunetteSystem

/// How a run from the command line is recorded: its facts, its lock, its pen.
struct RunRecording {
    let recorder: RunRecorder
    /// Held until the process ends.
    private let lock: FileLock?

    /// A new run of a script.
    init(
        _ script: Script, arguments: [String: ArgumentValue], words: [String],
        settings: RunSettings, profile: String?, on connection: CloudConnection,
        _ journal: JournalAccess, opening: @escaping RunRecorder.Opening
    ) throws {
        var start = RunStart(
            purpose: script.file == nil ? .eval : .runbook, name: script.name,
            file: script.file.map { absolutePath($0) }, scriptHash: script.hash,
            target: RunTarget(connection.target, isInProcess: connection.isInProcess),
            operatedBy: journal.operatedBy)
        (start.arguments, start.fileHashes) = arguments.recorded
        start.words = words
        start.options = settings.json
        start.options["profile"] = profile.map(JSONValue.string)
        // A scheduler has its own records of the run, under this id.
        let runID =
            journal.environment["LUNETTE_RUN_ID"] ?? RunReference.newID(SystemRandomness())
        if settings.mayChange(script.manifest), let file = start.file {
            start.lock = Self.lockName(file, start.target)
        }
        lock = try Self.take(start, runID, journal)
        recorder = RunRecorder(
            loop: connection.loop, runID: runID, start: start, open: opening)
    }

    /// What is done in a session.
    init(session profile: String?, on connection: CloudConnection, _ journal: JournalAccess) throws
    {
        var start = RunStart(
            purpose: .session, name: "session",
            target: RunTarget(connection.target, isInProcess: connection.isInProcess),
            operatedBy: journal.operatedBy)
        start.options["profile"] = profile.map(JSONValue.string)
        lock = nil
        recorder = RunRecorder(
            loop: connection.loop, runID: RunReference.newID(SystemRandomness()), start: start,
            open: journal.opening)
    }

    /// Another attempt at a run.
    init(
        resuming history: RunHistory, forced: [String], on connection: CloudConnection,
        _ journal: JournalAccess
    ) throws {
        lock = try Self.take(history.start, history.id, journal)
        recorder = RunRecorder(
            loop: connection.loop, resuming: history,
            as: RunAttempt(operatedBy: journal.operatedBy, forced: forced),
            open: journal.opening)
    }

    /// A run of no script: it undoes another, or applies a plan.
    init(_ start: RunStart, on connection: CloudConnection, _ journal: JournalAccess) throws {
        let runID = RunReference.newID(SystemRandomness())
        lock = try Self.take(start, runID, journal)
        recorder = RunRecorder(
            loop: connection.loop, runID: runID, start: start, open: journal.opening)
    }

    /// Runs that have the same one do not go on beside each other.
    static func lockName(_ file: String, _ target: RunTarget) -> String {
        "\(file) on \(target.endpoint ?? target.name)"
    }

    /// One run of a runbook at a time. Where the lock's folder cannot be written the journal can't
    /// either, and then nothing is changed.
    private static func take(_ start: RunStart, _ runID: String, _ journal: JournalAccess) throws
        -> FileLock?
    {
        guard let name = start.lock, !start.target.isInProcess, let folder = journal.folder else {
            return nil
        }
        let path = "\(folder)/locks/\(fingerprint(of: Array(name.utf8)).prefix(16)).lock"
        let by = journal.operatedBy
        let now = SystemClock().now().text
        let facts =
            printable(
                "run \(runID) of \(by.user) on \(by.host), process \(by.processID), since \(now)")
        do throws(FileError) {
            try makeFolder(folder + "/locks")
            if let lock = try FileLock(path: path, facts: facts) { return lock }
        } catch {
            return nil
        }
        throw Failure.locked(start.name, holder: FileLock.facts(at: path))
    }
}

extension RunTarget {
    init(_ target: CloudTarget, isInProcess: Bool) {
        self.init(
            name: target.name, endpoint: target.endpoint?.url, regionID: target.regionID,
            isRealAccount: target.isRealAccount, isInProcess: isInProcess)
        if isInProcess { endpoint = nil }
    }
}
