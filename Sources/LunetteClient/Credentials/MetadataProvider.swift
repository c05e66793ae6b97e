import LunetteBase

/// The role of the ECS instance that this runs on, from its metadata server.
///
/// Asks in the hardened way, with a session token, first. Elsewhere than on an instance nobody
/// answers: the first question then fails within half a second, and is the last.
struct MetadataProvider: CredentialsProvider {
    let name = "ECS instance role"
    let context: CredentialsContext
    /// Where a profile names the role.
    var roleName: String?

    func retrieve() async throws(CredentialsError) -> RetrievedCredentials {
        try await named { () throws(ProviderFailure) in
            if context.isOn("ALIBABA_CLOUD_ECS_METADATA_DISABLED") {
                throw ProviderFailure("switched off by ALIBABA_CLOUD_ECS_METADATA_DISABLED")
            }
            let token = try await sessionToken()
            do throws(ProviderFailure) {
                return try await roleCredentials(token)
            } catch {
                guard token != nil, !isHardenedOnly else { throw error }
            }
            return try await roleCredentials(nil)
        }
    }

    private var isHardenedOnly: Bool { context.isOn("ALIBABA_CLOUD_IMDSV1_DISABLED") }

    /// Nil where only the older, open protocol is spoken.
    private func sessionToken() async throws(ProviderFailure) -> String? {
        var request = request("/latest/api/token")
        request.method = "PUT"
        request.headers = [NamedValue("X-aliyun-ecs-metadata-token-ttl-seconds", "21600")]
        request.connectTimeout = .milliseconds(500)
        request.readTimeout = .milliseconds(500)
        let response: HTTPResponse
        do throws(TransportError) {
            response = try await context.transport.send(request)
        } catch {
            throw ProviderFailure("not on an ECS instance: \(error.message)")
        }
        if response.status == 200 { return String(decoding: response.body, as: UTF8.self) }
        if isHardenedOnly {
            throw ProviderFailure("the metadata server gives no token (\(response.status))")
        }
        return nil
    }

    private func roleCredentials(_ token: String?)
        async throws(ProviderFailure) -> RetrievedCredentials
    {
        let path = "/latest/meta-data/ram/security-credentials/"
        var role = roleName ?? context.environment["ALIBABA_CLOUD_ECS_METADATA"]
        if role == nil {
            let response = try await answer(request(path, token))
            guard response.status == 200, !response.body.isEmpty else {
                throw ProviderFailure("the instance has no RAM role (\(response.status))")
            }
            role = String(decoding: response.body, as: UTF8.self)
        }
        let trimmed = (role ?? "").filter { !$0.isWhitespace }
        let response = try await answer(request(path + percentEncoded(trimmed), token))
        return try RetrievedCredentials(successIn: response, of: "the metadata server")
    }

    private func answer(_ request: HTTPRequest) async throws(ProviderFailure) -> HTTPResponse {
        try await context.transport.answer(to: request, of: "the metadata server")
    }

    private func request(_ path: String, _ token: String? = nil) -> HTTPRequest {
        HTTPRequest(
            url: context.metadataURL + path,
            headers: token.map { [NamedValue("X-aliyun-ecs-metadata-token", $0)] } ?? [],
            connectTimeout: .seconds(1), readTimeout: .seconds(1), isLinkLocal: true)
    }
}
