import ArgumentParser

/// `lunette plan`: what a runbook would change, to be looked at, approved and applied.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Says what a runbook would change, and saves that to be approved and applied.",
        discussion: """
            lunette plan FILE runs the runbook on a twin of the account: reads are sent, changes
            are predicted. --out saves the plan, which lunette apply then does, item by item.
            """,
        subcommands: [PlanMakeCommand.self, PlanShowCommand.self, PlanApproveCommand.self],
        defaultSubcommand: PlanMakeCommand.self)

    /// `lunette plan FILE …` is `lunette plan make FILE …`, whose flags are the runbook's.
    static func completed(_ words: [String]) -> [String] {
        guard words.first == configuration.commandName, let second = words.dropFirst().first else {
            return words
        }
        let known = configuration.subcommands.map { $0._commandName } + ["help", "-h", "--help"]
        if known.contains(second) { return words }
        return [words[0], PlanMakeCommand._commandName] + words.dropFirst()
    }
}
