import LunetteClient

/// Where a run's calls go, and as whom.
public struct CloudTarget: Sendable {
    /// For people: `emulator`, or the endpoint's or profile's name.
    public let name: String
    /// Instead of each region's own.
    public let endpoint: Endpoint?
    public let regionID: String
    public let credentials: any CredentialsSource
    /// False for the emulator only: there a manifest's requests are granted.
    public let isRealAccount: Bool

    public init(
        name: String, endpoint: Endpoint?, regionID: String, credentials: any CredentialsSource,
        isRealAccount: Bool
    ) {
        self.name = name
        self.endpoint = endpoint
        self.regionID = regionID
        self.credentials = credentials
        self.isRealAccount = isRealAccount
    }
}
