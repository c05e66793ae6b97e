import LunetteBase
import LunetteSigning

/// Signs each try anew: a nonce is good for one request, and a date for 15 minutes.
struct Signing: PipelineStep {
    let credentials: any CredentialsSource
    let algorithm: SignedCall.Algorithm
    let userAgent: String
    /// Real time, whatever clock the run has: the service compares it with its own.
    let clock: any RunClock
    let randomness: any Randomness

    func perform(_ exchange: Exchange, _ rest: PipelineRest)
        async throws(ServiceError) -> ServiceResponse
    {
        let used = try await resolve()
        do throws(ServiceError) {
            return try await rest(signed(exchange, used))
        } catch {
            // Ended before its time: asked for anew, once.
            guard error.code == "InvalidSecurityToken.Expired", await credentials.discard(used)
            else { throw measured(error) }
        }
        return try await rest(signed(exchange, try await resolve()))
    }

    /// The error with how far off the date was that it refuses.
    private func measured(_ error: ServiceError) -> ServiceError {
        guard error.code.hasPrefix("InvalidTimeStamp"), let answeredAt = error.answeredAt else {
            return error
        }
        var error = error
        error.clockSkew = answeredAt - clock.now()
        return error
    }

    private func resolve() async throws(ServiceError) -> Credentials {
        do throws(CredentialsError) {
            return try await credentials.credentials()
        } catch {
            throw ServiceError(error)
        }
    }

    private func signed(_ exchange: Exchange, _ credentials: Credentials) -> Exchange {
        let call = exchange.call
        let signed = SignedCall(
            UnsignedCall(
                operation: call.operation, version: call.product.version,
                host: exchange.endpoint.authority, parameters: call.parameters),
            credentials: credentials, date: clock.now(), nonce: randomness.nonce(),
            algorithm: algorithm)
        var headers = signed.headers
        headers.append(NamedValue("accept", "application/json"))
        headers.append(NamedValue("user-agent", userAgent))
        var exchange = exchange
        exchange.request = HTTPRequest(
            method: signed.method, to: exchange.endpoint, target: signed.target, headers: headers)
        return exchange
    }
}

extension ServiceError {
    init(_ error: CredentialsError) {
        self.init(
            .credentials, code: "NoCredentials", message: error.description, disposition: .fix)
        credentials = error
    }
}
