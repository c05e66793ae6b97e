import LunetteBase
import LunetteCatalogue

/// Why a call failed: what the service said, or what became of the request.
public struct ServiceError: Error, Sendable, Hashable {
    /// Who or what failed the call.
    public enum Kind: String, Sendable {
        /// The service refused.
        case service
        /// The service refused because a quota of calls is used up.
        case throttled
        /// The service was not reached, or its answer not understood.
        case transport
        /// No answer in time.
        case timeout
        /// Nothing to sign with; nothing was sent.
        case credentials
        /// The caller took the call back.
        case cancelled
    }

    public var kind: Kind
    /// The service's, or one of ours: `ConnectionFailed`, `Timeout`, `BrokenAnswer`, …
    public var code: String
    public var message: String
    /// Absent when there was no answer.
    public var httpStatus: Int?
    public var requestID: String?
    public var operation = ""
    public var target: String?
    public var regionID = ""
    /// How often the call was sent.
    public var attempts = 0
    public var disposition: Disposition
    /// The service's link to its own diagnosis.
    public var recommend: String?
    /// What RAM says about a denial: policy type, action, principal.
    public var accessDeniedDetail: JSONValue?
    /// How long the service asks to wait (`x-acs-retry-after`).
    public var retryAfter: Duration?
    /// When the service answered, by its own clock.
    public var answeredAt: Timestamp?
    /// How far the service's clock is ahead of this machine's, where it refused the date.
    public var clockSkew: Duration?
    /// What was tried; only of kind `credentials`.
    public var credentials: CredentialsError?

    public init(
        _ kind: Kind, code: String, message: String, httpStatus: Int? = nil,
        disposition: Disposition
    ) {
        self.kind = kind
        self.code = code
        self.message = message
        self.httpStatus = httpStatus
        self.disposition = disposition
    }

    /// Whether the same call may succeed later.
    public var isRetryable: Bool {
        disposition == .retry || disposition == .wait
    }
}
