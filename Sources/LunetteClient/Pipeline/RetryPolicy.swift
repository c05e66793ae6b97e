import LunetteBase
import LunetteCatalogue

/// Decides what follows a failed try. It waits and sends nothing itself.
public struct RetryPolicy: Sendable, Hashable {
    /// Tries in total, the first one included, of a call that meets faults.
    public var attempts = 5
    /// Tries in total of a call that is throttled: each but the first waits for a window.
    public var throttledAttempts = 4
    /// The longest first wait; it doubles with each try.
    public var base: Duration = .milliseconds(100)
    public var longestWait: Duration = .seconds(20)

    public init() {}

    /// What follows a failed try.
    public enum Decision: Sendable, Hashable {
        case retry(after: Duration)
        /// Whether the change was made must be found out first, by a read.
        case settle(retryAfter: Duration)
        case fail
    }

    /// What follows the `attempt`-th try (counted from 1), which failed with `error`; `jitter` is
    /// from 0 up to 1.
    public func decision(
        after error: ServiceError, of call: ServiceCall, attempt: Int, jitter: Double
    ) -> Decision {
        switch error.kind {
        case .credentials, .cancelled: return .fail
        case .throttled:
            // The pacer knows until when to wait.
            return attempt < throttledAttempts ? .retry(after: .zero) : .fail
        case .service, .transport, .timeout: break
        }
        let wait = wait(before: attempt + 1, jitter: jitter)
        if error.disposition == .inDoubt, !call.isRepeatable {
            // The last try's outcome is worth knowing too.
            return .settle(retryAfter: wait)
        }
        guard attempt < attempts else { return .fail }
        return mayPass(error) ? .retry(after: wait) : .fail
    }

    /// Full jitter: anywhere from nothing to the doubled base.
    func wait(before attempt: Int, jitter: Double) -> Duration {
        let doublings = min(max(attempt - 2, 0), 20)
        let ceiling = min(longestWait, base * (1 << doublings))
        return ceiling * jitter
    }

    /// Whether the same request may succeed soon. Refusals for a resource's state are not among
    /// them, though they may pass: how long to wait for a state is the script's to say.
    private func mayPass(_ error: ServiceError) -> Bool {
        switch error.kind {
        case .transport, .timeout:
            return error.disposition == .retry || error.disposition == .inDoubt
        default:
            return Self.passingStatuses.contains(error.httpStatus ?? 0)
                || Self.passingCodes.contains(error.code)
        }
    }

    private static let passingStatuses: Set<Int> = [408, 429, 500, 502, 503, 504]

    /// Refusals that say that nothing was done, and that the same call may go through soon.
    private static let passingCodes: Set<String> = [
        "SignatureNonceUsed", "InvalidOperation.Conflict", "OperationConflict",
        "IdempotentProcessing", "ServiceUnavailable", "ServiceBusy", "InternalError",
        "UnknownError",
    ]
}
