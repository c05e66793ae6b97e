import LunetteBase
import LunetteClient
import LunetteRunbook
import LunetteSettings
import LunetteSystem

/// A runbook that is to be run.
struct RunWork {
    let runbook: RunbookWords
    let options: ScriptOptions
    /// The runbook's parameters are shown, and it is not run.
    private let showsHelp: Bool
    private let settings: Settings

    init(_ runbook: RunbookWords, options: ScriptOptions, showsHelp: Bool = false) {
        self.runbook = runbook
        self.options = options
        self.showsHelp = showsHelp
        settings = .inForce(for: Script.folder(of: runbook.file), .process)
    }

    /// Nil where ArgumentParser has to read the words.
    init?(plain words: PlainWords) {
        var words = words
        let options = ScriptOptions(plain: &words)
        guard let file = words.takeOperand(), words.isPlain else { return nil }
        self.init(RunbookWords(file: file, words: words.rest), options: options)
    }
}

extension RunWork: JailedWork {
    var jail: JailOptions { options.jail }

    func jailScope(_ environment: Environment) throws -> JailScope {
        try options.jailScope(
            scriptFolders: [Script.folder(of: runbook.file)], over: settings, environment)
    }

    func run() async throws {
        if showsHelp { return Console.writeOut(try runbook.help()) }
        Runner.openLibraries()
        let (script, arguments) = try await runbook.bound()
        let report = try await ScriptExecution(
            script: script, arguments: arguments, options: options, inForce: settings,
            words: runbook.words
        ).run()
        try report.finish(script, options.output)
    }
}

/// A script's bytes.
func readSource(_ file: String) throws -> [UInt8] {
    do {
        return try readFile(file)
    } catch {
        throw Failure(unreadableScript: error)
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
