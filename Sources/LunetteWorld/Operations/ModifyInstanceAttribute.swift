/// Changes an instance's name, description, host name, protection, and its primary interface's
/// groups: `SecurityGroupIds` replaces the whole set and may go from basic to advanced groups.
enum ModifyInstanceAttribute {
    static let model = OperationModel(
        "ModifyInstanceAttribute", .change,
        on: [.named(.instance, "InstanceId"), .listed(.securityGroup, "SecurityGroupIds")],
        run: run)

    static let checks: [Check<GroupReplacement>] =
        [
            .when("MI1") { subject, _ in subject.instance == nil },
            .when("MI2") { subject, _ in
                !isName(subject.call["InstanceName"], 2...128)
            },
            .when("MI3") { subject, _ in !isName(subject.call["Description"], 2...256) },
            .when("MI4") { subject, _ in subject.instance?.isLockedForSecurity ?? false },
            .when("MI5") { subject, _ in subject.set != nil && !subject.isInstanceSteady },
            .when("MI6") { subject, _ in
                subject.set != nil && subject.instance?.isInClassicNetwork ?? false
            },
        ]
        + GroupReplacement.setChecks(
            missing: "MI8", repeated: "MI7", managed: "MI9", outside: "MI10", mixed: "MI11",
            quota: "MI12", full: "MI13", permissions: "MI14")

    private static func run(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        let change = GroupReplacement(instanceOf: call, in: world)
        _ = try world.check(change, against: checks, in: call.contract)
        let isProtected = try call.boolean("DeletionProtection")
        guard let id = change.instance?.id else { return Reply() }
        world.instances.update(id) { instance in
            instance.name = call["InstanceName"] ?? instance.name
            instance.description = call["Description"] ?? instance.description
            instance.hostName = call["HostName"] ?? instance.hostName
            instance.isDeletionProtected = isProtected ?? instance.isDeletionProtected
        }
        let hasNewGroups = change.apply(to: &world)
        return Reply(isChange: hasNewGroups || world.instance(id) != change.instance)
    }
}

/// Whether a name or description that may be missing is one: its length, and no web address.
func isName(_ text: String?, _ lengths: ClosedRange<Int>) -> Bool {
    guard let text else { return true }
    return lengths.contains(text.count) && !text.hasPrefix("http://")
        && !text.hasPrefix("https://")
}
