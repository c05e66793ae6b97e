import LunetteBase
import LunetteSigning

/// Signs each try anew: a nonce is good for one request, and a date for 15 minutes.
struct Signing: PipelineStep {
    let credentials: any CredentialsSource
    let algorithm: SignedCall.Algorithm
    /// Of each request, beside those that are signed.
    let otherHeaders: [NamedValue]
    /// Real time, whatever clock the run has: the service compares it with its own.
    let clock: any RunClock
    let randomness: any Randomness

    func perform(_ exchange: Exchange, _ rest: PipelineRest)
        async throws(ServiceError) -> ServiceResponse
    {
        var exchange = exchange
        let used = try await resolve()
        exchange.request = request(for: exchange, used)
        do throws(ServiceError) {
            return try await rest(exchange)
        } catch {
            // Ended before its time: asked for anew, once.
            guard error.code == "InvalidSecurityToken.Expired", await credentials.discard(used)
            else { throw measured(error) }
        }
        exchange.request = request(for: exchange, try await resolve())
        return try await rest(exchange)
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

    private func request(for exchange: Exchange, _ credentials: Credentials) -> HTTPRequest {
        let call = exchange.call
        let signed = SignedCall(
            UnsignedCall(
                operation: call.operation, version: call.product.version,
                host: exchange.endpoint.authority, parameters: call.parameters,
                otherHeaders: otherHeaders),
            credentials: credentials, date: clock.now(), nonce: randomness.nonce(),
            algorithm: algorithm)
        return HTTPRequest(
            method: signed.method, to: exchange.endpoint, target: signed.target,
            headers: signed.headers)
    }
}

extension ServiceError {
    init(_ error: CredentialsError) {
        self.init(
            .credentials, code: "NoCredentials", message: error.description, disposition: .fix)
        credentials = error
    }
}
