import Logging
import LunetteBase
import LunetteClient
import LunetteJournal
import LunetteRunbook
import LunetteSettings
import LunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One script from the command line: the connection, the run, the signals.
struct ScriptExecution {
    let script: Script
    let arguments: [String: ArgumentValue]
    let options: ScriptOptions
    /// The settings.
    let inForce: Settings
    /// The words of the command line behind the script's name.
    var words: [String] = []
    /// The run that goes on, and what `--force` was given for.
    var resuming: (history: RunHistory, forced: [String])?
    /// What a saved plan rests on is found out as well.
    var makesPlan = false

    func run() async throws -> RunReport {
        try await outcome().report
    }

    /// What came of it, and where it ran.
    func outcome() async throws -> (report: RunReport, target: RunTarget) {
        let (target, output) = (options.target, options.output)
        inForce.warn(output)
        var settings = RunSettings(options.limits, options.consent, target, over: inForce)
        settings.makesPlan = makesPlan
        if let resuming { settings.take(resuming.history.start.options) }
        let journal = JournalAccess(environment: .process)
        let mayRecord = !settings.isDryRun && settings.mayChange(script.manifest)
        let opening = mayRecord ? journal.openingAhead() : journal.opening
        let connection = try await CloudConnection(target, environment: .process, over: inForce)
        let recording = try recording(settings, on: connection, journal, opening)
        defer { withExtendedLifetime(recording) {} }
        let approver = TerminalApprover(style: output.errorStyle)
        var oversight = Oversight()
        oversight.approver = approver
        oversight.trust = try TrustFile(.process).read()
        let clock = connection.loop.clock
        let progress = RunProgress(output: output, clock: clock)
        let events = try output.events.map { try EventFile($0, clock: clock) }
        events?.begin(script.name, on: connection.target)
        let runner = Runner(
            loop: connection.loop, script: script, arguments: arguments, target: connection.target,
            settings: settings, oversight: oversight, transport: connection.transport,
            recorder: recording?.recorder,
            observer: { event in
                progress.show(event)
                events?.write(event)
            })
        let ending = SignalEnding.watched {
            runner.interrupt()
            approver.cancel()
        }
        var report = await runner.run()
        await connection.close()
        report.take(ending)
        report.take(events, output)
        return (report, RunTarget(connection.target, isInProcess: connection.isInProcess))
    }

    /// A dry run changes nothing, and leaves no record.
    private func recording(
        _ settings: RunSettings, on connection: CloudConnection, _ journal: JournalAccess,
        _ opening: @escaping RunRecorder.Opening
    ) throws
        -> RunRecording?
    {
        guard !settings.isDryRun else { return nil }
        if let resuming {
            return try RunRecording(
                resuming: resuming.history, forced: resuming.forced, on: connection, journal)
        }
        return try RunRecording(
            script, arguments: arguments, words: words, settings: settings,
            profile: options.target.profile, on: connection, journal, opening: opening)
    }
}

extension RunReport {
    /// Which signal it was that ended it.
    mutating func take(_ ending: SignalEnding) {
        guard ending.exitReason == .terminated, failure?.reason == .interrupted else { return }
        failure = RunFailure(.terminated, "terminated")
    }

    /// Ends the file of events; that it is not whole is a failure, of an end that is none.
    mutating func take(_ events: EventFile?, _ output: OutputOptions) {
        guard let problem = events?.finish(self) else { return }
        if exitReason == .done {
            failure = RunFailure(problem.reason, problem.message)
        } else {
            Console.writeError(problem.text(output.errorStyle, width: Console.errorWidth))
        }
    }
}

/// What happens in a run, shown on standard error while it happens; what the script prints goes
/// to standard output, or to standard error when that is for JSON.
struct RunProgress: Sendable {
    private let printsJSON: Bool
    private let style: Style
    private let logger: Logger
    private let line: ProgressLine

    init(output: OutputOptions, clock: any RunClock) {
        printsJSON = output.json
        let style = output.errorStyle
        self.style = style
        let line = ProgressLine(
            isTerminal: Console.errorIsTerminal, style: style, clock: clock)
        self.line = line
        logger = Logger(label: "lunette") { _ in
            StreamLogHandler(
                level: output.logLevel.level, format: output.logFormat, style: style, clock: clock,
                line: line)
        }
    }

    func show(_ event: RunEvent) {
        switch event {
        case .output(let bytes): line.around { write(bytes) }
        case .logged(let record): log(record)
        case .changed(let change): log(change)
        case .notified(let notification): log(notification)
        case .progressed(let progress): line.show(progress)
        case .client(let event): log(event)
        // What a script reports stands at the end, together.
        case .found, .reported: break
        }
    }

    /// A terminal gets text only: what a script prints may come from anywhere.
    private func write(_ bytes: [UInt8]) {
        if printsJSON {
            Console.writeError(printableLines(textShowingBytes(bytes)))
        } else if Console.outIsTerminal {
            Console.writeOut(printableLines(textShowingBytes(bytes)))
        } else {
            Console.writeOut(bytes)
        }
    }

    private func log(_ record: LogRecord) {
        let level: Logger.Level =
            switch record.level {
            case .debug: .debug
            case .info: .info
            case .warn: .warning
            case .error: .error
            }
        var metadata: Logger.Metadata = [:]
        for field in record.fields { metadata[field.name] = .string(field.value) }
        logger.log(level: level, "\(record.message)", metadata: metadata)
    }

    private func log(_ notification: Notification) {
        logger.log(
            level: .info, notification.isSent ? "notified" : "not sent: this is a dry run",
            metadata: ["host": .string(notification.host)])
    }

    private func log(_ change: ChangeRecord) {
        // A dry run shows them at its end, whole.
        if change.isPredicted { return }
        var metadata: Logger.Metadata = [:]
        metadata["request"] = change.requestID.map { .string($0) }
        metadata["target"] = change.target.map { .string($0) }
        logger.info("changed: \(change.operation)\(Self.note(on: change))", metadata: metadata)
    }

    private static func note(on change: ChangeRecord) -> String {
        if change.isSettledByRead { return " (the answer was lost; a read shows that it was made)" }
        if change.requestID == nil { return " (the answer was lost; the service says it is so)" }
        return ""
    }

    private func log(_ event: ClientEvent) {
        switch event {
        case .finished(let call, .success(let response), let duration):
            logger.debug(
                "\(call.operation)",
                metadata: [
                    "region": "\(call.regionID)", "target": "\(call.target ?? "-")",
                    "request": "\(response.requestID ?? "-")", "took": "\(duration.text)",
                ])
        case .finished(let call, .failure(let error), let duration):
            logger.debug(
                "\(call.operation): \(error.code)",
                metadata: [
                    "region": "\(call.regionID)", "target": "\(call.target ?? "-")",
                    "request": "\(error.requestID ?? "-")", "took": "\(duration.text)",
                ])
        case .retrying(let call, let error, let attempt, let wait):
            logger.info(
                "\(call.operation) is tried again in \(wait.text): \(error.code)",
                metadata: ["attempt": "\(attempt)"])
        case .settling(let call, let error):
            logger.warning(
                "\(call.operation): no answer (\(error.code)); a read decides whether it was done")
        case .pacing(let call, let notice):
            logger.info(
                "\(call.operation): the quota is used up until \(notice.opensAt.text)",
                metadata: [
                    "waiting": "\(notice.waiting)", "last": "\(notice.lastAt.text)",
                ])
        }
    }
}
