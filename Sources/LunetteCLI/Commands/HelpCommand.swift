import ArgumentParser
import LunetteRunbook

/// `lunette help`, `lunette help COMMAND`, `lunette help exit-codes`.
struct HelpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "help", abstract: "Shows help on a command, or: exit-codes.")

    @Argument(help: "A command, or a topic.")
    var names: [String] = []

    func run() throws {
        if names == ["exit-codes"] {
            Console.writeOut(ExitReason.table + "\n")
            return
        }
        var command: any ParsableCommand.Type = Lunette.self
        for name in names {
            let known = subcommands(of: command)
            guard let next = known.first(where: { $0._commandName == name }) else {
                throw Failure(
                    .usage, "there is no help on '\(name)'",
                    advice: ["commands: \(known.map { $0._commandName }.joined(separator: ", "))"])
            }
            command = next
        }
        Console.writeOut(Lunette.helpMessage(for: command) + "\n")
    }

    private func subcommands(of command: any ParsableCommand.Type)
        -> [any ParsableCommand.Type]
    {
        command.configuration.subcommands
            + command.configuration.groupedSubcommands.flatMap(\.subcommands)
    }
}
