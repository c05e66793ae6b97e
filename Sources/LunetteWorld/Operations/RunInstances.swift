/// Makes instances: RunInstances starts them, CreateInstance makes one and leaves it stopped.
enum RunInstances {
    static let run = OperationModel(
        "RunInstances", .change, on: resources, run: runInstances)
    static let create = OperationModel(
        "CreateInstance", .change, on: resources, run: createInstance)

    private static let resources: [ResourceReference] = [
        .every(.instance), .named(.securityGroup, "SecurityGroupId"),
        .listed(.securityGroup, "SecurityGroupIds"),
    ]

    private struct Subject: Sendable {
        let call: Call
        let set: GroupSet
        let vSwitchID: String?
        /// The one named, or the default one of the group's VPC.
        let vSwitch: VSwitch?
        let count: Int
    }

    private static let checks: [Check<Subject>] = [
        .when("RI1") { subject, _ in subject.call["InstanceType"] == nil },
        .when("RI2") { subject, _ in subject.set.ids.isEmpty },
        Check("RI3") { subject, _ in subject.set.missing },
        Check("RI4") { subject, _ in subject.set.repeated },
        .when("RI5") { subject, _ in subject.vSwitchID != nil && subject.vSwitch == nil },
        Check("RI6") { subject, _ in subject.set.outside(vpc: subject.vSwitch?.vpcID ?? "") },
        Check("RI7") { subject, world in subject.set.managed(in: world) },
        .when("RI8") { subject, _ in subject.set.mixesKinds },
        .when("RI9") { subject, world in subject.set.exceedsQuota(in: world) },
        Check("RI10") { subject, world in
            subject.set.full(for: subject.count, addresses: 1, in: world)
        },
        .when("RI11") { subject, world in subject.set.exceedsPermissions(in: world) },
        .when("RI12") { subject, _ in !isName(subject.call["InstanceName"], 2...128) },
        .when("RI13") { subject, _ in !isName(subject.call["Description"], 2...256) },
        Check("RI14") { subject, _ in subject.call.tags().repeatedKey },
        Check("RI15") { subject, _ in subject.call.tags().malformedKey },
    ]

    private static func runInstances(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        let count = try call.integer("Amount", in: 1...100) ?? 1
        let (ids, isChange) = try make(count, in: &world, call, next: .starting)
        return Reply(isChange: isChange) { _, writer in
            writer.list("InstanceIdSets", of: "InstanceIdSet", ids)
        }
    }

    private static func createInstance(_ world: inout World, _ call: Call)
        throws(Refusal) -> Reply
    {
        let (ids, isChange) = try make(1, in: &world, call, next: .stopped)
        return Reply(isChange: isChange) { $1.field("InstanceId", ids.first ?? "") }
    }

    private static func make(
        _ count: Int, in world: inout World, _ call: Call, next: Instance.Status
    ) throws(Refusal) -> (ids: [String], isChange: Bool) {
        if let ids = try world.idsMade(before: call) { return (ids, false) }
        let subject = subject(call, count, in: world)
        _ = try world.check(subject, against: checks, in: call.contract)
        try call.stopIfDryRun()
        guard let vSwitch = subject.vSwitch, let place = Page.place(call) else {
            return ([], false)
        }
        var ids: [String] = []
        for _ in 0..<count {
            ids.append(world.makeInstance(in: vSwitch, place, groups: subject.set.ids, call))
        }
        for id in ids { world.setStatus(.pending, next: next, ofInstance: id, now: call.now) }
        world.remember(ids, madeBy: call)
        return (ids, true)
    }

    private static func subject(_ call: Call, _ count: Int, in world: World) -> Subject {
        let place = Page.place(call)
        let ids = [call["SecurityGroupId"]].compactMap { $0 } + call.list("SecurityGroupIds")
        let set = GroupSet(ids, in: place, of: world)
        let usual = set.groups.first.flatMap { world.usualVSwitch(of: $0) }
        let vSwitch = call["VSwitchId"].map { world.vSwitches[$0] } ?? usual
        let isOwn = vSwitch.map { $0.vpcID.isEmpty || world.vpcs[$0.vpcID]?.place == place }
        return Subject(
            call: call, set: set, vSwitchID: call["VSwitchId"],
            vSwitch: isOwn ?? false ? vSwitch : nil, count: count)
    }
}

extension World {
    /// The first vSwitch of a group's VPC, or the one that it would have; in the classic network
    /// a stand-in without a name.
    fileprivate func usualVSwitch(of group: SecurityGroup) -> VSwitch {
        let known = vSwitches.values.filter { $0.vpcID == group.vpcID }.min { $0.id < $1.id }
        let id = group.vpcID.isEmpty ? "" : VSwitch.defaultID(inVPC: group.vpcID)
        return known
            ?? VSwitch(
                id: id, vpcID: group.vpcID, zoneID: region(group.regionID)?.zoneIDs.first ?? "")
    }

    fileprivate mutating func makeInstance(
        in vSwitch: VSwitch, _ place: Place, groups: [String], _ call: Call
    ) -> String {
        var instance = Instance(
            id: makeID("i-"), accountID: place.accountID, regionID: place.regionID,
            zoneID: vSwitch.zoneID, vpcID: vSwitch.vpcID, vSwitchID: vSwitch.id,
            primaryInterfaceID: makeID("eni-"), status: .pending)
        instance.name = call["InstanceName"] ?? instance.id
        instance.description = call["Description"] ?? ""
        instance.hostName = call["HostName"] ?? ""
        instance.type = call["InstanceType"] ?? instance.type
        instance.imageID = call["ImageId"] ?? instance.imageID
        instance.resourceGroupID = call["ResourceGroupId"] ?? ""
        instance.isDeletionProtected = (try? call.boolean("DeletionProtection")) ?? false
        instance.tags = call.tags()
        instance.creationTime = call.now
        insert(instance)
        var entry = InstanceEntry(instance)
        entry.primaryInterfaceID = instance.primaryInterfaceID
        entry.groupIDs = groups
        entry.addresses = [makeAddress()]
        insert(entry.primaryInterface)
        return instance.id
    }
}
