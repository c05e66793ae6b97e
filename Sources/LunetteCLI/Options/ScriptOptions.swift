import ArgumentParser
import LunetteSettings
import LunetteSystem

/// What commands that run scripts have in common.
struct ScriptOptions: ParsableArguments {
    @OptionGroup(title: "Where") var target: TargetOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Limits") var jail: JailOptions
    @OptionGroup(title: "Agreeing") var consent: ConsentOptions
    @OptionGroup(title: "Output") var output: OutputOptions
}

extension ScriptOptions {
    /// Takes its own options.
    init(plain words: inout PlainWords) {
        self.init()
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
