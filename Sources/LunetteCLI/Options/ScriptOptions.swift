import LunetteSettings
import LunetteSystem

/// What `run`, `eval` and `repl` have in common.
struct ScriptOptions {
    let target: TargetOptions
    let limits: LimitOptions
    let jail: JailOptions
    let consent: ConsentOptions
    let output: OutputOptions
}

extension ScriptOptions {
    /// Takes its own options.
    init(plain words: inout PlainWords) {
        target = TargetOptions(plain: &words)
        limits = LimitOptions(plain: &words)
        jail = JailOptions(plain: &words)
        consent = ConsentOptions(plain: &words)
        output = OutputOptions(plain: &words)
    }

    /// What scripts in these folders need.
    func jailScope(
        scriptFolders: [String], over settings: Settings, _ environment: Environment
    ) throws -> JailScope {
        try JailScope(
            scriptFolders: scriptFolders, target: target, output: output, over: settings,
            environment)
    }
}
