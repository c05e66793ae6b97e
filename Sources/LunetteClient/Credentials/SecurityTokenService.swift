import LunetteBase
import LunetteSigning

/// Asks STS for temporary credentials.
struct SecurityTokenService: Sendable {
    let context: CredentialsContext

    /// AssumeRole (STS, 2015-04-01).
    func assume(_ role: AssumedRole, with credentials: Credentials)
        async throws(ProviderFailure) -> RetrievedCredentials
    {
        let endpoint = endpoint(for: role)
        return try await ask {
            let signed = SignedCall(
                UnsignedCall(
                    operation: "AssumeRole", version: Product.sts.version, method: "GET",
                    host: endpoint.authority, parameters: role.parameters),
                credentials: credentials, date: context.clock.now(),
                nonce: context.randomness.nonce())
            return HTTPRequest(
                method: signed.method, url: endpoint.url + signed.target,
                headers: signed.headers + [NamedValue("accept", "application/json")])
        }
    }

    /// AssumeRoleWithOIDC: the identity provider's token stands in for a signature.
    func assume(_ role: AssumedRole, providerARN: String, token: Secret)
        async throws(ProviderFailure) -> RetrievedCredentials
    {
        let endpoint = endpoint(for: role)
        return try await ask {
            let items =
                role.parameters + [
                    NamedValue("Action", "AssumeRoleWithOIDC"), NamedValue("Format", "JSON"),
                    NamedValue("OIDCProviderArn", providerARN),
                    NamedValue("OIDCToken", token.reveal()),
                    NamedValue("SignatureNonce", context.randomness.nonce()),
                    NamedValue("Timestamp", context.clock.now().text),
                    NamedValue("Version", Product.sts.version),
                ]
            return HTTPRequest(url: "\(endpoint.url)/?\(wireQuery(items))")
        }
    }

    /// Sends the request that `make` makes, and anew once more after a fault: taking a role on
    /// twice does no harm.
    private func ask(_ make: () -> HTTPRequest)
        async throws(ProviderFailure) -> RetrievedCredentials
    {
        var response = try await context.transport.answer(to: make(), of: "STS")
        if response.status >= 500 {
            response = try await context.transport.answer(to: make(), of: "STS")
        }
        guard (200..<300).contains(response.status) else {
            let error = ErrorBody(response.body)
            throw ProviderFailure(
                "STS refused: \(error.code ?? "HTTP \(response.status)"): \(error.message ?? "")")
        }
        guard let json = try? JSONValue(parsing: response.body),
            let credentials = json["Credentials"]
        else { throw ProviderFailure("STS answered without credentials") }
        return try RetrievedCredentials(credentials)
    }

    private func endpoint(for role: AssumedRole) -> Endpoint {
        if let endpoint = context.tokenEndpoint { return endpoint }
        let isVPC =
            role.usesVPCEndpoint || context.isOn("ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED")
        let regionID =
            role.tokenRegionID.isEmpty
            ? context.environment["ALIBABA_CLOUD_STS_REGION"] ?? "" : role.tokenRegionID
        return .cloud(.sts, regionID: regionID, isVPC: isVPC && !regionID.isEmpty)
    }
}
