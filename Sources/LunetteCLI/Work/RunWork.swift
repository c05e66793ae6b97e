import LunetteBase
import LunetteClient
import LunetteRunbook
import LunetteSystem

/// A runbook that is to be run.
struct RunWork {
    let file: String
    /// The words of the command line that are the runbook's own.
    let words: [String]
    let options: ScriptOptions

    init(file: String, words: [String], options: ScriptOptions) {
        self.file = file
        self.words = words
        self.options = options
    }

    /// Nil where ArgumentParser has to read the words.
    init?(plain words: PlainWords) {
        var words = words
        options = ScriptOptions(plain: &words)
        guard let file = words.takeOperand(), words.isPlain else { return nil }
        self.file = file
        self.words = words.rest
    }

    /// The runbook's own parameters, for people.
    func help() throws -> String {
        RunbookHelp(file: file, manifest: try script().manifest).text
    }

    private func script() throws -> Script {
        try makeScript(file: file, source: try readSource(file))
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

extension RunWork: JailedWork {
    var jail: JailOptions { options.jail }

    func jailScope(_ environment: Environment) throws -> JailScope {
        try options.jailScope(scriptFolders: [Script.folder(of: file)], environment)
    }

    func run() async throws {
        CurlTransport.prepare()
        let script = try script()
        let flags = RunCommand.flags
        if let clash = script.manifest.parameters.first(where: { flags.contains($0.flag) }) {
            throw Failure(clashing: clash, source: script.source, file: file)
        }
        let arguments = try await Self.bind(words, to: script, file, otherFlags: flags)
        let report = try await ScriptExecution(
            script: script, arguments: arguments, target: options.target, limits: options.limits,
            consent: options.consent, output: options.output, words: words
        ).run()
        try report.finish(script, options.output)
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
