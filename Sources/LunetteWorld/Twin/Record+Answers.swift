import LunetteBase

// The resources as reads show them: the answers' fields back into records.

extension Instance {
    /// An element of DescribeInstances; nil when it is none, or its state is one that the world
    /// does not play.
    init?(shown json: JSONValue, accountID: String) {
        guard let id = json.text("InstanceId"), let region = json.text("RegionId"),
            let status = json.text("Status").flatMap(Status.init(rawValue:))
        else { return nil }
        self.init()
        self.id = id
        self.accountID = accountID
        self.status = status
        regionID = region
        zoneID = json.text("ZoneId") ?? ""
        name = json.text("InstanceName") ?? ""
        description = json.text("Description") ?? ""
        hostName = json.text("HostName") ?? ""
        type = json.text("InstanceType") ?? type
        imageID = json.text("ImageId") ?? imageID
        vpcID = json["VpcAttributes"]?.text("VpcId") ?? ""
        vSwitchID = json["VpcAttributes"]?.text("VSwitchId") ?? ""
        lockReasons = json.list("OperationLocks", "LockReason").compactMap { $0.text("LockReason") }
        isDeletionProtected = json["DeletionProtection"]?.bool ?? false
        resourceGroupID = json.text("ResourceGroupId") ?? ""
        tags = [Tag](shown: json)
        creationTime = json.text("CreationTime").flatMap(Timestamp.init(text:)) ?? creationTime
        let interfaces = json.list("NetworkInterfaces", "NetworkInterface")
        primaryInterfaceID =
            interfaces.first { $0.text("Type") == NetworkInterface.Kind.primary.rawValue }?
            .text("NetworkInterfaceId") ?? "eni-of-\(id)"
    }
}

extension NetworkInterface {
    /// An element of DescribeNetworkInterfaces, or what DescribeNetworkInterfaceAttribute answers.
    init?(shown json: JSONValue, accountID: String, regionID: String) {
        guard let id = json.text("NetworkInterfaceId"),
            let kind = json.text("Type").flatMap(Kind.init(rawValue:)),
            let status = json.text("Status").flatMap(Status.init(rawValue:))
        else { return nil }
        self.init()
        self.id = id
        self.accountID = accountID
        self.regionID = regionID
        self.kind = kind
        self.status = status
        zoneID = json.text("ZoneId") ?? ""
        name = json.text("NetworkInterfaceName") ?? ""
        description = json.text("Description") ?? ""
        instanceID = json.text("InstanceId")
        vpcID = json.text("VpcId") ?? ""
        vSwitchID = json.text("VSwitchId") ?? ""
        macAddress = json.text("MacAddress") ?? ""
        privateIPAddresses = Self.addresses(json)
        securityGroupIDs = json.list("SecurityGroupIds", "SecurityGroupId").compactMap(\.string)
        isServiceManaged = json["ServiceManaged"]?.bool ?? false
        isDeletedOnRelease = json["DeleteOnRelease"]?.bool ?? true
        resourceGroupID = json.text("ResourceGroupId") ?? ""
        tags = [Tag](shown: json)
        creationTime = json.text("CreationTime").flatMap(Timestamp.init(text:)) ?? creationTime
    }

    /// An instance's primary interface, as far as an element of DescribeInstances shows it.
    init(primaryOf instance: Instance, shown json: JSONValue) {
        let summary = json.list("NetworkInterfaces", "NetworkInterface").first {
            $0.text("NetworkInterfaceId") == instance.primaryInterfaceID
        }
        let classic = json.list("InnerIpAddress", "IpAddress").compactMap(\.string)
        self.init(
            id: instance.primaryInterfaceID, accountID: instance.accountID,
            regionID: instance.regionID, zoneID: instance.zoneID, vpcID: instance.vpcID,
            vSwitchID: instance.vSwitchID, kind: .primary, status: .inUse, instanceID: instance.id,
            privateIPAddresses: summary.map(Self.addresses) ?? classic,
            securityGroupIDs: json.list("SecurityGroupIds", "SecurityGroupId")
                .compactMap(\.string))
    }

    /// The primary one first.
    private static func addresses(_ json: JSONValue) -> [String] {
        let sets = json.list("PrivateIpSets", "PrivateIpSet")
        let primary = sets.filter { $0["Primary"]?.bool == true }
        let others = sets.filter { $0["Primary"]?.bool != true }
        return (primary + others).compactMap { $0.text("PrivateIpAddress") }
    }
}

extension SecurityGroup {
    /// An element of DescribeSecurityGroups, without its rules.
    init?(shown json: JSONValue, accountID: String, regionID: String) {
        guard let id = json.text("SecurityGroupId") else { return nil }
        self.init(
            id: id, accountID: accountID, regionID: regionID, vpcID: json.text("VpcId") ?? "",
            kind: json.text("SecurityGroupType").flatMap(Kind.init(rawValue:)) ?? .normal)
        name = json.text("SecurityGroupName") ?? ""
        description = json.text("Description") ?? ""
        isServiceManaged = json["ServiceManaged"]?.bool ?? false
        resourceGroupID = json.text("ResourceGroupId") ?? ""
        tags = [Tag](shown: json)
        creationTime = json.text("CreationTime").flatMap(Timestamp.init(text:)) ?? creationTime
    }
}

extension Permission {
    /// A rule as DescribeSecurityGroupAttribute shows it.
    init?(shown json: JSONValue) {
        guard let direction = json.text("Direction").flatMap(Direction.init(rawValue:)) else {
            return nil
        }
        self.init()
        self.direction = direction
        id = json.text("SecurityGroupRuleId") ?? ""
        policy = json.text("Policy")?.lowercased() == "drop" ? .drop : .accept
        priority = json.text("Priority").flatMap { Int($0) } ?? 1
        ipProtocol = json.text("IpProtocol")?.uppercased() ?? "ALL"
        portRange = json.text("PortRange") ?? "-1/-1"
        sourcePortRange = json.text("SourcePortRange") ?? ""
        sourceCIDR = json.text("SourceCidrIp") ?? ""
        destinationCIDR = json.text("DestCidrIp") ?? ""
        ipv6SourceCIDR = json.text("Ipv6SourceCidrIp") ?? ""
        ipv6DestinationCIDR = json.text("Ipv6DestCidrIp") ?? ""
        sourcePrefixListID = json.text("SourcePrefixListId") ?? ""
        destinationPrefixListID = json.text("DestPrefixListId") ?? ""
        let side = direction == .ingress ? "Source" : "Dest"
        peerGroupID = json.text("\(side)GroupId") ?? ""
        peerAccountID = json.text("\(side)GroupOwnerAccount") ?? ""
        nicType = json.text("NicType") ?? "intranet"
        description = json.text("Description") ?? ""
        creationTime = json.text("CreateTime").flatMap(Timestamp.init(text:)) ?? creationTime
    }
}

extension [Tag] {
    fileprivate init(shown json: JSONValue) {
        self = json.list("Tags", "Tag").compactMap { tag in
            tag.text("TagKey").map { Tag(key: $0, value: tag.text("TagValue") ?? "") }
        }
    }
}

extension JSONValue {
    /// A member's text; nil when there is none, or it is empty.
    func text(_ name: String) -> String? {
        self[name]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The elements of a list that is wrapped as the service wraps them.
    func list(_ name: String, _ element: String) -> [JSONValue] {
        self[name]?[element]?.array ?? []
    }
}
