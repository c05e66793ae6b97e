import LunetteBase
import LunetteSystem

/// A role for a pod's service account (RRSA): an OIDC token from a file, exchanged at STS.
struct OIDCProvider: CredentialsProvider {
    let name = "OIDC"
    let context: CredentialsContext

    func retrieve() async throws(CredentialsError) -> RetrievedCredentials {
        try await named { () throws(ProviderFailure) in
            let roleARN = try variable("ALIBABA_CLOUD_ROLE_ARN")
            let providerARN = try variable("ALIBABA_CLOUD_OIDC_PROVIDER_ARN")
            let tokenFile = try variable("ALIBABA_CLOUD_OIDC_TOKEN_FILE")
            let role = AssumedRole(
                roleARN: roleARN,
                sessionName: context.environment["ALIBABA_CLOUD_ROLE_SESSION_NAME"])
            return try await assume(role, providerARN: providerARN, tokenFile: tokenFile)
        }
    }

    /// The file is read each time: the cluster replaces the token before it ends.
    func assume(_ role: AssumedRole, providerARN: String, tokenFile: String)
        async throws(ProviderFailure) -> RetrievedCredentials
    {
        let token = try readSmallFile(tokenFile)
        return try await SecurityTokenService(context: context).assume(
            role, providerARN: providerARN, token: Secret(token))
    }

    private func variable(_ name: String) throws(ProviderFailure) -> String {
        guard let value = context.environment[name] else {
            throw ProviderFailure("\(name) is not set")
        }
        return value
    }
}

/// A settings or token file's text, of at most a megabyte.
func readSmallFile(_ path: String) throws(ProviderFailure) -> String {
    do throws(FileError) {
        return String(decoding: try readFile(path, maximumSize: 1 << 20), as: UTF8.self)
    } catch {
        throw ProviderFailure("\(error.path): \(error.reason)")
    }
}
