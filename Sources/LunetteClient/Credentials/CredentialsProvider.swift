import LunetteBase
import LunetteSigning
import LunetteSystem

/// One place that credentials may come from.
public protocol CredentialsProvider: Sendable {
    /// For people: `environment`, `profile default (RamRoleArn)`.
    var name: String { get }

    /// Fetches credentials, without keeping them. Throws why there are none: not set up, refused,
    /// or out of reach.
    func retrieve() async throws(CredentialsError) -> RetrievedCredentials

    /// The same, where this one has answered before.
    func refresh() async throws(CredentialsError) -> RetrievedCredentials
}

/// Credentials and when they end.
public struct RetrievedCredentials: Sendable, Hashable {
    public let credentials: Credentials
    /// Nil for those that last until someone takes them away.
    public let expiration: Timestamp?

    public init(_ credentials: Credentials, expiration: Timestamp? = nil) {
        self.credentials = credentials
        self.expiration = expiration
    }
}

extension CredentialsProvider {
    /// Asks as the first time.
    public func refresh() async throws(CredentialsError) -> RetrievedCredentials {
        try await retrieve()
    }

    /// A failure of this provider alone.
    func failure(_ reason: String) -> CredentialsError {
        CredentialsError([CredentialsError.Attempt(name, reason)])
    }
}

/// What the providers read and ask.
public struct CredentialsContext: Sendable {
    public var environment: Environment
    public var transport: any Transport
    /// Real time: expirations and signatures are in it.
    public var clock: any RunClock
    public var randomness: any Randomness
    /// For STS, instead of the cloud's: a loopback endpoint's commands never reach the cloud.
    public var tokenEndpoint: Endpoint?
    /// Who starts the programs that profiles name.
    public var programs: any ProgramRunner = DirectPrograms()
    /// Where the ECS metadata server is.
    public var metadataURL = "http://100.100.100.200"

    public init(
        environment: Environment, transport: any Transport,
        clock: any RunClock = SystemClock(), randomness: any Randomness = SystemRandomness(),
        endpoint: Endpoint? = nil
    ) {
        self.environment = environment
        self.transport = transport
        self.clock = clock
        self.randomness = randomness
        tokenEndpoint = endpoint.flatMap { $0.isLoopback ? $0 : nil }
    }

    /// Whether a switch of the environment is on; letters' case doesn't count.
    func isOn(_ name: String) -> Bool { environment[name]?.lowercased() == "true" }
}
