import LunetteBase
import LunetteCatalogue
import LunetteLoop

/// Tries a call until it succeeds or the policy says otherwise. A change whose outcome is unknown
/// is never sent again before a read has shown that it was not made.
struct Retrying: PipelineStep {
    let policy: RetryPolicy
    let loop: ScriptLoop
    let randomness: any Randomness
    let settler: Settler
    let observer: @Sendable (ClientEvent) -> Void

    func perform(_ exchange: Exchange, _ rest: PipelineRest)
        async throws(ServiceError) -> ServiceResponse
    {
        var exchange = exchange
        exchange.call.fillClientToken { randomness.uuid() }
        // The last try that may have made the change.
        var doubt: ServiceError?
        while true {
            var failure: ServiceError
            do throws(ServiceError) {
                var response = try await rest(exchange)
                response.attempts = exchange.attempt
                return response
            } catch { failure = error }
            // What was taken back before it was sent is no try.
            let wasKept = failure.kind == .cancelled && failure.disposition != .inDoubt
            failure.attempts = wasKept ? exchange.attempt - 1 : exchange.attempt
            let decision = policy.decision(
                after: failure, of: exchange.call, attempt: exchange.attempt,
                jitter: randomness.fraction())
            if let doubt,
                let answer = try await answer(
                    to: exchange, in: doubt, after: failure, isLast: decision == .fail)
            {
                return answer
            }
            if failure.disposition == .inDoubt {
                exchange.isInDoubt = true
                doubt = failure
            }
            let wait: Duration
            switch decision {
            case .fail: throw failure
            case .retry(let pause): wait = pause
            case .settle(let pause):
                if try await isSettled(exchange, after: failure) {
                    return .settled(attempts: exchange.attempt)
                }
                wait = pause
            }
            try await pause(wait, before: exchange, after: failure)
            exchange.attempt += 1
        }
    }

    /// What stands for the answer to an earlier try that may have made the change, where a read or
    /// the later try's refusal tells that it did: its change arrived after the read that looked for
    /// it. Throws the doubt where no more is tried and nothing tells: with a ClientToken the later
    /// one may have been refused although the change is made.
    private func answer(
        to exchange: Exchange, in doubt: ServiceError, after failure: ServiceError, isLast: Bool
    ) async throws(ServiceError) -> ServiceResponse? {
        let endsIt = isLast && failure.disposition != .inDoubt
        guard failure.kind == .service || endsIt else { return nil }
        if failure.kind == .cancelled { throw doubt.outlasting(failure) }
        let verdict = await settler.verdict(on: exchange)
        if verdict == .made { return .settled(attempts: exchange.attempt) }
        if failure.saysMade(exchange.call) { return .accepted(attempts: exchange.attempt) }
        if endsIt, verdict == .unknown { throw doubt.outlasting(failure) }
        return nil
    }

    /// True when the change is made; false when it is not, and may be tried again.
    private func isSettled(_ exchange: Exchange, after failure: ServiceError)
        async throws(ServiceError) -> Bool
    {
        observer(.settling(exchange.call, after: failure))
        switch await settler.verdict(on: exchange) {
        case .made: return true
        case .notMade where exchange.attempt < policy.attempts: return false
        case .notMade, .unknown: throw failure
        }
    }

    private func pause(_ wait: Duration, before exchange: Exchange, after failure: ServiceError)
        async throws(ServiceError)
    {
        observer(.retrying(exchange.call, after: failure, attempt: exchange.attempt, wait: wait))
        guard wait > .zero else { return }
        do {
            try await loop.sleep(for: wait)
        } catch {
            throw failure.cancelled
        }
    }
}

extension ServiceCall {
    /// Gives the call a ClientToken, where the operation has one and the caller gave none: the
    /// service then knows a repeated call as the same (at most 64 ASCII characters).
    public mutating func fillClientToken(_ token: () -> String) {
        guard takesClientToken, !changesNothing else { return }
        guard !parameters.contains(where: { $0.name == "ClientToken" }) else { return }
        parameters.append(NamedValue("ClientToken", token()))
    }
}

extension ServiceResponse {
    /// What stands for an answer when only a read told that the change was made.
    public static func settled(attempts: Int) -> ServiceResponse {
        ServiceResponse(
            status: 200, body: Array("{}".utf8), attempts: attempts, isSettledByRead: true)
    }

    /// What stands for a lost answer when the service says that the change was made.
    static func accepted(attempts: Int) -> ServiceResponse {
        ServiceResponse(status: 200, body: Array("{}".utf8), attempts: attempts)
    }
}

extension ServiceError {
    /// Whether the refusal says that what the call asks for is so (no member any more, gone): the
    /// service knows its own state before reads show it.
    fileprivate func saysMade(_ call: ServiceCall) -> Bool {
        switch disposition {
        case .alreadyDone: true
        case .gone: Settlement.of(call)?.verdict(on: call, .gone) == .made
        default: false
        }
    }

    /// A doubt that a later try, which failed for its own reason, did not end.
    func outlasting(_ failure: ServiceError) -> ServiceError {
        var error = failure.kind == .cancelled ? cancelled : self
        error.attempts = failure.attempts
        error.message += "; tried again: \(failure.code): \(failure.message)"
        return error
    }

    /// The same failure, for a caller that took the call back between two tries.
    var cancelled: ServiceError {
        var error = self
        error.kind = .cancelled
        return error
    }
}
