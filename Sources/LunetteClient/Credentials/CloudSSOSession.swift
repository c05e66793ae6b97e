import LunetteBase
import LunetteSigning

/// Credentials for a CloudSSO session that signing in with the vendor's tool has opened.
struct CloudSSOSession: Sendable {
    let context: CredentialsContext
    let profile: Profile

    func retrieve() async throws(ProviderFailure) -> RetrievedCredentials {
        let end = Int64(profile.integer("cloud_sso_access_token_expire") ?? 0)
        guard Timestamp(secondsSinceEpoch: end) > context.clock.now() else {
            throw ProviderFailure(
                "the CloudSSO session of profile \(profile.name) has ended: "
                    + "sign in again with aliyun configure")
        }
        let response = try await context.transport.answer(to: try request(), of: "CloudSSO")
        guard response.status == 200 else {
            let error = ErrorBody(response.body)
            throw ProviderFailure(
                "CloudSSO refused: \(error.code ?? "HTTP \(response.status)"): "
                    + (error.message ?? ""))
        }
        guard let json = try? JSONValue(parsing: response.body),
            let credential = json["CloudCredential"]
        else { throw ProviderFailure("CloudSSO answered without credentials") }
        return try RetrievedCredentials(credential)
    }

    private func request() throws(ProviderFailure) -> HTTPRequest {
        let signIn = try profile.required("cloud_sso_sign_in_url")
        guard let parts = URLParts(signIn) else {
            throw ProviderFailure("cloud_sso_sign_in_url of profile \(profile.name) is no URL")
        }
        let question: JSONValue = [
            "AccountId": .string(try profile.required("cloud_sso_account_id")),
            "AccessConfigurationId": .string(try profile.required("cloud_sso_access_config")),
        ]
        return HTTPRequest(
            method: "POST", url: "\(parts.scheme)://\(parts.authority)/cloud-credentials",
            headers: [
                NamedValue("accept", "application/json"),
                NamedValue("authorization", "Bearer \(try profile.required("access_token"))"),
                NamedValue("content-type", "application/json"),
            ], body: Array(question.text.utf8))
    }
}
