import LunetteSigning

/// A RAM role, taken on with other credentials.
struct RoleProvider: CredentialsProvider {
    let context: CredentialsContext
    let role: AssumedRole
    let source: any CredentialsSource

    var name: String { "role \(role.roleARN)" }

    func retrieve() async throws(CredentialsError) -> RetrievedCredentials {
        let credentials = try await source.credentials()
        return try await named { () throws(ProviderFailure) in
            try await SecurityTokenService(context: context).assume(role, with: credentials)
        }
    }
}
