import ArgumentParser
import LunetteBase
import LunetteJournal
import LunetteRunbook
import LunetteSettings
import LunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `lunette undo [RUN]`: takes back what a run changed, and keeps what others changed since.
struct UndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", _superCommandName: "lunette",
        abstract: "Takes back what a run changed; what others changed since is kept.",
        discussion: """
            Shows what it would do, and asks. It is a run itself: lunette undo @ takes the undo \
            back.
            """)

    @Argument(
        help: """
            The run's id, or its beginning; @ is the last run. Nothing is the last run that is no \
            undo, so that a second undo finds nothing to do.
            """)
    var reference: String?

    @Flag(help: "Do it without asking.")
    var yes = false

    @OptionGroup var fleet: FleetOptions
    @OptionGroup(title: "Where") var target: TargetOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        let journal = JournalAccess(environment: .process)
        let store = try journal.open()
        _ = try await reading { () async throws(JournalError) in try await store.verify() }
        let history = try await journal.history(try await chosen(journal, store), in: store)
        try checkUndoable(history)
        let target = try target.resuming(history.start, environment: .process)
        let inForce = Settings.inForce(
            for: history.start.file.map { Script.folder(of: $0) }, .process)
        inForce.warn(output)
        let connection = try await CloudConnection(target, environment: .process, over: inForce)
        var settings = RunSettings()
        settings.policies = inForce.policies
        settings.productionProfiles = inForce.productionProfiles
        settings.settingsProblem = inForce.problems.first?.text
        settings.isAgreedTo = yes
        let recording = try RunRecording(
            RunStart(undoing: history, connection, journal), on: connection, journal)
        let progress = RunProgress(output: output, clock: connection.loop.clock)
        let undoing = try await Undoing(
            loop: connection.loop, of: history, target: connection.target, settings: settings,
            transport: connection.transport, recorder: recording.recorder,
            concurrency: fleet.concurrency, observer: { progress.show($0) })
        try await finish(try await plan(undoing, history), undoing, history, journal)
        await connection.close()
    }

    /// The run that is meant: without a word the last one that is no undo.
    private func chosen(_ journal: JournalAccess, _ store: SQLiteStore) async throws -> String {
        if let reference { return reference }
        let runs = try await reading { () async throws(JournalError) in try await store.runs() }
        return runs.last { $0.start.purpose != .undo }?.id ?? "@"
    }

    private func plan(_ undoing: Undoing, _ history: RunHistory) async throws -> [UndoStep] {
        do {
            return try await undoing.plan()
        } catch {
            throw Failure(error.exitReason, error.line, advice: [error.explanation])
        }
    }

    /// Shows the plan, asks, does it, and says what came of it.
    private func finish(
        _ plan: [UndoStep], _ undoing: Undoing, _ history: RunHistory, _ journal: JournalAccess
    ) async throws {
        let style = output.json ? output.errorStyle : output.outStyle
        let width = output.json ? Console.errorWidth : Console.outWidth
        let text = UndoText(steps: plan, style: style, width: width).text
        if output.json { Console.writeError(text) } else { Console.writeOut(text) }
        guard plan.contains(where: { $0.verdict == .undo }) else {
            try endWithout(plan, try await whyNothing(history, journal))
            return
        }
        guard yes || Self.isAgreed() else {
            throw Failure(
                .blocked, "nothing was undone: nobody agreed",
                advice: ["--yes agrees without a terminal"])
        }
        let approval = Consent(
            by: journal.operatedBy.user,
            what: "\(plan.count { $0.verdict == .undo }) things taken back",
            how: yes ? "--yes" : "typed")
        let ending = SignalEnding.watched { undoing.interrupt() }
        var (report, steps) = await undoing.run(approval)
        report.take(ending)
        if output.json {
            var json = report.json(exitCode: report.exitReason.exitCode).object ?? [:]
            json.append("steps", .array(steps.map(\.json)))
            Console.writeOut(JSONValue.object(json).printout)
        }
        for step in steps where step.isLeft {
            Console.writeError("left: \(printable("\(step.target): \(step.text)"))\n")
        }
        if let failure = report.failure {
            let words = Failure(failure, source: [], file: "")
            Console.writeError(words.text(output.errorStyle, width: Console.errorWidth))
        }
        Console.writeError(report.summary(output.errorStyle))
        if report.exitReason != .done { throw ExitCode(report.exitReason.exitCode) }
    }

    /// Where the run changed nothing: that, and the last one that did.
    private func whyNothing(_ history: RunHistory, _ journal: JournalAccess) async throws -> String
    {
        guard history.madeChanges.isEmpty else { return "" }
        let why = ": run \(history.id) changed nothing"
        let store = try journal.open()
        let runs = try await reading { () async throws(JournalError) in try await store.runs() }
        // Whoever looks further back names the run.
        for run in runs.reversed().prefix(20) where run.start.purpose != .undo {
            let earlier = try await journal.history(run.id, in: store)
            guard !earlier.madeChanges.isEmpty else { continue }
            return "\(why); the last one that did is \(run.id): lunette undo \(run.id)"
        }
        return why
    }

    private func endWithout(_ plan: [UndoStep], _ why: String) throws {
        let reason: ExitReason = plan.contains(where: \.isLeft) ? .partialOrFindings : .done
        if output.json {
            let json: JSONValue = [
                "status": .string(reason == .done ? "succeeded" : "partial"),
                "exit_code": .integer(Int64(reason.exitCode)),
                "exit_reason": .string(reason.rawValue), "changes": [],
                "steps": .array(plan.map(\.json)),
            ]
            Console.writeOut(json.printout)
        } else {
            Console.writeOut("nothing to undo\(why)\n")
        }
        if reason != .done { throw ExitCode(reason.exitCode) }
    }

    private static func isAgreed() -> Bool {
        guard Console.inputIsTerminal else { return false }
        Console.writeError("Undo this? [y/N] ")
        let answer = readLine()?.lowercased() ?? ""
        return answer == "y" || answer == "yes"
    }

    private func checkUndoable(_ history: RunHistory) throws {
        guard history.start.target.isInProcess else { return }
        throw Failure(
            .notFound,
            "run \(history.id) cannot be undone: the emulator that it ran against was part of its "
                + "process, and ended with it")
    }
}
