import LunetteClient
import LunetteSettings
import LunetteSystem

/// What a command's scripts work with: the jail is made to its measure.
struct JailScope {
    /// Where the cloud is that they talk to.
    enum Cloud {
        /// In this process, on ports that nobody knows yet; it has credentials of its own.
        case ofThisProcess
        /// At this endpoint, or at each region's own.
        case outside(Endpoint?)
    }

    let cloud: Cloud
    /// The folders that hold them.
    let scriptFolders: [String]
    /// Folders that the command may write to.
    var writableFolders: [String] = []
    /// Files that it writes.
    var outputs: [String] = []
    /// Words of a command line, which may name files to read and programs to start.
    var words = Array(CommandLine.arguments.dropFirst())
}

extension JailScope {
    /// Of scripts that the command line names, with a target, and a journal to record them in.
    init(
        scriptFolders: [String], target: TargetOptions, output: OutputOptions,
        over settings: Settings, _ environment: Environment
    ) throws {
        self.init(
            cloud: target.emulator
                ? .ofThisProcess : .outside(try target.endpoint(environment, over: settings)),
            scriptFolders: scriptFolders,
            writableFolders: [environment.stateFolder].compactMap { $0 },
            outputs: [output.events].compactMap { $0 })
    }
}
