/// Adds an instance's primary interface, or the interface named, to a group.
enum JoinSecurityGroup {
    static let model = OperationModel(
        "JoinSecurityGroup", .change,
        on: [
            .named(.instance, "InstanceId"), .named(.networkInterface, "NetworkInterfaceId"),
            .named(.securityGroup, "SecurityGroupId"),
        ],
        ownRequired: ["SecurityGroupId"], run: run)

    static let checks: [Check<MembershipChange>] =
        MembershipChange.namingChecks + [
            .when("J1") { subject, _ in subject.instance?.status == .pending },
            Check("J2") { subject, _ in
                subject.isByInterface && subject.interface?.status == .creating
                    ? subject.interfaceID : nil
            },
        ] + MembershipChange.stateChecks + [
            .when("J3") { subject, _ in !subject.isByInterface && !subject.isInOneVPC },
            Check("J4") { subject, _ in
                subject.isByInterface && !subject.isInOneVPC ? subject.interfaceID : nil
            },
            .when("J5") { subject, _ in subject.isMember },
            .when("J6") { subject, world in subject.union(in: world).mixesKinds },
            .when("J7") { subject, world in
                !subject.isByInterface && subject.union(in: world).exceedsQuota(in: world)
            },
            Check("J7e") { subject, world in
                subject.isByInterface && subject.union(in: world).exceedsQuota(in: world)
                    ? subject.interfaceID : nil
            },
            .when("J8") { subject, world in
                subject.group?.kind == .normal && subject.isGroupFull(in: world)
            },
            .when("J9") { subject, world in
                subject.group?.kind == .enterprise && subject.isGroupFull(in: world)
            },
            Check("J10") { subject, world in
                subject.union(in: world).exceedsPermissions(in: world) ? subject.target : nil
            },
            MembershipChange.conflictCheck,
        ]

    private static func run(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        let change = MembershipChange(call, in: world)
        _ = try world.check(change, against: checks, in: call.contract)
        guard let interface = change.interface, let groupID = change.groupID else { return Reply() }
        world.setGroups(interface.securityGroupIDs + [groupID], of: interface.id, now: call.now)
        return .changed
    }
}

extension MembershipChange {
    fileprivate var isInOneVPC: Bool { interface?.vpcID == group?.vpcID }

    /// The groups after joining.
    fileprivate func union(in world: World) -> GroupSet {
        let ids = (interface?.securityGroupIDs ?? []) + [groupID].compactMap { $0 }
        return GroupSet(ids, in: interface?.place, of: world)
    }

    fileprivate func isGroupFull(in world: World) -> Bool {
        let set = GroupSet([groupID].compactMap { $0 }, in: interface?.place, of: world)
        return set.full(addresses: interface?.privateIPAddresses.count ?? 1, in: world) != nil
    }
}
