import LunetteBase

/// The emulated service's whole state, and its behaviour: `answer` takes a request and a time and
/// changes nothing but the value that it is called on. There is no I/O, no clock, no chance.
///
/// A world may be partial: built through `insert` from what was read, it predicts what the service
/// would do with those resources.
public struct World: Sendable {
    public internal(set) var accounts: [Account] = []
    public internal(set) var regions: [Region] = []
    public internal(set) var vpcs: [String: VPC] = [:]
    public internal(set) var vSwitches: [String: VSwitch] = [:]
    public var quotas = Quotas()
    public var delays = Delays()
    public var throttling: [ThrottleLimit] = []
    public var faults: [Fault] = []

    var groups = Table<SecurityGroup>()
    var instances = Table<Instance>()
    var interfaces = Table<NetworkInterface>()
    var memberships = Memberships()
    /// Interfaces by instance, in the order of attaching; the primary one first.
    var attachments: [String: [String]] = [:]
    /// Groups that have rules naming a group, by the group named.
    var references: [String: Set<String>] = [:]
    /// Interfaces whose reads lag behind.
    var propagating: Set<String> = []
    var idempotency = IdempotencyLedger()
    var agenda = Agenda()
    /// Nil until the first request or `advance`: until then what is due counts from the epoch.
    var now: Timestamp?
    /// Counts everything that was made, for ids and addresses.
    var nextNumber = 1
    /// What is known of resources that are not in a partial world.
    var unseen = Unseen()
    /// In the ids of what is made, instead of what makes them look like the service's own.
    var idMark: String?

    /// An empty world.
    public init() {}

    public init(accounts: [Account], regions: [Region]) {
        self.accounts = accounts
        self.regions = regions
    }
}

extension World {
    public func instance(_ id: String) -> Instance? { instances[id] }
    public func interface(_ id: String) -> NetworkInterface? { interfaces[id] }
    public func group(_ id: String) -> SecurityGroup? { groups[id] }
    public func region(_ id: String) -> Region? { regions.first { $0.id == id } }
    public func account(_ id: String) -> Account? { accounts.first { $0.id == id } }

    /// All of them, sorted by id.
    public var allInstances: [Instance] { instances.sorted }
    public var allInterfaces: [NetworkInterface] { interfaces.sorted }
    public var allGroups: [SecurityGroup] { groups.sorted }

    /// The primary interface's groups, in the order of joining; empty for an unknown instance.
    public func groups(ofInstance id: String) -> [String] {
        instance(id).flatMap { interface($0.primaryInterfaceID) }?.securityGroupIDs ?? []
    }

    /// The ids of the interfaces in the group, sorted.
    public func members(ofGroup id: String) -> [String] { memberships.members(of: id) }

    /// The ids of an instance's interfaces, the primary one first.
    public func interfaces(ofInstance id: String) -> [String] { attachments[id] ?? [] }

    /// The groups, of any account, whose rules name this one; sorted.
    public func references(toGroup id: String) -> [String] { (references[id] ?? []).sorted() }
}

extension World {
    /// Adds a group; its id must be new. Its VPC becomes known.
    public mutating func insert(_ group: SecurityGroup) {
        groups.insert(group)
        learn(vpc: group.vpcID, of: group)
        for permission in group.permissions { addReference(from: group.id, permission) }
    }

    /// Adds an instance; its id must be new. Its primary interface is added by itself.
    public mutating func insert(_ instance: Instance) {
        instances.insert(instance)
        learn(vpc: instance.vpcID, of: instance)
        learn(vSwitch: instance.vSwitchID, of: instance.vpcID, in: instance.zoneID)
        if let due = instance.due { agenda.add(.instance(instance.id), at: due) }
    }

    /// Adds an interface; its id must be new, its groups and instance may come later.
    public mutating func insert(_ interface: NetworkInterface) {
        interfaces.insert(interface)
        learn(vpc: interface.vpcID, of: interface)
        learn(vSwitch: interface.vSwitchID, of: interface.vpcID, in: interface.zoneID)
        for group in interface.securityGroupIDs { memberships.add(interface, to: group) }
        if let instance = interface.instanceID { attach(interface, to: instance) }
        if let due = interface.due { agenda.add(.interface(interface.id), at: due) }
        if let due = interface.propagationDue {
            propagating.insert(interface.id)
            agenda.add(.propagation(interface.id), at: due)
        }
    }

    private mutating func attach(_ interface: NetworkInterface, to instanceID: String) {
        let index = interface.kind == .primary ? 0 : attachments[instanceID]?.count ?? 0
        attachments[instanceID, default: []].insert(interface.id, at: index)
    }

    private mutating func learn(vpc id: String, of resource: some Record) {
        guard !id.isEmpty, vpcs[id] == nil else { return }
        vpcs[id] = VPC(id: id, accountID: resource.accountID, regionID: resource.regionID)
    }

    private mutating func learn(vSwitch id: String, of vpcID: String, in zoneID: String) {
        guard !id.isEmpty, vSwitches[id] == nil else { return }
        vSwitches[id] = VSwitch(id: id, vpcID: vpcID, zoneID: zoneID)
    }

    mutating func addReference(from groupID: String, _ permission: Permission) {
        guard !permission.peerGroupID.isEmpty else { return }
        references[permission.peerGroupID, default: []].insert(groupID)
    }
}
