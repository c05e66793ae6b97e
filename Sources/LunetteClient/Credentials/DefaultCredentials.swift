import LunetteBase
import LunetteLoop

extension CredentialsChain {
    /// The vendor's default chain: environment, OIDC, the command line tool's profile, the INI
    /// profile, the ECS instance's role, the credentials URI.
    ///
    /// With a profile named, only that one is asked: keys that happen to be in the environment
    /// must not stand in for it.
    public init(loop: ScriptLoop, context: CredentialsContext, profile: String? = nil) {
        let profiles: [any CredentialsProvider] = [
            ProfileProvider(context: context, profile: profile),
            INIProvider(context: context, section: profile),
        ]
        let others: [any CredentialsProvider] = [
            MetadataProvider(context: context), URIProvider(context: context),
        ]
        let first: [any CredentialsProvider] = [
            EnvironmentProvider(environment: context.environment), OIDCProvider(context: context),
        ]
        self.init(
            loop: loop, providers: profile == nil ? first + profiles + others : profiles,
            clock: context.clock)
    }

    /// A role taken on with another source's credentials.
    public init(
        loop: ScriptLoop, context: CredentialsContext, assuming role: AssumedRole,
        with source: any CredentialsSource
    ) {
        self.init(
            loop: loop,
            providers: [RoleProvider(context: context, role: role, source: source)],
            clock: context.clock)
    }
}
