/// A service of one's own that hands out credentials, at an address from the environment.
struct URIProvider: CredentialsProvider {
    let name = "credentials URI"
    let context: CredentialsContext

    func retrieve() async throws(CredentialsError) -> RetrievedCredentials {
        try await named { () throws(ProviderFailure) in
            guard let url = context.environment["ALIBABA_CLOUD_CREDENTIALS_URI"] else {
                throw ProviderFailure("ALIBABA_CLOUD_CREDENTIALS_URI is not set")
            }
            let response = try await context.transport.answer(
                to: HTTPRequest(url: url), of: "the credentials URI")
            return try RetrievedCredentials(successIn: response, of: "the credentials URI")
        }
    }
}
