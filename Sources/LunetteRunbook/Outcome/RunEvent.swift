import LunetteBase
import LunetteClient

/// What happens in a run, as it happens; for progress and logs.
public enum RunEvent: Sendable {
    /// The script printed.
    case output([UInt8])
    /// The script logged.
    case logged(LogRecord)
    /// A change was made.
    case changed(ChangeRecord)
    /// The script found something.
    case found(Finding)
    /// It is known what became of a target.
    case reported(ReportItem)
    /// The script notified somebody, or would have.
    case notified(Notification)
    /// A fleet is that far.
    case progressed(FleetProgress)
    /// The client has something to tell: a wait, another try.
    case client(ClientEvent)
}

/// One record of a script's log.
public struct LogRecord: Sendable, Hashable {
    /// The levels that `log` has.
    public enum Level: String, Sendable, CaseIterable {
        case debug, info, warn, error
    }

    public let level: Level
    public let message: String
    public let fields: [NamedValue]
}
