import LunetteBase

/// A role to take on, and for how long.
public struct AssumedRole: Sendable, Hashable {
    public var roleARN: String
    public var sessionName: String
    /// In seconds; STS takes 900 and more.
    public var durationSeconds: Int
    /// A RAM policy that narrows the session, as JSON.
    public var policy: String?
    public var externalID: String?
    /// Where STS is asked; empty for its global host.
    public var tokenRegionID: String
    public var usesVPCEndpoint: Bool

    public init(
        roleARN: String, sessionName: String? = nil, durationSeconds: Int? = nil,
        policy: String? = nil, externalID: String? = nil, tokenRegionID: String = "",
        usesVPCEndpoint: Bool = false
    ) {
        self.roleARN = roleARN
        self.sessionName = sessionName ?? "lunette"
        self.durationSeconds = max(durationSeconds ?? 3_600, 900)
        self.policy = policy
        self.externalID = externalID
        self.tokenRegionID = tokenRegionID
        self.usesVPCEndpoint = usesVPCEndpoint
    }

    /// STS's parameters, as both of its operations take them.
    var parameters: [NamedValue] {
        var list = [
            NamedValue("DurationSeconds", String(durationSeconds)),
            NamedValue("RoleArn", roleARN), NamedValue("RoleSessionName", sessionName),
        ]
        if let policy { list.append(NamedValue("Policy", policy)) }
        if let externalID { list.append(NamedValue("ExternalId", externalID)) }
        return list
    }
}
