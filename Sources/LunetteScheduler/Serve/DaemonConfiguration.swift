import LunetteBase
import LunetteJournal
import LunetteSystem

/// What a daemon is made of.
public struct DaemonConfiguration: Sendable {
    /// Reads the schedule's file; the text says what is wrong with it.
    public var read: @Sendable () -> Result<Schedule, ScheduleUnreadable>
    public var processes: JobProcesses
    public var store: any Store
    public var notifier: ServiceNotifier
    /// At most so many runs at once.
    public var maximumRuns = 16
    /// How long runs may go on once the daemon is told to end.
    public var drainLimit = Duration.seconds(80)
    public var newRunID: @Sendable () -> String
    /// Sends a heartbeat; answers why it could not.
    public var send: @Sendable (HeartbeatPing) async -> String?
    public var observer: @Sendable (DaemonEvent) -> Void

    public init(
        processes: JobProcesses, store: any Store, notifier: ServiceNotifier,
        newRunID: @escaping @Sendable () -> String,
        read: @escaping @Sendable () -> Result<Schedule, ScheduleUnreadable>,
        send: @escaping @Sendable (HeartbeatPing) async -> String?,
        observer: @escaping @Sendable (DaemonEvent) -> Void
    ) {
        self.processes = processes
        self.store = store
        self.notifier = notifier
        self.newRunID = newRunID
        self.read = read
        self.send = send
        self.observer = observer
    }
}

/// Why a schedule's file cannot be used, in one line.
public struct ScheduleUnreadable: Error, Sendable, Hashable {
    public let message: String

    public init(_ message: String) {
        self.message = message
    }
}
