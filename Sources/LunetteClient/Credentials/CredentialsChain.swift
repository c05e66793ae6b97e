import LunetteBase
import LunetteLoop
import LunetteSigning

/// Asks providers in order, remembers the first that answers, and refreshes what it gave ahead of
/// its end: one refresh at a time, while calls go on with what is still good.
public actor CredentialsChain: CredentialsSource {
    private let loop: ScriptLoop
    private let clock: any RunClock
    private let providers: [any CredentialsProvider]
    private var chosen: (any CredentialsProvider)?
    private var current: RetrievedCredentials?
    private var refresh: Task<Result<RetrievedCredentials, CredentialsError>, Never>?
    private var nextEarlyRefresh: Timestamp?

    /// Why each provider before the chosen one did not answer; of the last time they were asked.
    public private(set) var refusals: [CredentialsError.Attempt] = []

    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        loop.asUnownedSerialExecutor()
    }

    /// `clock` is real time, which expirations are in.
    public init(
        loop: ScriptLoop, providers: [any CredentialsProvider],
        clock: any RunClock = SystemClock()
    ) {
        self.loop = loop
        self.providers = providers
        self.clock = clock
    }

    /// The provider that answered.
    public var chosenName: String? { chosen?.name }

    /// Those in hand while they are good; else those that a provider gives.
    public func credentials() async throws(CredentialsError) -> Credentials {
        let now = clock.now()
        guard let current else { return try await refreshed().credentials }
        guard let expiration = current.expiration else { return current.credentials }
        let left = expiration - now
        if left > Self.refreshAhead { return current.credentials }
        if left > Self.tooShort {
            // Still good for this call: the refresh goes on beside it.
            if nextEarlyRefresh.map({ now >= $0 }) ?? true {
                nextEarlyRefresh = now + .seconds(30)
                startRefresh()
            }
            return current.credentials
        }
        return try await refreshed().credentials
    }

    /// Forgets them, if they are the ones in hand and have an end.
    public func discard(_ refused: Credentials) async -> Bool {
        guard let current, current.credentials == refused else { return true }
        guard current.expiration != nil else { return false }
        self.current = nil
        return true
    }

    /// How long before their end credentials are fetched anew, and how long before it they are
    /// not used any more: a call may wait a while before it is sent.
    private static let refreshAhead = Duration.seconds(300)
    private static let tooShort = Duration.seconds(20)

    private func refreshed() async throws(CredentialsError) -> RetrievedCredentials {
        try await startRefresh().value.get()
    }

    @discardableResult
    private func startRefresh() -> Task<Result<RetrievedCredentials, CredentialsError>, Never> {
        if let refresh { return refresh }
        let task = Task {
            let result = await retrieve()
            if case .success(let retrieved) = result { current = retrieved }
            refresh = nil
            return result
        }
        refresh = task
        return task
    }

    private func retrieve() async -> Result<RetrievedCredentials, CredentialsError> {
        var attempts: [CredentialsError.Attempt] = []
        for provider in chosen.map({ [$0] }) ?? providers {
            do throws(CredentialsError) {
                let retrieved =
                    chosen == nil ? try await provider.retrieve() : try await provider.refresh()
                if let expiration = retrieved.expiration, expiration <= clock.now() {
                    throw provider.failure("gave credentials that ended at \(expiration.text)")
                }
                if chosen == nil { refusals = attempts }
                chosen = provider
                return .success(retrieved)
            } catch {
                attempts += error.attempts
            }
        }
        if chosen == nil { refusals = attempts }
        return .failure(CredentialsError(attempts))
    }
}
