import ArgumentParser
import LunetteRunbook

/// The command line's root: the commands, grouped by what people want.
public struct Lunette: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "lunette",
        abstract: "Operates Alibaba Cloud ECS security groups by Lua runbooks.",
        version: Version.text,
        subcommands: [HelpCommand.self],
        groupedSubcommands: [
            CommandGroup(name: "Look", subcommands: [ExplainCommand.self, SignCommand.self])
        ])

    public init() {}

    /// Parses the process's arguments, runs the command, and ends the process.
    public static func start() async -> Never {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            let style = Style(
                .auto, isTerminal: Console.errorIsTerminal, environment: .process)
            Console.writeError(failure.text(style))
            exit(withError: ExitCode(failure.reason.exitCode))
        } catch {
            exit(withError: error)
        }
        exit(withError: nil)
    }
}
