import ArgumentParser
import LunetteRunbook

/// `lunette help`, `lunette help COMMAND`, and topics: `guide`, `exit-codes`, `man`.
struct HelpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "help",
        abstract: "Shows help on a command, or on a topic: guide, exit-codes, man.")

    @Argument(help: "A command, or a topic.")
    var names: [String] = []

    func run() throws {
        switch names {
        case ["exit-codes"]: return Console.writeOut(ExitReason.table + "\n")
        case ["guide"]: return Console.writeOut(Guide.text)
        case ["man"]: return Console.writeOut(ManualPage(of: Lunette.self).text)
        default: break
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
