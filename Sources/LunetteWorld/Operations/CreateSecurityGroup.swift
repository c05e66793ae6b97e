/// Makes a group. One without `VpcId` is in the classic network; an advanced one made through the
/// API has no rule at all.
enum CreateSecurityGroup {
    static let model = OperationModel(
        "CreateSecurityGroup", .change, on: [.every(.securityGroup)], run: run)

    static let checks: [Check<Call>] = [
        .when("CG1") { call, _ in !isName(call["SecurityGroupName"], 2...128) },
        .when("CG2") { call, _ in !isName(call["Description"], 2...256) },
        .when("CG3") { call, world in
            guard let id = call["VpcId"] else { return false }
            let vpc = world.vpcs[id]
            return vpc?.accountID != call.accountID || vpc?.regionID != call.regionID
        },
        Check("CG4") { call, _ in call.tags().repeatedKey },
        Check("CG5") { call, _ in call.tags().malformedKey },
        .when("CG6") { call, world in
            let count =
                Page.place(call).map {
                    world.groups.slots(in: $0).count + world.unseen.groups[$0, default: 0]
                } ?? 0
            return count >= world.quotas.groupsPerRegion
        },
    ]

    private static func run(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        if let id = try world.idsMade(before: call)?.first { return reply(id, isChange: false) }
        let kind: SecurityGroup.Kind = try call.choice("SecurityGroupType") ?? .normal
        _ = try world.check(call, against: checks, in: call.contract)
        var group = SecurityGroup(
            id: world.makeID("sg-"), accountID: call.accountID, regionID: call.regionID ?? "",
            vpcID: call["VpcId"] ?? "", kind: kind)
        group.name = call["SecurityGroupName"] ?? ""
        group.description = call["Description"] ?? ""
        group.resourceGroupID = call["ResourceGroupId"] ?? ""
        group.tags = call.tags()
        group.creationTime = call.now
        if kind == .enterprise { group.innerAccessPolicy = .drop }
        world.insert(group)
        world.remember([group.id], madeBy: call)
        return reply(group.id, isChange: true)
    }

    private static func reply(_ id: String, isChange: Bool) -> Reply {
        Reply(isChange: isChange) { $1.field("SecurityGroupId", id) }
    }
}

extension [Tag] {
    var repeatedKey: String? {
        indices.first { index in self[..<index].contains { $0.key == self[index].key } }
            .map { self[$0].key }
    }

    /// A key that is empty, too long or kept for the vendor.
    var malformedKey: String? {
        first {
            $0.key.isEmpty || $0.key.count > 128 || $0.key.hasPrefix("acs:")
                || $0.key.hasPrefix("aliyun") || $0.key.contains("http://")
        }?.key
    }
}
