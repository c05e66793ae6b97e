import ArgumentParser
import LunetteSystem

/// `lunette explain NAME`: an operation or an error code.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", _superCommandName: "lunette",
        abstract: "Explains an operation, an error code, or a function of Lunette's modules.")

    @Argument(
        help: "leave_security_group, LeaveSecurityGroup, InstanceLastSecurityGroup, list.map, …")
    var name: String

    @Option(help: "When to colour: auto, always or never.")
    var color: ColorChoice = .auto

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        guard let explanation = Explanation(of: name) else {
            throw Failure(
                .notFound, "there is no operation, error code or function '\(name)'",
                advice: Explanation.suggestion(for: name).map { ["did you mean \($0)?"] } ?? [])
        }
        let style = Style(color, isTerminal: Console.outIsTerminal, environment: .process)
        let width = min(Explanation.widest, Console.outWidth ?? .max)
        Console.writeOut(
            json ? explanation.json.printout : explanation.text(style, width: width))
    }
}
