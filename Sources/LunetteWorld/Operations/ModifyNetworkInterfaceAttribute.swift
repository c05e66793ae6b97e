/// Changes an interface's name, description and groups: `SecurityGroupId.N` is the whole new set.
/// (The vendor's English page says that a group listed and already joined is left; its clients
/// send the final set, and so the service must take it.)
enum ModifyNetworkInterfaceAttribute {
    static let model = OperationModel(
        "ModifyNetworkInterfaceAttribute", .change,
        on: [
            .named(.networkInterface, "NetworkInterfaceId"),
            .listed(.securityGroup, "SecurityGroupId"),
        ],
        run: run)

    static let checks: [Check<GroupReplacement>] =
        [
            Check("MN1") { subject, _ in
                subject.interface == nil ? subject.call["NetworkInterfaceId"] ?? "" : nil
            },
            Check("MN2") { subject, _ in
                subject.interface?.isServiceManaged ?? false ? subject.interface?.id : nil
            },
            Check("MN3") { subject, _ in
                subject.set != nil ? subject.interface?.wrongKindForGroups : nil
            },
            Check("MN4") { subject, _ in
                subject.set != nil ? subject.interface?.wrongStateForGroups : nil
            },
            Check("MN5") { subject, _ in
                subject.set != nil && !subject.isInstanceSteady ? subject.instance?.id : nil
            },
        ]
        + GroupReplacement.setChecks(
            missing: "MN7", repeated: "MN6", managed: "MN8", outside: "MN9", mixed: "MN10",
            quota: "MN11", full: "MN12", permissions: "MN13")

    private static func run(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        let change = GroupReplacement(interfaceOf: call, in: world)
        _ = try world.check(change, against: checks, in: call.contract)
        let isDeletedOnRelease = try call.boolean("DeleteOnRelease")
        guard let id = change.interface?.id else { return Reply() }
        world.interfaces.update(id) { interface in
            interface.name = call["NetworkInterfaceName"] ?? interface.name
            interface.description = call["Description"] ?? interface.description
            interface.isDeletedOnRelease = isDeletedOnRelease ?? interface.isDeletedOnRelease
        }
        _ = change.apply(to: &world)
        return Reply(isChange: world.interface(id) != change.interface)
    }
}
