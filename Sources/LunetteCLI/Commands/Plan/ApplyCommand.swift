import ArgumentParser

/// `lunette apply PLAN`: does what a saved plan says, and nothing else; or stops.
struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", _superCommandName: "lunette",
        abstract: "Does exactly what a saved plan says, or stops.",
        discussion: """
            Refuses a plan that was edited, has run out, is not whole or lacks approvals, before \
            anything is sent. Each item is looked at once more right before it is done: what is so \
            already is passed over, and where it would do something else than the plan says, it \
            stops (exit 7). lunette undo takes it back.
            """)

    @Argument(help: ArgumentHelp("The plan.", valueName: "plan"))
    var path: String

    @Flag(
        name: [.customShort("y"), .customLong("yes")],
        help: "Agree beforehand, where nobody has approved the plan.")
    var yes = false

    @Option(
        help: ArgumentHelp(
            "The account that is meant, by id or alias; any other is refused.", valueName: "name"))
    var account: String?

    @OptionGroup var fleet: FleetOptions
    @OptionGroup(title: "Where") var target: TargetOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        try await PlanApplication(
            path: path, isAgreedTo: yes, account: account, target: target, output: output,
            concurrency: fleet.concurrency
        ).run()
    }
}
