import LunetteSigning
import Synchronization

/// Where a client's credentials come from.
public protocol CredentialsSource: Sendable {
    /// Good ones, refreshed when need be.
    func credentials() async throws(CredentialsError) -> Credentials

    /// Takes note that the service refused these as expired. True when asking again may give
    /// others.
    func discard(_ refused: Credentials) async -> Bool
}

/// Why there are no credentials: what each provider that was asked said.
public struct CredentialsError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One provider's refusal.
    public struct Attempt: Sendable, Hashable {
        /// `environment`, `profile default (RamRoleArn)`, …
        public let provider: String
        public let reason: String

        public init(_ provider: String, _ reason: String) {
            self.provider = provider
            self.reason = reason
        }
    }

    /// In the order in which they were asked.
    public let attempts: [Attempt]

    public init(_ attempts: [Attempt]) {
        self.attempts = attempts
    }

    public var description: String {
        "no credentials: "
            + attempts.map { "\($0.provider): \($0.reason)" }.joined(separator: "; ")
    }
}

/// Credentials that never change, made when they are first asked for.
public final class StaticCredentials: CredentialsSource {
    private let make: @Sendable () -> Credentials
    private let made = Mutex<Credentials?>(nil)

    public init(_ credentials: @autoclosure @escaping @Sendable () -> Credentials) {
        make = credentials
    }

    /// The same ones each time.
    public func credentials() async throws(CredentialsError) -> Credentials {
        made.withLock { made in
            let credentials = made ?? make()
            made = credentials
            return credentials
        }
    }

    /// False: there are no others.
    public func discard(_ refused: Credentials) async -> Bool { false }
}
