/// A whole new set of groups for an interface: the subject of both Modify operations' checks.
struct GroupReplacement: Sendable {
    let call: Call
    /// The instance named, or the one that the interface is attached to.
    let instance: Instance?
    let interface: NetworkInterface?
    /// Nil when the request leaves the groups alone.
    let set: GroupSet?

    /// The interface that the request names.
    init(interfaceOf call: Call, in world: World) {
        self.call = call
        interface = call["NetworkInterfaceId"].flatMap(world.interface)
            .flatMap { $0.place == Page.place(call) ? $0 : nil }
        instance = interface?.instanceID.flatMap(world.instance)
        let ids = call.list("SecurityGroupId")
        set = ids.isEmpty ? nil : GroupSet(ids, in: interface?.place, of: world)
    }

    /// The primary interface of the instance that the request names.
    init(instanceOf call: Call, in world: World) {
        self.call = call
        instance = call["InstanceId"].flatMap(world.instance).flatMap {
            $0.accountID == call.accountID
                && (call.regionID == nil || call.regionID == $0.regionID) ? $0 : nil
        }
        interface = instance.map(\.primaryInterfaceID).flatMap(world.interface)
        let ids = call.list("SecurityGroupIds")
        set = ids.isEmpty ? nil : GroupSet(ids, in: interface?.place, of: world)
    }

    var current: [String] { interface?.securityGroupIDs ?? [] }

    var isInstanceSteady: Bool {
        instance.map { $0.status == .running || $0.status == .stopped } ?? true
    }

    var vpcID: String { interface?.vpcID ?? "" }

    /// What both operations check of the new set alike, each under codes of its own.
    static func setChecks(
        missing: String, repeated: String, managed: String, outside: String, mixed: String,
        quota: String, full: String, permissions: String
    ) -> [Check<GroupReplacement>] {
        [
            Check(repeated) { subject, _ in subject.set?.repeated },
            Check(missing) { subject, _ in subject.set?.missing },
            Check(managed) { subject, world in
                subject.set?.managed(changing: subject.current, in: world)
            },
            Check(outside) { subject, _ in subject.set?.outside(vpc: subject.vpcID) },
            .when(mixed) { subject, _ in subject.set?.mixesKinds ?? false },
            .when(quota) { subject, world in subject.set?.exceedsQuota(in: world) ?? false },
            Check(full) { subject, world in
                subject.set?.full(
                    addresses: subject.interface?.privateIPAddresses.count ?? 1,
                    besides: subject.current, in: world)
            },
            .when(permissions) { subject, world in
                subject.set?.exceedsPermissions(in: world) ?? false
            },
        ]
    }

    /// Makes the change, if it is one.
    func apply(to world: inout World) -> Bool {
        guard let set, let interface, set.ids != interface.securityGroupIDs else { return false }
        world.setGroups(set.ids, of: interface.id, now: call.now)
        return true
    }
}
