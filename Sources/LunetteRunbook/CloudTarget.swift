import LunetteClient
import LunetteLoop
import LunetteWorld

/// Where a run's calls go, and as whom.
public struct CloudTarget: Sendable {
    /// For people: `emulator`, or the endpoint's or profile's name.
    public let name: String
    /// Instead of each region's own.
    public let endpoint: Endpoint?
    /// Each region's own is the one inside the cloud's networks.
    public let usesVPCEndpoints: Bool
    public let regionID: String
    public let credentials: any CredentialsSource
    /// The profile that they are of; nil for those that have none.
    public let profile: String?
    /// Others, for scripts that `ecs.with` binds elsewhere: of a profile, and of a role taken on
    /// with it.
    public let otherCredentials: OtherCredentials
    /// False for the emulator only: there a manifest's requests are granted.
    public let isRealAccount: Bool
    /// What predictions rest on beside what is read; asked for by the first one.
    public let assumptions: @Sendable () -> Assumptions

    /// Credentials of a profile (nil: the run's own ones), or of a role taken on with them.
    public typealias OtherCredentials =
        @Sendable (_ profile: String?, _ roleARN: String?) -> any CredentialsSource

    public init(
        name: String, endpoint: Endpoint?, regionID: String, credentials: any CredentialsSource,
        isRealAccount: Bool, profile: String? = nil, usesVPCEndpoints: Bool = false,
        otherCredentials: OtherCredentials? = nil,
        assumptions: @escaping @Sendable () -> Assumptions = { .ofTheCloud }
    ) {
        self.profile = profile
        self.otherCredentials = otherCredentials ?? { _, _ in credentials }
        self.name = name
        self.endpoint = endpoint
        self.usesVPCEndpoints = usesVPCEndpoints
        self.regionID = regionID
        self.credentials = credentials
        self.isRealAccount = isRealAccount
        self.assumptions = assumptions
    }
}

extension CloudTarget {
    /// Whose account it is: asks STS. Raises what it, or the way there, says.
    public func account(on loop: ScriptLoop, through transport: any Transport)
        async throws(ErrorObject) -> CloudAccount
    {
        let callers = Callers(
            loop: loop, transport: transport, target: self, observer: { _ in })
        return try await callers.own.account.account()
    }
}
