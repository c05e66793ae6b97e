import LunetteClient
import LunetteRunbook
import LunetteSystem

/// What runs scripts: before it has a second thread, the process gives up what it does not need.
protocol JailedWork: SendableMetatype {
    var jail: JailOptions { get }

    /// What its scripts need; found out without starting a thread.
    mutating func jailScope(_ environment: Environment) throws -> JailScope

    /// Does it, on the caller's thread as far as it goes: ArgumentParser's own would start others.
    func run() async throws
}

extension JailedWork {
    /// Shuts the process in, and does the work there.
    mutating func runJailed() async throws {
        // Before anything starts a thread: none of them would be in the jail.
        let programs = try enterJail(.process)
        try await StartedPrograms.$runner.withValue(programs) { try await run() }
    }

    /// Shuts the process in, says once where that was not whole, and answers who starts programs
    /// from now on.
    private mutating func enterJail(_ environment: Environment) throws -> any ProgramRunner {
        if jail.noJail { return DirectPrograms() }
        let scope = try jailScope(environment)
        let places = scope.credentialPlaces(environment)
        let commands = (places?.commands ?? []) + SecretSource.commands(in: scope.words)
        let broker = commands.isEmpty ? nil : ProgramBroker(commands: commands)
        let report = Jail(
            openings: .ofScripts(scope, places, environment),
            network: scope.network(places, environment)
        ).enter()
        if let problem = report.problem {
            guard !jail.requireJail else { throw Failure(requiredJail: problem) }
            Console.writeError("warning: \(problem); the Lua sandbox holds\n")
        }
        return broker ?? DirectPrograms()
    }
}

extension JailScope {
    /// Nil where no credentials of this machine are used.
    fileprivate func credentialPlaces(_ environment: Environment) -> CredentialPlaces? {
        switch cloud {
        case .ofThisProcess: nil
        case .outside: CredentialPlaces(environment)
        }
    }

    /// A cloud in this process listens on a port that nobody knows yet; else scripts need the
    /// cloud's ports, and those that settings name.
    fileprivate func network(_ places: CredentialPlaces?, _ environment: Environment)
        -> Jail.Network
    {
        switch cloud {
        case .ofThisProcess: .open
        case .outside(let endpoint):
            .ports(
                cloudPorts + (places?.ports ?? []) + proxyPorts(environment)
                    + [endpoint?.port].compactMap { $0 } + Webhook.ports(in: words, environment))
        }
    }
}

/// A command whose words come to such a work; it reads the settings once, so it is asked for once.
protocol CommandOfWork: SendableMetatype {
    associatedtype Work: JailedWork

    /// Nil where the words ask for nothing to be done.
    var work: Work? { get }
}

extension CommandOfWork {
    var jailedWork: (any JailedWork)? { work }
}

/// Who starts programs for the command that runs.
enum StartedPrograms {
    @TaskLocal static var runner: any ProgramRunner = DirectPrograms()
}
