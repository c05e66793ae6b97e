import ArgumentParser
import LunetteBase
import LunetteRunbook
import LunetteSettings
import LunetteSystem

/// `lunette plan show PLAN`: what a saved plan would change, who made it, who approved it.
struct PlanShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows a saved plan: what to look at before approving it.")

    @Argument(help: ArgumentHelp("The plan.", valueName: "plan"))
    var path: String

    @OptionGroup(title: "Output") var output: OutputOptions

    func run() throws {
        let gate = try PlanPlace(path: path).gate(Settings.inForce, now: SystemClock().now())
        if output.json {
            var json = gate.json.object ?? [:]
            json["plan"] = .object(gate.file.plan.json)
            Console.writeOut(JSONValue.object(json).printout)
            return
        }
        let text = PlanText(gate: gate, style: output.outStyle, width: Console.outWidth)
        Console.writeOut(text.facts + "\n" + text.changes)
    }
}

/// `lunette plan approve PLAN --as NAME`: says that a very plan may be applied.
struct PlanApproveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Approves a saved plan, as somebody else than its author.",
        discussion: """
            The approval is bound to the plan's hash: a plan that is edited later is refused. It
            does not prove who gave it: whoever can write the file can give any name.
            """)

    @Argument(help: ArgumentHelp("The plan.", valueName: "plan"))
    var path: String

    @Option(
        name: .customLong("as"), help: ArgumentHelp("Who approves it.", valueName: "name"))
    var name: String

    @OptionGroup(title: "Output") var output: OutputOptions

    func run() throws {
        let place = PlanPlace(path: path)
        let now = SystemClock().now()
        let gate = try place.gate(Settings.inForce, now: now)
        if let refusal = gate.refusal(ofApprovalBy: name) {
            throw Failure(refusal, by: name, gate, path: path)
        }
        let journal = JournalAccess(environment: .process)
        let operatedBy = journal.operatedBy
        var file = gate.file
        file.approve(by: name, at: now, user: operatedBy.user, host: operatedBy.host)
        try place.write(file)
        let after = PlanGate(file, rules: gate.rules, now: now)
        if output.json { return Console.writeOut(after.json.printout) }
        Console.writeOut(
            "plan \(file.shortHash) is approved by \(printable(name)); \(Self.wayOn(after, path))\n"
        )
        warn(of: file.plan, operatedBy.user, output)
    }

    private static func wayOn(_ gate: PlanGate, _ path: String) -> String {
        let until = gate.rules.validFor.map { " within \($0.text)" } ?? ""
        return gate.missing == 0
            ? printable("lunette apply \(path)\(until)") : "\(gate.missing) more wanted"
    }

    /// Names are given, not proven; the same login is worth a word.
    private func warn(of plan: Plan, _ user: String, _ output: OutputOptions) {
        let author = plan.operatedBy
        guard user == author.user else { return }
        let mark = output.errorStyle.yellow("warning:")
        Console.writeError(
            "\(mark) the login \(printable(user)) made the plan as well; the journal will say so\n")
    }
}
