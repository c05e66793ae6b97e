import ArgumentParser
import LunetteSystem

/// `lunette explain NAME`: an operation or an error code.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explains an operation (its parameters and codes) or an error code.")

    @Argument(help: "LeaveSecurityGroup, leave_security_group, InstanceLastSecurityGroup, …")
    var name: String

    @Option(help: "When to colour: auto, always or never.")
    var color: ColorChoice = .auto

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        guard let explanation = Explanation(of: name) else {
            throw Failure(
                .notFound, "there is no operation and no error code '\(name)'",
                advice: Explanation.suggestion(for: name).map { ["did you mean \($0)?"] } ?? [])
        }
        let style = Style(color, isTerminal: Console.outIsTerminal, environment: .process)
        Console.writeOut(
            json ? explanation.json.prettyText + "\n" : explanation.text(style))
    }
}
