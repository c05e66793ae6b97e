/// Adds rules to a group, for what comes in or for what goes out. A rule that is there already adds
/// nothing, and succeeds.
enum AuthorizeSecurityGroup {
    static let ingress = model("AuthorizeSecurityGroup", .ingress)
    static let egress = model("AuthorizeSecurityGroupEgress", .egress)

    private static func model(_ name: String, _ direction: Permission.Direction) -> OperationModel {
        OperationModel(name, .change, on: [.named(.securityGroup, "SecurityGroupId")]) {
            world, call throws(Refusal) in
            try run(&world, call, direction)
        }
    }

    static let groupChecks: [Check<Call>] = [
        .when("AG1") { call, _ in
            !(call["SecurityGroupId"].map(ResourceKind.securityGroup.admits) ?? false)
        },
        .when("AG2") { call, world in world.group(of: call) == nil },
        Check("AG3") { call, world in
            world.group(of: call)?.isServiceManaged ?? false ? call["SecurityGroupId"] : nil
        },
    ]

    /// What is checked of each rule's form, for Authorize and Revoke alike.
    static let formChecks: [Check<PermissionRequest>] = [
        .when("AG4") { rule, _ in rule["IpProtocol"] == nil },
        .when("AG5") { rule, _ in rule.hasUnknownProtocol },
        .when("AG6") { rule, _ in rule.hasMalformedPorts },
        .when("AG7") { rule, _ in rule.hasMalformedPolicy },
        .when("AG8") { rule, _ in rule.hasMalformedPriority },
        .when("AG9") { rule, _ in rule.hasPriorityOutOfRange },
        .when("AG10") { rule, _ in rule.hasUnknownNicType },
        .when("AG11") { rule, _ in rule.direction == .ingress && rule.isPeerMissing },
        .when("AG11e") { rule, _ in rule.direction == .egress && rule.isPeerMissing },
        .when("AG12") { rule, _ in rule.hasMalformedCIDR("SourceCidrIp") },
        .when("AG12e") { rule, _ in rule.hasMalformedCIDR("DestCidrIp") },
        .when("AG13") { rule, _ in rule.hasMalformedIPv6CIDR("Ipv6SourceCidrIp") },
        .when("AG13e") { rule, _ in rule.hasMalformedIPv6CIDR("Ipv6DestCidrIp") },
    ]

    static let peerChecks: [Check<PermissionRequest>] = [
        .when("AG14") { rule, world in
            rule.direction == .ingress && rule.usesGroup && rule.peerGroup(in: world) == nil
        },
        .when("AG14e") { rule, world in
            rule.direction == .egress && rule.usesGroup && rule.peerGroup(in: world) == nil
        },
        .when("AG15") { rule, world in
            rule.direction == .ingress && rule.usesGroup && rule.joinsEnterprise(in: world)
        },
        .when("AG15e") { rule, world in
            rule.direction == .egress && rule.usesGroup && rule.joinsEnterprise(in: world)
        },
        .when("AG16") { rule, world in
            rule.usesGroup && rule.peerGroup(in: world)?.vpcID.isEmpty != rule.group?.vpcID.isEmpty
        },
    ]

    private static func run(
        _ world: inout World, _ call: Call, _ direction: Permission.Direction
    ) throws(Refusal) -> Reply {
        _ = try world.check(call, against: groupChecks, in: call.contract)
        guard let group = world.group(of: call) else { return Reply() }
        let requests = PermissionRequest.all(in: call, direction, of: group)
        for request in requests {
            _ = try world.check(request, against: formChecks + peerChecks, in: call.contract)
        }
        var permissions = group.permissions
        for request in requests where !permissions.contains(where: request.permission.isSame) {
            permissions.append(request.permission)
        }
        guard permissions.count > group.permissions.count else { return Reply() }
        try checkLimits(permissions, of: group, in: world)
        for index in group.permissions.count..<permissions.count {
            permissions[index].id = world.makeID("sgr-")
        }
        world.setPermissions(permissions, of: group.id)
        return .changed
    }

    /// The group's own limits, and those of every interface that the rules would apply to.
    private static func checkLimits(
        _ permissions: [Permission], of group: SecurityGroup, in world: World
    ) throws(Refusal) {
        let added = permissions.count - group.permissions.count
        let byGroup = permissions.count { !$0.peerGroupID.isEmpty }
        guard permissions.count <= world.quotas.permissionsPerGroup,
            byGroup <= world.quotas.groupPermissionsPerGroup
        else { throw Rule.named("AG17").refusal(group.id) }
        for id in world.members(ofGroup: group.id) {
            let own = (world.interface(id)?.securityGroupIDs ?? []).compactMap(world.group)
            let count = own.reduce(0) { $0 + world.permissionCount(of: $1) }
            guard count + added <= world.quotas.permissionsPerInterface else {
                throw Rule.named("AG18").refusal(id)
            }
        }
    }
}

extension PermissionRequest {
    /// Advanced groups neither name a group nor are named by one.
    fileprivate func joinsEnterprise(in world: World) -> Bool {
        group?.kind == .enterprise || peerGroup(in: world)?.kind == .enterprise
    }
}
