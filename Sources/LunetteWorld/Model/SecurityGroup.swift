import LunetteBase

/// A security group with its rules.
public struct SecurityGroup: Record, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        /// Basic; its capacity counts private addresses.
        case normal
        /// Advanced; its capacity counts network interfaces.
        case enterprise
    }

    /// Whether members reach each other without a rule.
    public enum InnerAccessPolicy: String, Sendable, CaseIterable {
        case accept = "Accept"
        case drop = "Drop"
    }

    public var id = ""
    public var accountID = ""
    public var regionID = ""
    /// Empty in the classic network.
    public var vpcID = ""
    public var name = ""
    public var description = ""
    public var kind = Kind.normal
    public var innerAccessPolicy = InnerAccessPolicy.accept
    /// Made and kept by another of the vendor's products; its owner may not touch it.
    public var isServiceManaged = false
    public var isDeletionProtected = false
    public var permissions: [Permission] = []
    public var resourceGroupID = ""
    public var tags: [Tag] = []
    public var creationTime = epochOfWorlds

    init() {}

    public init(
        id: String, accountID: String, regionID: String, vpcID: String, kind: Kind = .normal
    ) {
        self.id = id
        self.accountID = accountID
        self.regionID = regionID
        self.vpcID = vpcID
        self.kind = kind
    }
}
