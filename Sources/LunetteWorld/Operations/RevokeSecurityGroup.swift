/// Takes rules out of a group, by their ids or by what they say. One described that isn't there is
/// no error; one named by an id is.
enum RevokeSecurityGroup {
    static let ingress = model("RevokeSecurityGroup", .ingress)
    static let egress = model("RevokeSecurityGroupEgress", .egress)

    private static func model(_ name: String, _ direction: Permission.Direction) -> OperationModel {
        OperationModel(name, .change, on: [.named(.securityGroup, "SecurityGroupId")]) {
            world, call throws(Refusal) in
            try run(&world, call, direction)
        }
    }

    private static func run(
        _ world: inout World, _ call: Call, _ direction: Permission.Direction
    ) throws(Refusal) -> Reply {
        _ = try world.check(call, against: AuthorizeSecurityGroup.groupChecks, in: call.contract)
        guard let group = world.group(of: call) else { return Reply() }
        var permissions = group.permissions
        let ids = call.list("SecurityGroupRuleId")
        if ids.isEmpty {
            for request in PermissionRequest.all(in: call, direction, of: group) {
                _ = try world.check(
                    request, against: AuthorizeSecurityGroup.formChecks, in: call.contract)
                permissions.removeAll(where: request.permission.isSame)
            }
        } else {
            let known = permissions.filter { $0.direction == direction }.map(\.id)
            if let unknown = ids.first(where: { !known.contains($0) }) {
                throw Rule.named("VG1").refusal(unknown)
            }
            permissions.removeAll { ids.contains($0.id) }
        }
        guard permissions.count < group.permissions.count else { return Reply() }
        world.setPermissions(permissions, of: group.id)
        return .changed
    }
}
