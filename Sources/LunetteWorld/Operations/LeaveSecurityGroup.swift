import LunetteBase

/// Takes an instance's primary interface, or the interface named, out of a group
/// (LeaveSecurityGroup page, 2024-03-19; what changed since is in the rules' contracts).
enum LeaveSecurityGroup {
    static let model = OperationModel(
        "LeaveSecurityGroup", .change,
        on: [
            .named(.instance, "InstanceId"), .named(.networkInterface, "NetworkInterfaceId"),
            .named(.securityGroup, "SecurityGroupId"),
        ],
        ownRequired: ["SecurityGroupId"], run: run)

    /// The order in which checks fail. Nothing public gives it; that a non-member comes before
    /// the last group follows from what a non-member with one other group is told.
    static let checks: [Check<MembershipChange>] =
        MembershipChange.namingChecks + MembershipChange.stateChecks + [
            Check("L16") { subject, _ in
                subject.isByInterface || subject.isMember ? nil : subject.association
            },
            Check("L16e") { subject, _ in
                !subject.isByInterface || subject.isMember ? nil : subject.association
            },
            .when("L17") { subject, _ in !subject.isByInterface && subject.isInOneGroup },
            Check("L18") { subject, _ in
                subject.isByInterface && subject.isInOneGroup ? subject.interfaceID : nil
            },
            MembershipChange.conflictCheck,
        ]

    private static func run(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        let change = MembershipChange(call, in: world)
        switch try world.check(change, against: checks, in: call.contract) {
        case .done(let ruleID): return Reply(ruleID: ruleID)
        case .passed: break
        }
        guard let interface = change.interface else { return Reply() }
        let remaining = interface.securityGroupIDs.filter { $0 != change.groupID }
        world.setGroups(remaining, of: interface.id, now: call.now)
        return .changed
    }
}

extension MembershipChange {
    fileprivate var isInOneGroup: Bool { interface?.securityGroupIDs.count == 1 }

    fileprivate var association: String { "\(target) and \(groupID ?? "")" }
}
