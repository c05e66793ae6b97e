import ArgumentParser
import LunetteBase
import LunetteJournal
import LunetteRunbook
import LunetteSettings
import LunetteSystem

/// `lunette plan FILE`: runs a runbook on a twin of the account.
struct PlanMakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make",
        abstract: "Runs a runbook on a twin of the account (the default); its parameters are its "
            + "flags.",
        helpNames: [])

    @Argument(help: "The runbook.")
    var file: String?

    @Flag(
        name: [.customShort("h"), .customLong("help")],
        help: "Show the runbook's own parameters; without a runbook, this page.")
    var wantsHelp = false

    @Option(help: ArgumentHelp("Save the plan here.", valueName: "file"))
    var out: String?

    @Option(
        help: ArgumentHelp("How long the saved plan may be applied (24h).", valueName: "duration"))
    var expires: Duration = .seconds(86_400)

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("The author's name (default: whoever is logged in).", valueName: "name"))
    var author: String?

    @OptionGroup var options: ScriptOptions

    @Argument(
        parsing: .allUnrecognized,
        help: ArgumentHelp("The runbook's own flags.", valueName: "runbook-flags"))
    var words: [String] = []

    private static let ownFlags: Set<String> = ["--as", "--expires", "--out"]

    func run() async throws {
        guard let file else {
            guard wantsHelp else {
                throw Failure(
                    .usage, "plan needs a runbook",
                    advice: ["lunette plan FILE; lunette plan FILE --help lists its parameters"])
            }
            Console.writeOut(Lunette.helpMessage(for: Self.self) + "\n")
            return
        }
        let runbook = RunbookWords(
            file: file, words: words, reservedFlags: RunCommand.flags.union(Self.ownFlags))
        if wantsHelp {
            Console.writeOut(try runbook.help())
            return
        }
        let (script, arguments) = try await runbook.bound()
        try await make(script, arguments)
    }

    private func make(_ script: Script, _ arguments: [String: ArgumentValue]) async throws {
        var options = options
        options.limits.dryRun = true
        let settings = Settings.inForce(for: script.file.map(Script.folder), .process)
        let execution = ScriptExecution(
            script: script, arguments: arguments, options: options, inForce: settings,
            words: words, makesPlan: out != nil)
        var (report, target) = try await execution.outcome()
        let journal = JournalAccess(environment: .process)
        let draft = PlanDraft(
            script: script, arguments: arguments, author: author ?? journal.person,
            operatedBy: journal.operatedBy, target: target,
            approval: ApprovalRules(settings.policies), lifetime: expires)
        let file = PlanFile(draft.plan(report))
        report.isPlanWhole = file.plan.isWhole
        let gate = PlanGate(file, rules: file.plan.approval, now: file.plan.createdAt)
        // A plan that was not made to its end, or for nobody knows which account, is none.
        let isEnded = ![.interrupted, .terminated].contains(report.exitReason)
        let isSaved = isEnded && report.grounds != nil
        if let out, isSaved { try PlanPlace(path: out).write(file) }
        try finish(report, script, gate, isSaved: isSaved)
    }

    private func finish(
        _ report: RunReport, _ script: Script, _ gate: PlanGate, isSaved: Bool
    ) throws {
        let output = options.output
        if output.json {
            var json = report.json(exitCode: report.exitReason.exitCode).object ?? [:]
            var plan = gate.json.object ?? [:]
            plan["file"] = isSaved ? out.map(JSONValue.string) ?? .null : .null
            json["plan"] = .object(plan)
            Console.writeOut(JSONValue.object(json).printout)
        } else {
            let text = PlanText(gate: gate, style: output.outStyle, width: Console.outWidth)
            Console.writeOut(text.changes)
        }
        try report.conclude(script, output, showsOpenPoints: false) {
            guard let out, isSaved else { return }
            Console.writeError(saved(out, gate))
        }
    }

    /// Where it is, and the way on from there.
    private func saved(_ path: String, _ gate: PlanGate) -> String {
        let head = "plan \(gate.file.shortHash) is in \(printable(path))"
        guard gate.file.plan.isWhole else {
            return "\(head); it is not whole, and will not be applied\n"
        }
        let wanted = PlanText(gate: gate, style: options.output.errorStyle, width: nil).wanted
        let next = wanted.map { _ in "lunette plan approve \(path) --as NAME" }
        let profile = options.target.profile.map { " --profile \($0)" } ?? ""
        return "\(head)\(wanted.map { ": \($0)" } ?? "")\n"
            + "next: \(printable(next ?? "lunette apply \(path)\(profile)"))\n"
    }
}

extension PlanMakeCommand: JailedWork {
    var jail: JailOptions { options.jail }

    func jailScope(_ environment: Environment) throws -> JailScope {
        let scripts = file.map(Script.folder)
        var scope = try JailScope(
            scriptFolders: scripts.map { [$0] } ?? [], target: options.target,
            output: options.output, over: .inForce(for: scripts, environment), environment)
        // The plan takes the old one's place whole, which is a change of its folder.
        if let folder = out.map(Script.folder) {
            guard isThere(folder) else {
                throw Failure(.unreadableFile, "there is no folder \(folder) to save the plan in")
            }
            scope.writableFolders.append(folder)
        }
        return scope
    }
}
