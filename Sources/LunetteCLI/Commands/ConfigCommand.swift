import ArgumentParser
import LunetteBase
import LunetteRunbook
import LunetteSettings
import LunetteSystem

/// `lunette config`.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Shows the settings in force.",
        subcommands: [ConfigShowCommand.self], defaultSubcommand: ConfigShowCommand.self)
}

/// `lunette config show --origin`.
struct ConfigShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows the settings in force, and where each comes from.",
        discussion: """
            In order: the command line, LUNETTE_… variables, lunette.toml in the runbook's folder \
            or above (it can only narrow), your own lunette.toml, the system's.
            """)

    @Argument(help: "The runbook that they are in force for (default: this folder).")
    var file: String?

    @Flag(help: "Show where each comes from.")
    var origin = false

    @OptionGroup(title: "Where") var target: TargetOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() throws {
        if let file, !isThere(file) { _ = try readSource(file) }
        let settings = Settings.inForce(for: file.map(Script.folder), .process)
        let page = SettingsPage(settings: settings, target: target, environment: .process)
        if output.json {
            Console.writeOut(page.json.printout)
        } else {
            Console.writeOut(page.text(withOrigin: origin, output.outStyle))
        }
        if let problem = settings.problems.first {
            throw Failure(
                .configuration, "the settings cannot be read: \(problem.text)",
                advice: ["until that is mended, scripts only read"])
        }
    }
}
