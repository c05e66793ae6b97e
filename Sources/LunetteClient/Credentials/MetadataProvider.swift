import LunetteBase

/// The role of the ECS instance that this runs on, from its metadata server.
///
/// Elsewhere than on an instance nobody answers, or somebody else does and says nothing: unless
/// something says that this is one, all of the questions together take a second at most.
struct MetadataProvider: CredentialsProvider {
    let name = "ECS instance role"
    let context: CredentialsContext
    /// Where a profile names the role.
    var roleName: String?
    /// A profile says that this is an instance.
    var isNamed = false

    func retrieve() async throws(CredentialsError) -> RetrievedCredentials {
        let role = roleName ?? context.environment["ALIBABA_CLOUD_ECS_METADATA"]
        return try await ask(for: role, within: isNamed || role != nil ? nil : Self.probing)
    }

    /// It answered before: this is an instance, and its server may take its time.
    func refresh() async throws(CredentialsError) -> RetrievedCredentials {
        try await ask(
            for: roleName ?? context.environment["ALIBABA_CLOUD_ECS_METADATA"], within: nil)
    }

    private static let probing = Duration.seconds(1)

    private func ask(for role: String?, within limit: Duration?)
        async throws(CredentialsError) -> RetrievedCredentials
    {
        try await named { () throws(ProviderFailure) in
            if context.isOn("ALIBABA_CLOUD_ECS_METADATA_DISABLED") {
                throw ProviderFailure("switched off by ALIBABA_CLOUD_ECS_METADATA_DISABLED")
            }
            let server = MetadataServer(
                url: context.metadataURL, transport: context.transport, clock: context.clock,
                isHardenedOnly: context.isOn("ALIBABA_CLOUD_IMDSV1_DISABLED"), limit: limit)
            return try await server.credentials(role: role)
        }
    }
}
