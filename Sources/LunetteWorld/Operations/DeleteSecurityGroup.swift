/// Deletes a group that nothing is in and no other group's rule names.
enum DeleteSecurityGroup {
    static let model = OperationModel(
        "DeleteSecurityGroup", .change, on: [.named(.securityGroup, "SecurityGroupId")],
        ownRequired: ["RegionId"], run: run)

    static let checks: [Check<Call>] = [
        .when("DG1") { call, _ in call.regionID == nil },
        .when("DG2") { call, world in world.group(of: call) == nil },
        Check("DG3") { call, world in
            world.group(of: call)?.isServiceManaged ?? false ? call["SecurityGroupId"] : nil
        },
        Check("DG4") { call, world in
            world.group(of: call)?.isDeletionProtected ?? false ? call["SecurityGroupId"] : nil
        },
        .when("DG5") { call, world in
            !world.members(ofGroup: call["SecurityGroupId"] ?? "").isEmpty
        },
        .when("DG6") { call, world in
            let id = call["SecurityGroupId"] ?? ""
            return world.references(toGroup: id).contains { $0 != id }
        },
    ]

    private static func run(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        _ = try world.check(call, against: checks, in: call.contract)
        world.removeGroup(call["SecurityGroupId"] ?? "")
        return .changed
    }
}

extension World {
    /// The group that the call names, in its account and region.
    func group(of call: Call) -> SecurityGroup? {
        call["SecurityGroupId"].flatMap(group).flatMap { $0.place == Page.place(call) ? $0 : nil }
    }
}
