import LunetteBase

/// Lists network interfaces. A filter by group shows secondary ones only (the primary ones are
/// found through DescribeInstances); interfaces that a cloud service manages hide their instance.
enum DescribeNetworkInterfaces {
    static let model = OperationModel(
        "DescribeNetworkInterfaces", .list, on: [.every(.networkInterface)], run: run)

    private static func run(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        let page = try Page(call, pageLimit: 100, tokenLimit: 500)
        let filters = try filters(call)
        let isCapped = !call.tags().isEmpty || call["ResourceGroupId"] != nil
        let selection = world.interfaces.select(
            page, from: candidates(call, world), cap: isCapped ? 1_000 : nil, where: filters)
        return Reply { world, writer in
            writer.field("TotalCount", selection.total)
            writer.field("PageNumber", page.number)
            writer.field("PageSize", page.size)
            writer.field("NextToken", selection.nextToken)
            writer.list(
                "NetworkInterfaceSets", of: "NetworkInterfaceSet", selection.slots
            ) { writer, slot in
                if let interface = world.interfaces.slots[slot] { writer.fields(of: interface) }
            }
        }
    }

    private static func candidates(_ call: Call, _ world: World) -> [Int] {
        guard let place = Page.place(call) else { return [] }
        let ids = call.list("NetworkInterfaceId")
        if !ids.isEmpty { return world.interfaces.slots(of: ids, in: place) }
        if let instanceID = call["InstanceId"] {
            return world.interfaces.slots(of: world.attachments[instanceID] ?? [], in: place)
        }
        if let groupID = call["SecurityGroupId"] {
            let members = world.visibleMembers(of: groupID)
            return world.interfaces.slots(of: members.map(\.id), in: place)
        }
        return world.interfaces.slots(in: place)
    }

    private static func filters(_ call: Call) throws(Refusal) -> [(NetworkInterface) -> Bool] {
        var filters: [(NetworkInterface) -> Bool] = []
        if let id = call["InstanceId"] {
            filters.append { $0.instanceID == id && !$0.isServiceManaged }
        }
        if let id = call["SecurityGroupId"] {
            filters.append { $0.kind != .primary && $0.visibleGroupIDs.contains(id) }
        }
        if let id = call["VpcId"] { filters.append { $0.vpcID == id } }
        if let id = call["VSwitchId"] { filters.append { $0.vSwitchID == id } }
        if let id = call["ResourceGroupId"] { filters.append { $0.resourceGroupID == id } }
        if let name = call["NetworkInterfaceName"] {
            filters.append { globMatches(name, $0.name) }
        }
        if let kind: NetworkInterface.Kind = try call.choice("Type") {
            filters.append { $0.kind == kind }
        }
        if let status: NetworkInterface.Status = try call.choice("Status") {
            filters.append { $0.status == status }
        }
        if let isManaged = try call.boolean("ServiceManaged") {
            filters.append { $0.isServiceManaged == isManaged }
        }
        if let address = call["PrimaryIpAddress"] {
            filters.append { $0.privateIPAddresses.first == address }
        }
        let addresses = call.list("PrivateIpAddress")
        if !addresses.isEmpty {
            filters.append { $0.privateIPAddresses.contains(where: addresses.contains) }
        }
        for tag in call.tags() {
            let value = tag.value.isEmpty ? nil : tag.value
            filters.append { $0.tags.contains(key: tag.key, value: value) }
        }
        return filters
    }
}

/// Shows one network interface.
enum DescribeNetworkInterfaceAttribute {
    static let model = OperationModel(
        "DescribeNetworkInterfaceAttribute", .read,
        on: [.named(.networkInterface, "NetworkInterfaceId")], run: run)

    private static func run(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        guard let interface = call["NetworkInterfaceId"].flatMap(world.interface),
            interface.place == Page.place(call)
        else { throw Rule.named("DN1").refusal(call["NetworkInterfaceId"] ?? "") }
        return Reply { _, writer in writer.fields(of: interface) }
    }
}

extension AnswerWriter {
    /// An interface in full.
    mutating func fields(of interface: NetworkInterface) {
        let instanceID = interface.isServiceManaged ? nil : interface.instanceID
        field("NetworkInterfaceId", interface.id)
        field("NetworkInterfaceName", interface.name)
        field("Description", interface.description)
        field("Type", interface.kind.rawValue)
        field("Status", interface.status.rawValue)
        field("InstanceId", instanceID ?? "")
        field("VpcId", interface.vpcID)
        field("VSwitchId", interface.vSwitchID)
        field("ZoneId", interface.zoneID)
        field("MacAddress", interface.macAddress)
        field("PrivateIpAddress", interface.privateIPAddresses.first ?? "")
        field("OwnerId", interface.accountID)
        field("ResourceGroupId", interface.resourceGroupID)
        field("ServiceManaged", interface.isServiceManaged)
        if interface.isServiceManaged { field("ServiceID", 1) }
        field("SourceDestCheck", false)
        field("DeleteOnRelease", interface.isDeletedOnRelease)
        field("QueueNumber", 2)
        field("NetworkInterfaceTrafficMode", "Standard")
        field("CreationTime", interface.creationTime.text)
        if let instanceID {
            object("Attachment") { $0.field("InstanceId", instanceID) }
        }
        list("SecurityGroupIds", of: "SecurityGroupId", interface.visibleGroupIDs)
        addressFields(of: interface)
        list("Ipv6Sets", of: "Ipv6Set", [])
        list("Tags", of: "Tag", interface.tags) { $0.tagFields($1) }
    }
}
