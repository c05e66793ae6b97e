import LunetteBase
import LunetteSystem

/// Starts the runs of jobs: each a `lunette run` of its own, in a process group of its own, with
/// the variables that its job allows, and its output in a file.
public struct JobProcesses: Sendable {
    /// The `lunette` to run, from the root.
    let binary: String
    /// Holds a lock and an output file for each job.
    let folder: String
    /// The daemon's own.
    let environment: Environment

    public init(binary: String, folder: String, environment: Environment) {
        self.binary = binary
        self.folder = folder
        self.environment = environment
    }

    /// Starts a run; `ended` is called once, on another thread. Nil when a process of an earlier
    /// run is still alive.
    func start(
        _ job: Job, runID: String, in workFolder: String,
        ended: @escaping @Sendable (ProcessEnding) -> Void
    ) throws(FileError) -> ChildProcess? {
        guard let lock = try FileLock(path: lockFile(job.name), facts: runID) else { return nil }
        let order = ChildProcess.Order(
            words: [binary] + job.command, folder: workFolder,
            environment: variables(for: job, runID: runID), outputFile: outputFile(job.name),
            lock: lock)
        let child = try ChildProcess.start(order, ended: ended)
        lock.note("\(runID) \(child.processID)")
        return child
    }

    /// A run that an earlier daemon started and that is still alive; `ended` is called once it is
    /// not. Nil when no process of it is left.
    func adopt(_ job: String, runID: String, ended: @escaping @Sendable () -> Void)
        -> ChildProcess?
    {
        let path = lockFile(job)
        guard FileLock.isHeld(at: path) else { return nil }
        let facts = (FileLock.facts(at: path) ?? "").split(separator: " ")
        guard
            startThread({
                FileLock.waitUntilFree(path); ended()
            })
        else { return nil }
        let processID =
            facts.first == runID[...] ? facts.dropFirst().first.flatMap { Int32($0) } : nil
        return ChildProcess(processID: processID ?? 0)
    }

    /// What a job's last run wrote.
    func outputFile(_ job: String) -> String { "\(folder)/\(job).log" }

    private func lockFile(_ job: String) -> String { "\(folder)/\(job).lock" }

    // MARK: Environment

    private static let always = [
        "PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_*", "TZ", "TMPDIR", "LUNETTE_HOME",
        "XDG_STATE_HOME", "XDG_CONFIG_HOME", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy",
        "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR",
    ]

    private func variables(for job: Job, runID: String) -> [String: String] {
        let patterns = Self.always + job.environment
        var variables = environment.variables.filter { variable in
            patterns.contains { globMatches($0, variable.key) }
        }
        variables["LUNETTE_RUN_ID"] = runID
        variables["LUNETTE_JOB"] = job.name
        return variables
    }
}
