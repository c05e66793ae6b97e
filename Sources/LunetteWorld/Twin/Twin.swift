import LunetteBase

/// The part of an account that changes are about, twice: as reads showed it, and as it would be
/// after the changes predicted so far. Pure: it says what it needs to know, is told what was read,
/// and what time it is.
///
/// What a change needs is read right before it is predicted, so that a prediction rests on what is
/// there then, as the service's answer would. What predicted changes have touched is not read
/// again: there the twin knows better.
public struct Twin: Sendable {
    public let assumptions: Assumptions
    private(set) var observed = World()
    var predicted = World()
    /// Resources that predicted changes have touched.
    private var touched: Set<String> = []
    /// Resources that only the prediction has.
    private(set) var made: Set<String> = []
    private var met: [TwinNeed: Timestamp] = [:]
    private var knownRules: Set<String> = []
    /// The interfaces that reads list for an instance, the primary one first.
    var listedInterfaces: [String: [String]] = [:]
    /// The groups that reads list as naming a group.
    var referencing: [String: [String]] = [:]
    private var unseenVSwitches: Set<String> = []
    private var unseenVPCs: Set<String> = []

    /// Ours, whoever that is: reads show no account.
    static let accountID = "self"
    private static let foreignAccountID = "another account"
    /// What was read less than this ago is not read again.
    private static let freshness = Duration.seconds(5)

    public init(_ assumptions: Assumptions) {
        self.assumptions = assumptions
        let world = World(accounts: [Account(id: Self.accountID, accessKeys: [])], regions: [])
        observed = world
        observed.quotas = assumptions.quotas
        observed.quotas.itemsPerPage = Quotas().itemsPerPage
        observed.delays = assumptions.delays
        predicted = observed
        predicted.idMark = "predicted"
    }

    /// Whether any change was predicted.
    public var isTouched: Bool { !touched.isEmpty }

    /// What was predicted for a request.
    public struct Prediction: Sendable {
        public let answer: ServiceAnswer
        /// Empty when it changes nothing, or is refused.
        public let changes: [ResourceChange]
        /// What it rests on and reads do not show, by name.
        public let assumptions: [NamedValue]
    }

    /// Predicts a change for which nothing is needed any more, and takes it as done.
    public mutating func predict(_ request: TwinRequest, now: Timestamp) -> Prediction {
        advance(to: now)
        let asked = serviceRequest(request)
        let (answer, former) = predicted.keepingFormer { $0.answer(asked, now: now) }
        touched.formUnion(former.ids)
        made.formUnion(former.madeIDs)
        return Prediction(
            answer: answer, changes: predicted.changes(since: former),
            assumptions: assumptions.made(for: request.operation) + assumedPlaces(of: request))
    }

    /// Why the request cannot be predicted, though all that can be read was; nil when it can.
    public func obstacle(to request: TwinRequest) -> String? {
        if let id = request["VSwitchId"], unseenVSwitches.contains(id),
            RuleScope.byOperation[request.operation]?.contains(.vSwitch) ?? false
        {
            return "nothing is in \(id), so that no read tells its VPC and zone"
        }
        let owner = request.parameters.first { name, value in
            !value.isEmpty && (name.hasSuffix("GroupOwnerId") || name.hasSuffix("OwnerAccount"))
        }
        return owner.map { "the groups of account \($0.value) cannot be read" }
    }

    /// The groups that interfaces, touched by predicted changes, are or were in.
    var touchedGroups: [String] {
        let interfaces = touched.flatMap { [observed.interface($0), predicted.interface($0)] }
        return Set(interfaces.compactMap { $0 }.flatMap(\.securityGroupIDs)).sorted()
    }

    /// What reads showed of the instances, interfaces and groups that were asked for, before any
    /// predicted change: fields by the names of a world file's, by id.
    public var facts: JSONObject {
        let ids = met.keys.filter { [.instance, .interface, .group].contains($0.fact) }.map(\.id)
        var facts = JSONObject()
        for id in Set(ids).sorted() {
            guard let description = observed.description(of: id) else { continue }
            facts.append(id, .object(ResourceChange.essence(description)))
        }
        return facts
    }

    /// The fields of an instance, interface or group after the predicted changes, by the names of a
    /// world file's.
    public func state(of id: String) -> JSONObject? { predicted.description(of: id) }

    mutating func advance(to now: Timestamp) {
        observed.advance(to: now)
        predicted.advance(to: now)
    }

    func serviceRequest(_ request: TwinRequest) -> ServiceRequest {
        ServiceRequest(
            operation: request.operation, parameters: request.parameters,
            caller: Identity(accountID: Self.accountID, principal: .root), requestID: "predicted",
            contract: assumptions.contract)
    }

    private func assumedPlaces(of request: TwinRequest) -> [NamedValue] {
        guard let id = request["VpcId"], unseenVPCs.contains(id) else { return [] }
        return [NamedValue(id, "exists")]
    }
}

// MARK: Learning

extension Twin {
    /// Whether a need was met, and lately enough.
    func isMet(_ need: TwinNeed, now: Timestamp) -> Bool {
        if made.contains(need.id) { return true }
        switch need.fact {
        case .instance, .interface, .group:
            if touched.contains(need.id) { return true }
        case .rules:
            if touched.contains(need.id), knownRules.contains(need.id) { return true }
        case .members, .references, .vSwitch, .vpc, .groupCount, .address: break
        }
        return met[need].map { now - $0 < Self.freshness } ?? false
    }

    /// Takes in what was read for a need: the elements of the list that shows it, none when the
    /// service has none. `count` is the list's TotalCount.
    public mutating func learn(
        _ need: TwinNeed, _ elements: [JSONValue], count: Int? = nil, now: Timestamp
    ) {
        met[need] = now
        both { $0.learn(Region(id: need.regionID)) }
        switch need.fact {
        case .instance: learn(instance: need, elements.first)
        case .interface: learn(interface: need, elements.first)
        case .group: learn(group: need, elements.first)
        case .rules: learn(rules: elements, of: need.id)
        case .members: for element in elements { learn(member: element, need.regionID) }
        case .references:
            referencing[need.id] = elements.compactMap { $0.text("SecurityGroupId") }
        case .vSwitch, .address:
            if need.fact == .vSwitch, elements.isEmpty { unseenVSwitches.insert(need.id) }
            for element in elements { learn(member: element, need.regionID) }
        case .vpc:
            if elements.isEmpty { unseenVPCs.insert(need.id) }
            let vpc = VPC(id: need.id, accountID: Self.accountID, regionID: need.regionID)
            both { $0.learn(vpc) }
        case .groupCount:
            let place = Place(accountID: Self.accountID, regionID: need.regionID)
            let unseen = (count ?? 0) - observed.groups.slots(in: place).count
            both { $0.unseen.groups[place] = max(0, unseen) }
        }
    }

    /// Notes that the service knows no such region.
    public mutating func learnMissing(_ need: TwinNeed, now: Timestamp) {
        met[need] = now
    }

    private mutating func both(_ change: (inout World) -> Void) {
        change(&observed)
        change(&predicted)
    }

    /// Where it was looked for it is not; it may be in another region.
    private mutating func forget(_ kind: ResourceKind, _ need: TwinNeed) {
        guard observed.regionID(of: kind, need.id) == need.regionID else { return }
        both { $0.forget(kind, need.id) }
    }

    private mutating func learn(instance need: TwinNeed, _ element: JSONValue?) {
        guard !touched.contains(need.id) else { return }
        guard let element, let instance = Instance(shown: element, accountID: Self.accountID)
        else { return forget(.instance, need) }
        both { $0.learn(instance) }
        listedInterfaces[instance.id] = element.list("NetworkInterfaces", "NetworkInterface")
            .compactMap { $0.text("NetworkInterfaceId") }
        if listedInterfaces[instance.id]?.isEmpty ?? true {
            learn(NetworkInterface(primaryOf: instance, shown: element))
        }
    }

    private mutating func learn(interface need: TwinNeed, _ element: JSONValue?) {
        let interface = element.flatMap {
            NetworkInterface(shown: $0, accountID: Self.accountID, regionID: need.regionID)
        }
        if let interface {
            learn(interface)
        } else if !touched.contains(need.id) {
            forget(.networkInterface, need)
        }
    }

    private mutating func learn(member element: JSONValue, _ regionID: String) {
        if let interface = NetworkInterface(
            shown: element, accountID: Self.accountID, regionID: regionID)
        {
            // Its own look-up shows it just as well.
            learn(interface)
        } else if let instance = Instance(shown: element, accountID: Self.accountID) {
            if !touched.contains(instance.id), observed.instance(instance.id) == nil {
                both { $0.learn(instance) }
            }
            learn(NetworkInterface(primaryOf: instance, shown: element))
        }
    }

    /// A group's free capacity is what the service says: members that become known take nothing.
    private mutating func learn(_ interface: NetworkInterface) {
        guard !touched.contains(interface.id) else { return }
        let former = observed.interface(interface.id)?.securityGroupIDs ?? []
        let groups = Set(interface.securityGroupIDs + former).compactMap(observed.group)
        let free = groups.map { observed.freeCapacity(of: $0) }
        both { $0.learn(interface) }
        for (group, free) in zip(groups, free) where observed.unseen.loads[group.id] != nil {
            let surplus = observed.freeCapacity(of: group) - free
            both { $0.unseen.loads[group.id, default: 0] += surplus }
        }
    }

    private mutating func learn(group need: TwinNeed, _ element: JSONValue?) {
        guard !touched.contains(need.id) else { return }
        let shown = element.flatMap {
            SecurityGroup(shown: $0, accountID: Self.accountID, regionID: need.regionID)
        }
        guard var group = shown, let element else {
            let isReferring = referencing.values.contains { $0.contains(need.id) }
            let isOurs = observed.group(need.id)?.accountID == Self.accountID
            return isReferring && !isOurs
                ? learn(foreignGroup: need) : forget(.securityGroup, need)
        }
        if knownRules.contains(group.id) {
            group.permissions = observed.group(group.id)?.permissions ?? []
        }
        let place = Place(accountID: Self.accountID, regionID: need.regionID)
        if observed.group(group.id) == nil, let unseen = observed.unseen.groups[place] {
            both { $0.unseen.groups[place] = max(0, unseen - 1) }
        }
        let count = element["RuleCount"]?.integer.map(Int.init) ?? group.permissions.count
        both {
            $0.learn(group)
            $0.unseen.permissions[group.id] = max(0, count - group.permissions.count)
        }
        guard let free = element["AvailableInstanceAmount"]?.integer.map(Int.init) else { return }
        let unseen = observed.capacity(of: group) - observed.seenLoad(of: group) - free
        both { $0.unseen.loads[group.id] = unseen }
    }

    /// A group that names one of ours and that we cannot read is another account's.
    private mutating func learn(foreignGroup need: TwinNeed) {
        var group = SecurityGroup(
            id: need.id, accountID: Self.foreignAccountID, regionID: need.regionID, vpcID: "")
        group.permissions = referencing.filter { $0.value.contains(need.id) }.keys.sorted().map {
            var permission = Permission()
            permission.peerGroupID = $0
            return permission
        }
        both { $0.learn(group) }
        knownRules.insert(need.id)
    }

    private mutating func learn(rules elements: [JSONValue], of id: String) {
        guard !knownRules.contains(id) || !touched.contains(id) else { return }
        guard observed.group(id)?.accountID == Self.accountID else { return }
        knownRules.insert(id)
        let permissions = elements.compactMap(Permission.init(shown:))
        both {
            $0.setPermissions(permissions, of: id)
            $0.unseen.permissions[id] = 0
        }
    }
}
