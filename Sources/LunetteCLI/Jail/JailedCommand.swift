import ArgumentParser
import LunetteClient
import LunetteRunbook
import LunetteSettings
import LunetteSystem

/// A command that runs scripts: before it has a second thread, the process gives up what it does
/// not need.
protocol JailedCommand: ParsableCommand {
    var jail: JailOptions { get }
    var target: TargetOptions { get }
    /// The folders that hold its scripts.
    var scriptFolders: [String] { get }
    /// Folders that it may write to beside the state folder.
    var writableFolders: [String] { get }
    var output: OutputOptions { get }

    /// Runs it, on the caller's thread as far as it goes: ArgumentParser's own would start others.
    mutating func run() async throws
}

extension JailedCommand {
    var writableFolders: [String] { [] }
}

extension JailedCommand {
    /// Shuts the process in, says once where that was not whole, and answers who starts programs
    /// from now on.
    func enterJail(_ environment: Environment) throws -> any ProgramRunner {
        if jail.noJail { return DirectPrograms() }
        let places = CredentialPlaces(environment)
        let commands =
            (target.emulator ? [] : places.commands)
            + SecretSource.commands(in: CommandLine.arguments.dropFirst())
        let broker = commands.isEmpty ? nil : ProgramBroker(commands: commands)
        let report = Jail(
            openings: .ofScripts(self, places, environment),
            network: try network(places, environment)
        ).enter()
        if let problem = report.problem {
            guard !jail.requireJail else { throw Failure(requiredJail: problem) }
            Console.writeError("warning: \(problem); the Lua sandbox holds\n")
        }
        return broker ?? DirectPrograms()
    }

    /// The emulator in this process listens on a port that nobody knows yet; else a run needs the
    /// cloud's ports, and those that its own settings name.
    private func network(_ places: CredentialPlaces, _ environment: Environment) throws
        -> Jail.Network
    {
        if target.emulator { return .open }
        let settings = Settings.inForce(for: scriptFolders.first, environment)
        let endpoint = try target.endpoint(environment, over: settings)?.port
        return .ports(
            cloudPorts + places.ports + proxyPorts(environment) + [endpoint].compactMap { $0 })
    }
}

/// Who starts programs for the command that runs.
enum StartedPrograms {
    @TaskLocal static var runner: any ProgramRunner = DirectPrograms()
}
