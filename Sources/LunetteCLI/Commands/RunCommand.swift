import ArgumentParser
import LunetteRunbook
import LunetteSystem

/// `lunette run FILE`: runs a runbook; its declared parameters are its flags.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", _superCommandName: "lunette",
        abstract: "Runs a runbook; its parameters are its flags.",
        discussion: "lunette run FILE --help lists a runbook's own parameters.",
        helpNames: [])

    @Argument(help: "The runbook.")
    var file: String?

    @Flag(
        name: [.customShort("h"), .customLong("help")],
        help: "Show the runbook's own parameters; without a runbook, this page.")
    var wantsHelp = false

    @OptionGroup(title: "Where") var target: TargetOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Limits") var jail: JailOptions
    @OptionGroup(title: "Agreeing") var consent: ConsentOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    @Argument(
        parsing: .allUnrecognized,
        help: ArgumentHelp("The runbook's own flags.", valueName: "runbook-flags"))
    var words: [String] = []

    func run() async throws {
        guard let work else {
            guard wantsHelp else {
                throw Failure(
                    .usage, "run needs a runbook",
                    advice: ["lunette run FILE; lunette run FILE --help lists its parameters"])
            }
            Console.writeOut(Lunette.helpMessage(for: Self.self) + "\n")
            return
        }
        if wantsHelp {
            Console.writeOut(try work.runbook.help())
        } else {
            try await work.run()
        }
    }

    var work: RunWork? {
        file.map { RunWork(RunbookWords(file: $0, words: words), options: options) }
    }

    private var options: ScriptOptions {
        ScriptOptions(
            target: target, limits: limits, jail: jail, consent: consent, output: output)
    }
}

extension RunCommand: JailedWork {
    func jailScope(_ environment: Environment) throws -> JailScope {
        try work?.jailScope(environment)
            ?? options.jailScope(
                scriptFolders: [], over: .inForce(for: nil, environment), environment)
    }
}

/// `lunette eval CODE`: runs one chunk and prints its results.
struct EvalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", _superCommandName: "lunette",
        abstract: "Runs a line of Lua and prints its results.")

    @Argument(help: "Lua code; an expression needs no return.")
    var code: String

    @OptionGroup(title: "Where") var target: TargetOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Limits") var jail: JailOptions
    @OptionGroup(title: "Agreeing") var consent: ConsentOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        try await work.run()
    }

    var work: EvalWork {
        EvalWork(
            code: code,
            options: ScriptOptions(
                target: target, limits: limits, jail: jail, consent: consent, output: output))
    }
}

extension EvalCommand: JailedWork {
    func jailScope(_ environment: Environment) throws -> JailScope {
        try work.jailScope(environment)
    }
}
