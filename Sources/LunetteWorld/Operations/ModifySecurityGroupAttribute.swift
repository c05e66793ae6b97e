/// Changes a group's name and description.
enum ModifySecurityGroupAttribute {
    static let model = OperationModel(
        "ModifySecurityGroupAttribute", .change, on: [.named(.securityGroup, "SecurityGroupId")],
        run: run)

    static let checks: [Check<Call>] = [
        .when("MG1") { call, world in world.group(of: call) == nil },
        Check("MG2") { call, world in
            world.group(of: call)?.isServiceManaged ?? false ? call["SecurityGroupId"] : nil
        },
        .when("MG3") { call, _ in !isName(call["SecurityGroupName"], 2...128) },
        .when("MG4") { call, _ in !isName(call["Description"], 2...256) },
    ]

    private static func run(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        _ = try world.check(call, against: checks, in: call.contract)
        let before = world.group(of: call)
        world.groups.update(call["SecurityGroupId"] ?? "") { group in
            group.name = call["SecurityGroupName"] ?? group.name
            group.description = call["Description"] ?? group.description
        }
        return Reply(isChange: world.group(of: call) != before)
    }
}
