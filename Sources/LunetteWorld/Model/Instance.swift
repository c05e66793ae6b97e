import LunetteBase

/// An ECS instance. Its groups are its primary network interface's.
public struct Instance: Record, Hashable {
    public enum Status: String, Sendable, CaseIterable {
        case pending = "Pending"
        case starting = "Starting"
        case running = "Running"
        case stopping = "Stopping"
        case stopped = "Stopped"
    }

    public var id = ""
    public var accountID = ""
    public var regionID = ""
    public var zoneID = ""
    public var name = ""
    public var description = ""
    public var hostName = ""
    public var type = Instance.defaultType
    public var imageID = Instance.defaultImageID
    public var status = Status.running
    /// What follows `status` when `due` has come; nil for a state that stays.
    public var nextStatus: Status?
    public var due: Timestamp?
    public var primaryInterfaceID = ""
    /// Empty in the classic network.
    public var vpcID = ""
    public var vSwitchID = ""
    /// `security`, `financial`, …; only `security` blocks calls on groups.
    public var lockReasons: [String] = []
    public var isDeletionProtected = false
    public var resourceGroupID = ""
    public var tags: [Tag] = []
    public var creationTime = epochOfWorlds

    public static let defaultType = "ecs.g7.large"
    public static let defaultImageID = "aliyun_3_x64_20G_alibase_20240528.vhd"

    init() {}

    public init(
        id: String, accountID: String, regionID: String, zoneID: String, vpcID: String,
        vSwitchID: String, primaryInterfaceID: String, status: Status = .running
    ) {
        self.id = id
        self.accountID = accountID
        self.regionID = regionID
        self.zoneID = zoneID
        self.vpcID = vpcID
        self.vSwitchID = vSwitchID
        self.primaryInterfaceID = primaryInterfaceID
        self.status = status
    }

    /// Locked for security reasons: nothing but describing and releasing is allowed.
    public var isLockedForSecurity: Bool { lockReasons.contains("security") }

    public var isInClassicNetwork: Bool { vpcID.isEmpty }
}
