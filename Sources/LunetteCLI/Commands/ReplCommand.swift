import ArgumentParser
import LunetteSystem

/// `lunette repl`: the interactive session; what bare `lunette` starts on a terminal.
struct ReplCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repl", _superCommandName: "lunette",
        abstract: "Opens an interactive session; takes piped input too.",
        discussion: "Piped input stops at the first error, with its exit code.")

    @OptionGroup(title: "Where") var target: TargetOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Limits") var jail: JailOptions
    @OptionGroup(title: "Agreeing") var consent: ConsentOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        try await work.run()
    }

    var work: ReplWork {
        ReplWork(
            options: ScriptOptions(
                target: target, limits: limits, jail: jail, consent: consent, output: output))
    }
}

extension ReplCommand: JailedWork {
    func jailScope(_ environment: Environment) throws -> JailScope {
        try work.jailScope(environment)
    }
}
