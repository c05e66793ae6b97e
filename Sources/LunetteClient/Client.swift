import LunetteBase
import LunetteLoop
import LunetteSigning

/// Calls the service: signed, paced, tried again where that is safe. One client is one account;
/// its quotas, connections and credentials are shared by all of its calls.
public struct Client: Sendable {
    /// Where and how a client calls.
    public struct Configuration: Sendable {
        /// Instead of each region's own; STS goes there too when it is on loopback.
        public var endpoint: Endpoint?
        /// The hosts inside the cloud's networks.
        public var usesVPCEndpoints = false
        public var algorithm = SignedCall.Algorithm.acs3
        public var retries = RetryPolicy()
        /// Instead of each operation's own.
        public var readTimeout: Duration?
        public var userAgent = "lunette"

        public init() {}
    }

    private let configuration: Configuration
    private let steps: [any PipelineStep]

    /// `signingClock` must be real time: the service compares a request's date with its own. Waits
    /// count by the loop's clock.
    public init(
        loop: ScriptLoop, transport: any Transport, credentials: any CredentialsSource,
        configuration: Configuration = Configuration(),
        randomness: any Randomness = PooledRandomness(),
        signingClock: any RunClock = SystemClock(),
        observer: @escaping @Sendable (ClientEvent) -> Void = { _ in }
    ) {
        self.configuration = configuration
        // From the inside: what each try does anew, and what a read of an unknown outcome needs.
        let trying: [any PipelineStep] = [
            Pacing(loop: loop, observer: observer),
            LateChecking(),
            Signing(
                credentials: credentials, algorithm: configuration.algorithm,
                otherHeaders: [
                    NamedValue("accept", "application/json"),
                    NamedValue("user-agent", configuration.userAgent),
                ],
                clock: signingClock, randomness: randomness),
            Sending(loop: loop, transport: transport, readTimeout: configuration.readTimeout),
        ]
        let retrying = { (settler: Settler) in
            Retrying(
                policy: configuration.retries, loop: loop, randomness: randomness,
                settler: settler, observer: observer)
        }
        steps =
            [
                Observing(loop: loop, observer: observer),
                retrying(Settler(steps: [retrying(Settler(steps: []))] + trying)),
            ] + trying
    }

    /// Calls the service. The answer is whole, but not decoded.
    public func call(_ call: ServiceCall) async throws(ServiceError) -> ServiceResponse {
        try await PipelineRest(steps)(Exchange(call: call, endpoint: endpoint(for: call)))
    }

    private func endpoint(for call: ServiceCall) -> Endpoint {
        call.endpoint ?? configuredEndpoint(for: call.product)
            ?? .cloud(
                call.product, regionID: call.regionID, isVPC: configuration.usesVPCEndpoints)
    }

    /// STS lives elsewhere, but for an emulator, which is everything in one.
    private func configuredEndpoint(for product: Product) -> Endpoint? {
        guard let endpoint = configuration.endpoint else { return nil }
        return product == .ecs || endpoint.isLoopback ? endpoint : nil
    }
}
