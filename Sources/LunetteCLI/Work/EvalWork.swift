import LunetteBase
import LunetteSettings
import LunetteSystem

/// A chunk that is to be run, and its results printed.
struct EvalWork {
    let code: String
    let options: ScriptOptions
    private let settings: Settings

    init(code: String, options: ScriptOptions) {
        self.code = code
        self.options = options
        settings = .inForce(for: nil, .process)
    }

    /// Nil where ArgumentParser has to read the words.
    init?(plain words: PlainWords) {
        var words = words
        let options = ScriptOptions(plain: &words)
        guard let code = words.takeOperand(), words.isPlain, words.rest.isEmpty else { return nil }
        self.init(code: code, options: options)
    }
}

extension EvalWork: JailedWork {
    var jail: JailOptions { options.jail }

    func jailScope(_ environment: Environment) throws -> JailScope {
        try options.jailScope(scriptFolders: [], over: settings, environment)
    }

    func run() async throws {
        let script = try makeScript(file: nil, source: Array(code.utf8))
        let report = try await ScriptExecution(
            script: script, arguments: [:], options: options, inForce: settings
        ).run()
        try report.finish(script, options.output)
    }
}
