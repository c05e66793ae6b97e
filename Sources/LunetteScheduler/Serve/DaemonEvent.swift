import LunetteJournal

/// What a daemon tells about itself while it runs.
public enum DaemonEvent: Sendable {
    case ready(jobs: Int)
    /// A decision that is on record.
    case decided(TickRecord)
    /// A run of an earlier daemon goes on, and is waited for.
    case adopted(job: String, runID: String)
    case reloaded(jobs: Int)
    /// The file cannot be used; the old schedule stays in force.
    case reloadFailed(String)
    case heartbeatFailed(HeartbeatPing, reason: String)
    /// No run is started any more; so many are under way.
    case draining(runs: Int)
}
