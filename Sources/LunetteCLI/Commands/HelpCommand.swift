import ArgumentParser
import LunetteRunbook

/// `lunette help`, `lunette help COMMAND`, and topics: `guide`, `world`, `exit-codes`, `man`.
struct HelpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "help",
        abstract: "Shows help on a command, or on a topic: guide, world, exit-codes, man.")

    @Argument(help: "A command, or a topic.")
    var names: [String] = []

    func run() throws {
        switch names {
        case ["exit-codes"]: return Console.writeOut(ExitReason.table + "\n")
        case ["man"]: return Console.writeOut(ManualPage(of: Lunette.self).text)
        default: break
        }
        if names.count == 1, let page = DocumentationPage(names[0]) {
            return Console.writeOut(page.text)
        }
        var command: any ParsableCommand.Type = Lunette.self
        for name in names {
            // Those in groups are among them.
            let known = command.configuration.subcommands
            guard let next = known.first(where: { $0._commandName == name }) else {
                throw Failure(
                    .usage, "there is no help on '\(name)'",
                    advice: [
                        "commands: \(known.map { $0._commandName }.joined(separator: ", "))",
                        "topics: guide, world, exit-codes, man",
                    ])
            }
            command = next
        }
        Console.writeOut(Lunette.helpMessage(for: command) + "\n")
    }
}
