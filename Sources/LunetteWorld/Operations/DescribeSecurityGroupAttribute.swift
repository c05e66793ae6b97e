import LunetteBase

/// Shows a group's rules, in the order of their ids; all of them unless `MaxResults` is given.
enum DescribeSecurityGroupAttribute {
    static let model = OperationModel(
        "DescribeSecurityGroupAttribute", .read, on: [.named(.securityGroup, "SecurityGroupId")],
        run: run)

    private enum Direction: String, CaseIterable {
        case egress, ingress, all
    }

    private static func run(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        let id = call["SecurityGroupId"] ?? ""
        guard ResourceKind.securityGroup.admits(id) else { throw Rule.named("GA1").refusal("") }
        guard let group = world.group(id), group.place == Page.place(call) else {
            throw Rule.named("GA2").refusal("")
        }
        let direction: Direction = try call.choice("Direction", "GA3") ?? .all
        if let nicType = call["NicType"], nicType != "intranet", nicType != "internet" {
            throw Rule.named("GA4").refusal("")
        }
        var permissions = group.permissions.filter {
            direction == .all || $0.direction.rawValue == direction.rawValue
        }
        let nextToken = try cut(&permissions, call)
        return Reply { world, writer in
            writer.field("RegionId", group.regionID)
            writer.field("SecurityGroupId", group.id)
            writer.field("SecurityGroupName", group.name)
            writer.field("Description", group.description)
            writer.field("VpcId", group.vpcID)
            writer.field("InnerAccessPolicy", group.innerAccessPolicy.rawValue)
            writer.field("NextToken", nextToken)
            writer.list("Permissions", of: "Permission", permissions) {
                $0.fields(of: $1, in: group, world)
            }
        }
    }

    /// Keeps the page that the request asks for and says where the next one starts.
    private static func cut(_ permissions: inout [Permission], _ call: Call)
        throws(Refusal) -> String
    {
        permissions.sort { $0.id < $1.id }
        if let last = try call["NextToken"].map(PageToken.id) {
            permissions.removeAll { $0.id <= last }
        }
        let size = try call.integer("MaxResults", in: 1...1_000) ?? .max
        guard permissions.count > size else { return "" }
        permissions.removeLast(permissions.count - size)
        return PageToken.token(after: permissions.last?.id ?? "")
    }
}

extension AnswerWriter {
    /// A rule as the service echoes it: every value is a string.
    fileprivate mutating func fields(
        of permission: Permission, in group: SecurityGroup, _ world: World
    ) {
        let isIngress = permission.direction == .ingress
        let peer = permission.peerGroupID
        let peerName = world.group(peer)?.name ?? ""
        let owner = permission.peerAccountID
        field("SecurityGroupRuleId", permission.id)
        field("Direction", permission.direction.rawValue)
        field("Policy", permission.policy.rawValue)
        field("Priority", String(permission.priority))
        field("IpProtocol", permission.ipProtocol)
        field("PortRange", permission.portRange)
        field("SourcePortRange", permission.sourcePortRange)
        field("NicType", permission.nicType)
        field("SourceCidrIp", permission.sourceCIDR)
        field("Ipv6SourceCidrIp", permission.ipv6SourceCIDR)
        field("SourceGroupId", isIngress ? peer : "")
        field("SourceGroupName", isIngress ? peerName : "")
        field("SourceGroupOwnerAccount", isIngress ? owner : "")
        field("SourcePrefixListId", permission.sourcePrefixListID)
        field("SourcePrefixListName", "")
        field("DestCidrIp", permission.destinationCIDR)
        field("Ipv6DestCidrIp", permission.ipv6DestinationCIDR)
        field("DestGroupId", isIngress ? "" : peer)
        field("DestGroupName", isIngress ? "" : peerName)
        field("DestGroupOwnerAccount", isIngress ? "" : owner)
        field("DestPrefixListId", permission.destinationPrefixListID)
        field("DestPrefixListName", "")
        field("Description", permission.description)
        field("CreateTime", permission.creationTime.text)
    }
}
