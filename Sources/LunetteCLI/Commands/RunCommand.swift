import ArgumentParser
import LunetteBase
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
        guard let file else {
            guard wantsHelp else {
                throw Failure(
                    .usage, "run needs a runbook",
                    advice: ["lunette run FILE; lunette run FILE --help lists its parameters"])
            }
            Console.writeOut(Lunette.helpMessage(for: Self.self) + "\n")
            return
        }
        let script = try makeScript(file: file, source: try readSource(file))
        if wantsHelp {
            Console.writeOut(RunbookHelp(file: file, manifest: script.manifest).text)
            return
        }
        if let clash = script.manifest.parameters.first(where: { Self.flags.contains($0.flag) }) {
            throw Failure(clashing: clash, source: script.source, file: file)
        }
        let arguments = try await Self.bind(words, to: script, file, otherFlags: Self.flags)
        let report = try await ScriptExecution(
            script: script, arguments: arguments, target: target, limits: limits,
            consent: consent, output: output, words: words
        ).run()
        try report.finish(script, output)
    }

    /// The arguments that words of the command line give a runbook's parameters.
    static func bind(
        _ words: [String], to script: Script, _ file: String, otherFlags: Set<String>
    ) async throws -> [String: ArgumentValue] {
        do {
            return try await ArgumentBinder(
                parameters: script.manifest.parameters, environment: .process,
                programs: StartedPrograms.runner, otherFlags: otherFlags
            ).bind(words)
        } catch {
            throw Failure(
                .usage, error.message,
                advice: ["lunette run \(file) --help lists the runbook's parameters"])
        }
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
        let script = try makeScript(file: nil, source: Array(code.utf8))
        let report = try await ScriptExecution(
            script: script, arguments: [:], target: target, limits: limits, consent: consent,
            output: output
        ).run()
        try report.finish(script, output)
    }
}

extension RunCommand: JailedCommand {
    func jailScope(_ environment: Environment) throws -> JailScope {
        try JailScope(
            scriptFolders: file.map { [Script.folder(of: $0)] } ?? [], target: target,
            output: output, environment)
    }
}

extension EvalCommand: JailedCommand {
    func jailScope(_ environment: Environment) throws -> JailScope {
        try JailScope(scriptFolders: [], target: target, output: output, environment)
    }
}

/// A script's bytes.
func readSource(_ file: String) throws -> [UInt8] {
    do {
        return try readFile(file)
    } catch {
        throw Failure(error)
    }
}

/// A script with its manifest read.
func makeScript(file: String?, source: [UInt8]) throws -> Script {
    do {
        return try Script(file: file, source: source)
    } catch {
        throw Failure(error, source: source, file: file ?? "eval")
    }
}
