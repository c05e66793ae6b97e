import LunetteBase
import LunetteSigning

/// A profile of the vendor's command line tool, in whichever mode it is.
struct ProfileProvider: CredentialsProvider {
    let context: CredentialsContext
    /// The one that was asked for; else the environment's or the file's choice.
    let profile: String?

    var name: String { "profile" + (profile.map { " \($0)" } ?? "") }

    func retrieve() async throws(CredentialsError) -> RetrievedCredentials {
        try await named { () throws(ProviderFailure) in
            if profile == nil, context.isOn("ALIBABA_CLOUD_CLI_PROFILE_DISABLED") {
                throw ProviderFailure("switched off by ALIBABA_CLOUD_CLI_PROFILE_DISABLED")
            }
            let file = try ProfileFile(environment: context.environment)
            let chosen = try file.profile(named: profile, environment: context.environment)
            return try await retrieve(chosen, from: file, through: [])
        }
    }

    /// `visited` are the profiles that led here, each by naming the next as its source.
    private func retrieve(_ profile: Profile, from file: ProfileFile, through visited: [String])
        async throws(ProviderFailure) -> RetrievedCredentials
    {
        switch profile.mode {
        case "AK":
            let keys = try profile.keys()
            return RetrievedCredentials(
                Credentials(accessKeyID: keys.accessKeyID, accessKeySecret: keys.accessKeySecret))
        case "StsToken":
            _ = try profile.required("sts_token")
            return RetrievedCredentials(try profile.keys())
        case "RamRoleArn": return try await assume(profile, with: try profile.keys())
        case "EcsRamRole": return try await instanceRole(profile)
        case "OIDC":
            return try await OIDCProvider(context: context).assume(
                try profile.role(), providerARN: try profile.required("oidc_provider_arn"),
                tokenFile: try profile.required("oidc_token_file"))
        case "ChainableRamRoleArn":
            let chain = visited + [profile.name]
            let sourceName = try profile.required("source_profile")
            guard !chain.contains(sourceName) else {
                throw ProviderFailure(
                    "source_profile leads in a circle: "
                        + (chain + [sourceName]).joined(separator: " → "))
            }
            let source = try file.profile(named: sourceName, environment: context.environment)
            let keys = try await retrieve(source, from: file, through: chain).credentials
            return try await assume(profile, with: keys)
        case "CloudSSO":
            return try await CloudSSOSession(context: context, profile: profile).retrieve()
        case "OAuth": return try cachedSession(profile)
        case "External":
            return try await ExternalCommand(try profile.required("process_command"))
                .retrieve(context.programs)
        default:
            throw ProviderFailure("profile \(profile.name) has the unknown mode \(profile.mode)")
        }
    }

    private func assume(_ profile: Profile, with keys: Credentials)
        async throws(ProviderFailure) -> RetrievedCredentials
    {
        try await SecurityTokenService(context: context).assume(try profile.role(), with: keys)
    }

    private func instanceRole(_ profile: Profile)
        async throws(ProviderFailure) -> RetrievedCredentials
    {
        let provider = MetadataProvider(
            context: context, roleName: profile.text("ram_role_name"), isNamed: true)
        do throws(CredentialsError) {
            return try await provider.retrieve()
        } catch {
            throw ProviderFailure(error.attempts.map(\.reason).joined(separator: "; "))
        }
    }

    /// What signing in with the vendor's tool left in the file. A new session needs its browser.
    private func cachedSession(_ profile: Profile) throws(ProviderFailure) -> RetrievedCredentials {
        let end = profile.integer("sts_expiration") ?? 0
        let expiration = Timestamp(secondsSinceEpoch: Int64(end))
        guard expiration > context.clock.now() else {
            throw ProviderFailure(
                "the session of profile \(profile.name) has ended: "
                    + "sign in again with aliyun configure")
        }
        return RetrievedCredentials(try profile.keys(), expiration: expiration)
    }
}
