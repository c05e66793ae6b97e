import LunetteBase

/// Lists instances: filters joined by AND, pages by number or token. A filter by tag or resource
/// group shows at most 1,000, silently; `SecurityGroupId` matches primary interfaces.
enum DescribeInstances {
    static let model = OperationModel(
        "DescribeInstances", .list, on: [.every(.instance)], run: run)

    private static func run(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        let page = try Page(call, pageLimit: 100, tokenLimit: 100)
        let ids = try call.identifiers("InstanceIds")
        let filters = try filters(call, world)
        let isCapped = !call.tags().isEmpty || call["ResourceGroupId"] != nil
        let candidates = candidates(call, world, ids: ids)
        let selection = world.instances.select(
            page, from: candidates, cap: isCapped ? 1_000 : nil, where: filters)
        return Reply { world, writer in
            writer.field("TotalCount", selection.total)
            writer.field("PageNumber", page.number)
            writer.field("PageSize", page.size)
            writer.field("NextToken", selection.nextToken)
            writer.list("Instances", of: "Instance", selection.slots) { writer, slot in
                if let instance = world.instances.slots[slot] {
                    writer.fields(of: instance, in: world)
                }
            }
        }
    }

    /// The shortest list that holds every match, sorted by id.
    private static func candidates(_ call: Call, _ world: World, ids: [String]?) -> [Int] {
        guard let place = Page.place(call) else { return [] }
        if let ids { return world.instances.slots(of: ids, in: place) }
        if let groupID = call["SecurityGroupId"] {
            return world.instances.slots(of: world.visibleHolders(of: groupID), in: place)
        }
        return world.instances.slots(in: place)
    }

    private static func filters(_ call: Call, _ world: World)
        throws(Refusal) -> [(Instance) -> Bool]
    {
        var filters: [(Instance) -> Bool] = []
        if let status: Instance.Status = try call.choice("Status", "DI1") {
            filters.append { $0.status == status }
        }
        if let reason = call["LockReason"] { filters.append { $0.lockReasons.contains(reason) } }
        if let id = call["VpcId"] { filters.append { $0.vpcID == id } }
        if let id = call["VSwitchId"] { filters.append { $0.vSwitchID == id } }
        if let id = call["ZoneId"] { filters.append { $0.zoneID == id } }
        if let id = call["ResourceGroupId"] { filters.append { $0.resourceGroupID == id } }
        if let type = call["InstanceType"] { filters.append { $0.type == type } }
        if let image = call["ImageId"] { filters.append { $0.imageID == image } }
        if let family = call["InstanceTypeFamily"] {
            filters.append { $0.type.hasPrefix(family + ".") }
        }
        if let name = call["InstanceName"] {
            filters.append { globMatches(name, $0.name) }
        }
        if let network = call["InstanceNetworkType"] {
            filters.append { ($0.isInClassicNetwork ? "classic" : "vpc") == network }
        }
        for tag in call.tags() {
            let value = tag.value.isEmpty ? nil : tag.value
            filters.append { $0.tags.contains(key: tag.key, value: value) }
        }
        if let groupID = call["SecurityGroupId"], call["InstanceIds"] != nil {
            filters.append { world.visibleGroups(ofInstance: $0).contains(groupID) }
        }
        if let addresses = try call.identifiers("PrivateIpAddresses") {
            filters.append { instance in
                let own = world.interface(instance.primaryInterfaceID)?.privateIPAddresses ?? []
                return own.contains(where: addresses.contains)
            }
        }
        return filters
    }
}

extension World {
    /// The ids of the instances whose primary interface reads show in a group now. Looks into the
    /// records where they lie: a group may have thousands of members, and a copy costs more than
    /// all else.
    fileprivate func visibleHolders(of groupID: String) -> [String] {
        guard propagating.isEmpty else {
            return visibleMembers(of: groupID).filter { $0.kind == .primary }
                .compactMap(\.instanceID)
        }
        return memberships.members(of: groupID).compactMap { id in
            guard let slot = interfaces.slot(of: id), interfaces.slots[slot]?.kind == .primary
            else { return nil }
            return interfaces.slots[slot]?.instanceID
        }
    }

    /// The interfaces that reads show in a group now.
    func visibleMembers(of groupID: String) -> [NetworkInterface] {
        var members = memberships.members(of: groupID).compactMap { interfaces[$0] }
        guard !propagating.isEmpty else { return members }
        members.removeAll { !$0.visibleGroupIDs.contains(groupID) }
        for id in propagating {
            guard let interface = interfaces[id], interface.visibleGroupIDs.contains(groupID),
                !interface.securityGroupIDs.contains(groupID)
            else { continue }
            members.append(interface)
        }
        return members
    }

    /// The groups that reads show for an instance now.
    func visibleGroups(ofInstance instance: Instance) -> [String] {
        interfaces[instance.primaryInterfaceID]?.visibleGroupIDs ?? []
    }
}
