import ArgumentParser
import LunetteBase
import LunetteJournal
import LunetteRunbook
import LunetteSettings
import LunetteSystem

/// `lunette resume [RUN]`: goes on with a run that was killed, interrupted or refused.
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", _superCommandName: "lunette",
        abstract: "Goes on with a run that did not end by itself; nothing is done twice.")

    @Argument(help: "The run's id, or its beginning; @, or nothing, is the last one.")
    var reference: String?

    @Flag(help: "Go on although the script or its files have changed; the run's record says so.")
    var force = false

    @OptionGroup var options: ScriptOptions

    func run() async throws {
        let journal = JournalAccess(environment: .process)
        let store = try journal.open()
        _ = try await reading { () async throws(JournalError) in try await store.verify() }
        let history = try await journal.history(reference, in: store)
        if history.isFinished {
            Console.writeError(
                printable("run \(history.id) ended by itself: nothing is left to do") + "\n")
            return
        }
        try checkResumable(history)
        guard history.start.purpose != .apply else { return try await goOnApplying(history) }
        guard let file = history.start.file else { return }
        let script = try makeScript(file: file, source: try readSource(file))
        let arguments = try await bind(script, history)
        let changed = script.changes(since: history, arguments: arguments)
        guard changed.isEmpty || force else { throw Self.changed(changed, history) }
        Console.writeError(state(of: history))
        var options = options
        options.target = try options.target.resuming(history.start, environment: .process)
        let report = try await ScriptExecution(
            script: script, arguments: arguments, options: options,
            inForce: .inForce(for: Script.folder(of: file), .process), words: history.start.words,
            resuming: (history, changed)
        ).run()
        try report.finish(script, options.output)
    }

    /// What is done, what is left, what must be found out first.
    private func state(of history: RunHistory) -> String {
        let doubts = history.changesInDoubt.count
        let parts = [
            "\(history.madeChanges.count) changes made",
            history.units.isEmpty
                ? nil : "\(history.doneUnits) steps and items done, \(history.remainingUnits) left",
            doubts == 0 ? "none in doubt" : "\(doubts) in doubt, found out first",
        ].compactMap { $0 }
        return printable("run \(history.id) goes on: \(parts.joined(separator: ", "))") + "\n"
    }

    private func goOnApplying(_ history: RunHistory) async throws {
        let plan = history.start.plan
        Console.writeError(state(of: history))
        try await PlanApplication(
            path: plan["file"]?.string ?? "", isAgreedTo: options.consent.yes,
            account: options.consent.account, target: options.target, output: options.output,
            expectedHash: plan["sha256"]?.string
        ).run()
    }

    private func checkResumable(_ history: RunHistory) throws {
        if history.start.target.isInProcess {
            throw Failure(
                .notFound,
                "run \(history.id) cannot be resumed: the emulator that it ran against was part of "
                    + "its process, and ended with it",
                advice: ["lunette emulator --state FILE is one that outlives its runs"])
        }
        switch history.start.purpose {
        case .runbook, .apply: break
        case .undo:
            throw Failure(
                .usage, "run \(history.id) is an undo: it looks at what is left by itself",
                advice: ["lunette undo \(history.start.undoes ?? "") does what is left of it"])
        case .eval, .session:
            throw Failure(
                .usage, "run \(history.id) was typed in, and its code is not on record",
                advice: ["lunette show \(history.id) says what it did"])
        }
    }

    private func bind(_ script: Script, _ history: RunHistory) async throws
        -> [String: ArgumentValue]
    {
        do {
            return try await ArgumentBinder(
                parameters: script.manifest.parameters, environment: .process,
                programs: StartedPrograms.runner
            ).bind(recorded: history.start.arguments, words: history.start.words)
        } catch {
            throw Failure(.usage, error.message)
        }
    }

    private static func changed(_ changed: [String], _ history: RunHistory) -> Failure {
        Failure(
            .drift,
            "run \(history.id) began with something else: \(changed.joined(separator: ", ")) "
                + "changed since",
            advice: [
                "bring back what it began with, or go on with what is there now: lunette resume "
                    + "\(history.id) --force, which is recorded"
            ])
    }
}

extension ResumeCommand: JailedWork {
    var jail: JailOptions { options.jail }

    /// That of the run that goes on: which script it is, and where, stands in the journal.
    mutating func jailScope(_ environment: Environment) throws -> JailScope {
        guard let run = RecordedRun(reference, environment) else {
            return try JailScope(
                scriptFolders: [], target: options.target, output: options.output,
                over: .inForce(for: nil, environment), environment)
        }
        // From now on it is this one, whatever else begins meanwhile.
        reference = run.id
        let folder = run.start.file.map(Script.folder)
        var scope = try JailScope(
            scriptFolders: folder.map { [$0] } ?? [],
            target: (try? options.target.resuming(run.start, environment: environment))
                ?? options.target,
            output: options.output, over: .inForce(for: folder, environment), environment)
        scope.words += run.start.words + [run.start.plan["file"]?.string].compactMap { $0 }
        return scope
    }
}

extension TargetOptions {
    /// The target that a run had, and its profile.
    func resuming(_ start: RunStart, environment: Environment) throws -> TargetOptions {
        var options = try bound(to: start.target, of: "the run", environment: environment)
        options.profile = profile ?? start.options["profile"]?.string
        return options
    }

    /// The target that something is for; another endpoint or region is refused, and another account
    /// when it goes on.
    func bound(to target: RunTarget, of what: String, environment: Environment) throws
        -> TargetOptions
    {
        guard emulator == target.isInProcess else {
            throw Failure(
                .blocked,
                "\(what) was \(emulator ? "not " : "")against an emulator of its own process",
                advice: emulator ? [] : ["--emulator, with the same --world, starts one like it"])
        }
        var options = self
        let given = try endpoint(environment)?.url
        if let given, given != target.endpoint {
            throw Failure(
                .blocked,
                "\(what) was against \(target.endpoint ?? "the regions' own endpoints"), "
                    + "not \(given)",
                advice: ["leave out --endpoint and LUNETTE_ENDPOINT, or name that one"])
        }
        if let region, region != target.regionID {
            throw Failure(
                .blocked, "\(what) was in \(target.regionID), not \(region)",
                advice: ["leave out --region, or start one of its own there"])
        }
        options.endpoint = target.endpoint
        options.region = target.regionID
        return options
    }
}
