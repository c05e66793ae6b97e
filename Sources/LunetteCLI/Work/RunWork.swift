import LunetteBase
import LunetteClient
import LunetteRunbook
import LunetteSystem

/// A runbook that is to be run.
struct RunWork {
    let runbook: RunbookWords
    let options: ScriptOptions

    init(_ runbook: RunbookWords, options: ScriptOptions) {
        self.runbook = runbook
        self.options = options
    }

    /// Nil where ArgumentParser has to read the words.
    init?(plain words: PlainWords) {
        var words = words
        options = ScriptOptions(plain: &words)
        guard let file = words.takeOperand(), words.isPlain else { return nil }
        runbook = RunbookWords(file: file, words: words.rest)
    }
}

extension RunWork: JailedWork {
    var jail: JailOptions { options.jail }

    func jailScope(_ environment: Environment) throws -> JailScope {
        try options.jailScope(scriptFolders: [Script.folder(of: runbook.file)], environment)
    }

    func run() async throws {
        CurlTransport.prepare()
        let (script, arguments) = try await runbook.bound()
        let report = try await ScriptExecution(
            script: script, arguments: arguments, target: options.target, limits: options.limits,
            consent: options.consent, output: options.output, words: runbook.words
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
