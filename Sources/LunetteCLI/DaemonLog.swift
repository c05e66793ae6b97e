import Logging
import LunetteBase
import LunetteJournal
import LunetteScheduler

/// What a daemon does, as log lines on standard error.
struct DaemonLog: Sendable {
    private let logger: Logger

    init(level: LogLevel, format: LogFormat) {
        let style = Style(.auto, isTerminal: Console.errorIsTerminal, environment: .process)
        let clock = SystemClock()
        let line = ProgressLine(isTerminal: false, style: style, clock: clock)
        logger = Logger(label: "lunette.schedule") { _ in
            StreamLogHandler(
                level: level.level, format: format, style: style, clock: clock, line: line)
        }
    }

    func show(_ event: DaemonEvent) {
        switch event {
        case .ready(let jobs): logger.info("ready", metadata: ["jobs": "\(jobs)"])
        case .decided(let record): show(record)
        case .adopted(let job, let runID):
            logger.notice(
                "a run of an earlier daemon goes on",
                metadata: ["job": "\(job)", "run": "\(runID)"])
        case .reloaded(let jobs):
            logger.notice("read the file again", metadata: ["jobs": "\(jobs)"])
        case .reloadFailed(let reason):
            logger.error("the file cannot be used; the old schedule stays: \(reason)")
        case .heartbeatFailed(let ping, let reason):
            logger.warning(
                "a heartbeat did not get through: \(reason)", metadata: ["job": "\(ping.job)"])
        case .draining(let runs):
            logger.notice("told to end; waiting for runs", metadata: ["runs": "\(runs)"])
        }
    }

    private func show(_ record: TickRecord) {
        logger.log(
            level: record.logLevel, "\(record.words(in: .utc))",
            metadata: ["job": "\(record.job)"])
    }
}

extension TickRecord {
    /// How loud it is told: one notice when a job is disabled.
    fileprivate var logLevel: Logger.Level {
        switch event {
        case .started, .enabled: .info
        case .skipped, .missed: .warning
        case .disabled: failures == nil ? .notice : .error
        case .ended: outcome == .succeeded ? .info : .warning
        }
    }
}
