import LunetteBase

/// The metadata server beside an ECS instance, asked in the hardened way, with a session token,
/// first.
struct MetadataServer: Sendable {
    private let url: String
    private let transport: any Transport
    private let clock: any RunClock
    /// The older, open protocol is not to be spoken.
    private let isHardenedOnly: Bool
    /// How long all questions together may take; nil: each has a time of its own.
    private let limit: Duration?
    private let deadline: Duration?

    /// `clock` is real time, as the transport's limits are.
    init(
        url: String, transport: any Transport, clock: any RunClock, isHardenedOnly: Bool,
        limit: Duration?
    ) {
        self.url = url
        self.transport = transport
        self.clock = clock
        self.isHardenedOnly = isHardenedOnly
        self.limit = limit
        deadline = limit.map { clock.uptime() + $0 }
    }

    /// The credentials of a role; nil: of the instance's.
    func credentials(role: String?) async throws(ProviderFailure) -> RetrievedCredentials {
        let token = try await sessionToken()
        do throws(ProviderFailure) {
            return try await credentials(role, token)
        } catch {
            guard token != nil, !isHardenedOnly, !isOver else { throw error }
        }
        return try await credentials(role, nil)
    }

    /// Nil where only the open protocol is spoken.
    private func sessionToken() async throws(ProviderFailure) -> String? {
        var request = request("/latest/api/token")
        request.method = "PUT"
        request.headers = [NamedValue("X-aliyun-ecs-metadata-token-ttl-seconds", "21600")]
        request.connectTimeout = .milliseconds(500)
        request.readTimeout = .milliseconds(500)
        let response: HTTPResponse
        do throws(TransportError) {
            response = try await transport.send(request)
        } catch {
            throw ProviderFailure("not on an ECS instance: \(error.message)")
        }
        if response.status == 200 { return String(decoding: response.body, as: UTF8.self) }
        if isHardenedOnly {
            throw ProviderFailure("the metadata server gives no token (\(response.status))")
        }
        return nil
    }

    private func credentials(_ role: String?, _ token: String?)
        async throws(ProviderFailure) -> RetrievedCredentials
    {
        let path = "/latest/meta-data/ram/security-credentials/"
        var name = role
        if name == nil {
            let response = try await answer(path, token)
            guard response.status == 200, !response.body.isEmpty else {
                throw ProviderFailure("the instance has no RAM role (\(response.status))")
            }
            name = String(decoding: response.body, as: UTF8.self)
        }
        let trimmed = (name ?? "").filter { !$0.isWhitespace }
        let response = try await answer(path + percentEncoded(trimmed), token)
        return try RetrievedCredentials(successIn: response, of: Self.name)
    }

    private static let name = "the metadata server"

    private func answer(_ path: String, _ token: String?)
        async throws(ProviderFailure) -> HTTPResponse
    {
        var request = request(path)
        if let token { request.headers = [NamedValue("X-aliyun-ecs-metadata-token", token)] }
        if let left {
            // Both together are what the transport waits.
            request.connectTimeout = min(request.connectTimeout, left / 2)
            request.readTimeout = left - request.connectTimeout
        }
        do throws(ProviderFailure) {
            return try await transport.answer(to: request, of: Self.name)
        } catch {
            guard isOver, let limit else { throw error }
            throw ProviderFailure(
                "\(Self.name) did not answer within \(limit.text); on an ECS instance, name its "
                    + "role in ALIBABA_CLOUD_ECS_METADATA, and it is waited for longer")
        }
    }

    private func request(_ path: String) -> HTTPRequest {
        HTTPRequest(
            url: url + path, connectTimeout: .seconds(1), readTimeout: .seconds(1),
            isLinkLocal: true)
    }

    /// What is left of the limit; a request must have something.
    private var left: Duration? {
        deadline.map { max($0 - clock.uptime(), .milliseconds(10)) }
    }

    private var isOver: Bool {
        deadline.map { clock.uptime() >= $0 - .milliseconds(10) } ?? false
    }
}
