import LunetteBase

/// An elastic network interface (ENI): what security groups really attach to.
public struct NetworkInterface: Record, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        case primary = "Primary"
        case secondary = "Secondary"
        case trunk = "Trunk"
        case member = "Member"
    }

    public enum Status: String, Sendable, CaseIterable {
        case creating = "Creating"
        case createFailed = "CreateFailed"
        case available = "Available"
        case attaching = "Attaching"
        case inUse = "InUse"
        case detaching = "Detaching"
        case deleting = "Deleting"
    }

    public var id = ""
    public var accountID = ""
    public var regionID = ""
    public var zoneID = ""
    public var name = ""
    public var description = ""
    public var kind = Kind.secondary
    public var status = Status.available
    /// When `status` ends; nil for a state that stays.
    public var due: Timestamp?
    /// The instance it is attached to, or being attached to or detached from.
    public var instanceID: String?
    public var vpcID = ""
    public var vSwitchID = ""
    public var macAddress = ""
    /// The first is the primary address.
    public var privateIPAddresses: [String] = []
    /// In the order of joining; never empty.
    public var securityGroupIDs: [String] = []
    /// What reads still show while a change of `securityGroupIDs` propagates.
    public var staleGroupIDs: [String]?
    public var propagationDue: Timestamp?
    /// Until then another change of the groups is refused as a conflict.
    public var changeDue: Timestamp?
    public var isServiceManaged = false
    public var isDeletedOnRelease = true
    public var resourceGroupID = ""
    public var tags: [Tag] = []
    public var creationTime = epochOfWorlds

    init() {}

    public init(
        id: String, accountID: String, regionID: String, zoneID: String, vpcID: String,
        vSwitchID: String, kind: Kind, status: Status, instanceID: String?,
        privateIPAddresses: [String], securityGroupIDs: [String]
    ) {
        self.id = id
        self.accountID = accountID
        self.regionID = regionID
        self.zoneID = zoneID
        self.vpcID = vpcID
        self.vSwitchID = vSwitchID
        self.kind = kind
        self.status = status
        self.instanceID = instanceID
        self.privateIPAddresses = privateIPAddresses
        self.securityGroupIDs = securityGroupIDs
    }

    /// The groups that reads show now.
    public var visibleGroupIDs: [String] { staleGroupIDs ?? securityGroupIDs }
}

extension NetworkInterface.Status {
    /// What comes of it by itself, in time; nil for a state that stays. `Deleting` ends in nothing.
    var successor: NetworkInterface.Status? {
        switch self {
        case .creating, .detaching: .available
        case .attaching: .inUse
        case .createFailed, .available, .inUse, .deleting: nil
        }
    }

    var isAttached: Bool {
        switch self {
        case .attaching, .inUse, .detaching: true
        case .creating, .createFailed, .available, .deleting: false
        }
    }
}
