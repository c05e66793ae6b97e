import LunetteBase

/// What a Leave or a Join names, resolved: the subject of their checks.
struct MembershipChange: Sendable {
    let call: Call
    let groupID: String?
    let instanceID: String?
    let interfaceID: String?
    let instance: Instance?
    /// The interface named, or the instance's primary one.
    let interface: NetworkInterface?
    let group: SecurityGroup?

    init(_ call: Call, in world: World) {
        self.call = call
        groupID = call["SecurityGroupId"]
        instanceID = call["InstanceId"]
        interfaceID = call["NetworkInterfaceId"]
        let accountID = call.accountID
        let regionID = call.regionID
        instance = world.instances.record(instanceID, accountID, regionID)
        interface = world.interfaces.record(
            interfaceID ?? instance?.primaryInterfaceID, accountID, regionID)
        group = world.groups.record(groupID, accountID, regionID ?? instance?.regionID)
    }

    var isByInterface: Bool { interfaceID != nil }

    /// What the request names, for messages.
    var target: String { interfaceID ?? instanceID ?? "" }

    var isMember: Bool {
        groupID.map { interface?.securityGroupIDs.contains($0) ?? false } ?? false
    }
}

extension Table {
    /// The record, where the caller sees it: in its account, and in the region where it names one.
    fileprivate func record(_ id: String?, _ accountID: String, _ regionID: String?) -> Element? {
        guard let id, let record = self[id], record.accountID == accountID,
            regionID == nil || record.regionID == regionID
        else { return nil }
        return record
    }
}

extension MembershipChange {
    /// What Leave and Join check alike, in order, before anything else: what the request names.
    static let namingChecks: [Check<MembershipChange>] = [
        Check("L1") { subject, _ in subject.groupID == nil ? "SecurityGroupId" : nil },
        Check("L2") { subject, _ in subject.isByInterface ? subject.instanceID : nil },
        Check("L3") { subject, _ in subject.target.isEmpty ? "InstanceId" : nil },
        .when("L4") { subject, _ in subject.isByInterface && subject.call.regionID == nil },
        .when("L5") { subject, _ in
            subject.instanceID.map { !ResourceKind.instance.admits($0) } ?? false
        },
        Check("L6") { subject, _ in subject.malformedParameter },
        .when("L7") { subject, _ in !subject.isByInterface && subject.instance == nil },
        Check("L8") { subject, _ in
            subject.isByInterface && subject.interface == nil ? subject.interfaceID : nil
        },
        .when("L9") { subject, _ in subject.group == nil },
        Check("L10") { subject, _ in
            subject.group?.isServiceManaged ?? false ? subject.groupID : nil
        },
        Check("L11") { subject, _ in
            subject.isByInterface && subject.interface?.isServiceManaged ?? false
                ? subject.interfaceID : nil
        },
        Check("L12") { subject, _ in
            subject.isByInterface ? subject.interface?.wrongKindForGroups : nil
        },
    ]

    /// What Leave and Join check alike, in order, before the membership itself: the target's state.
    static let stateChecks: [Check<MembershipChange>] = [
        Check("L13") { subject, _ in
            subject.isByInterface ? subject.interface?.wrongStateForGroups : nil
        },
        .when("L14") { subject, _ in subject.instance?.isLockedForSecurity ?? false },
        .when("L15") { subject, _ in
            subject.instance.map { $0.status != .running && $0.status != .stopped } ?? false
        },
    ]

    /// Another change of the same interface is not over yet.
    static let conflictCheck = Check<MembershipChange>("L19") { subject, _ in
        guard let due = subject.interface?.changeDue, due > subject.call.now else { return nil }
        return subject.target
    }

    private var malformedParameter: String? {
        if let groupID, !ResourceKind.securityGroup.admits(groupID) { return "SecurityGroupId" }
        if let interfaceID, !ResourceKind.networkInterface.admits(interfaceID) {
            return "NetworkInterfaceId"
        }
        return nil
    }
}

extension NetworkInterface {
    /// Why its groups are not to be changed by its own id: its kind; nil when they may.
    var wrongKindForGroups: String? {
        guard kind == .primary || kind == .member else { return nil }
        return "The type of the network interface is invalid, expecting [Secondary, Trunk] while "
            + "current [\(kind.rawValue)]."
    }

    /// Why its groups cannot be changed now: its state; nil when they can.
    var wrongStateForGroups: String? {
        guard status != .available, status != .inUse else { return nil }
        return "The state of the network interface is invalid, expecting [Available, InUse] while "
            + "current [\(status.rawValue)]."
    }
}
