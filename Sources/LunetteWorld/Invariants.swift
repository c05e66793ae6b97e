extension World {
    /// What contradicts itself, in words; empty in a sound world. Takes time in proportion to the
    /// world's size.
    public func invariantViolations() -> [String] {
        var violations: [String] = []
        for case let instance? in instances.slots { violations += problems(of: instance) }
        for case let interface? in interfaces.slots { violations += problems(of: interface) }
        for case let group? in groups.slots { violations += problems(of: group) }
        for (id, members) in memberships.interfaceIDs {
            if groups[id] == nil {
                violations.append("members are listed for \(id), which is gone")
            }
            if zip(members, members.dropFirst()).contains(where: { $0 >= $1 }) {
                violations.append("\(id)'s members are out of order")
            }
        }
        for id in attachments.keys where instances[id] == nil {
            violations.append("interfaces are listed for \(id), which is gone")
        }
        return violations
    }

    private func problems(of instance: Instance) -> [String] {
        var problems: [String] = []
        let attached = (attachments[instance.id] ?? []).compactMap(interface)
        let primaries = attached.filter { $0.kind == .primary }
        if primaries.map(\.id) != [instance.primaryInterfaceID] {
            problems.append("\(instance.id)'s primary interface is not its only one")
        }
        if attached.first?.id != instance.primaryInterfaceID {
            problems.append("\(instance.id)'s primary interface is not the first")
        }
        if attached.contains(where: { $0.instanceID != instance.id }) {
            problems.append("\(instance.id) lists an interface of another instance")
        }
        if attached.count > quotas.interfacesPerInstance {
            problems.append("\(instance.id) has more interfaces than the quota")
        }
        if (instance.due == nil) != (instance.nextStatus == nil), instance.due != nil {
            problems.append("\(instance.id) is due for nothing")
        }
        return problems
    }

    private func problems(of interface: NetworkInterface) -> [String] {
        let id = interface.id
        var problems: [String] = []
        let ids = interface.securityGroupIDs
        if ids.isEmpty { problems.append("\(id) is in no group") }
        if Set(ids).count != ids.count { problems.append("\(id) is in a group twice") }
        if ids.count > quotas.groupsPerInterface { problems.append("\(id) is in too many groups") }
        let own = ids.compactMap(group)
        if own.count != ids.count { problems.append("\(id) is in a group that is gone") }
        if own.contains(where: { $0.vpcID != interface.vpcID || $0.place != interface.place }) {
            problems.append("\(id) is in a group of another VPC or place")
        }
        if Set(own.map(\.kind)).count > 1 { problems.append("\(id) mixes types of groups") }
        if own.map(\.permissions.count).reduce(0, +) > quotas.permissionsPerInterface {
            problems.append("\(id) has too many rules")
        }
        for group in ids where !memberships.members(of: group).contains(id) {
            problems.append("\(group) doesn't list its member \(id)")
        }
        if interface.status.isAttached != (interface.instanceID != nil) {
            problems.append("\(id) is \(interface.status) with the wrong instance")
        }
        if let instanceID = interface.instanceID,
            attachments[instanceID]?.contains(id) != true || instances[instanceID] == nil
        {
            problems.append("\(id) is attached to \(instanceID), which doesn't know it")
        }
        if propagating.contains(id) != (interface.staleGroupIDs != nil) {
            problems.append("\(id)'s propagation is out of step")
        }
        return problems
    }

    private func problems(of group: SecurityGroup) -> [String] {
        var problems: [String] = []
        let members = memberships.members(of: group.id)
        for id in members where interface(id)?.securityGroupIDs.contains(group.id) != true {
            problems.append("\(group.id) lists \(id), which is not in it")
        }
        let addresses = members.reduce(0) { $0 + (interface($1)?.privateIPAddresses.count ?? 0) }
        if addresses != memberships.addressCounts[group.id, default: 0] {
            problems.append("\(group.id)'s addresses are miscounted")
        }
        if freeCapacity(of: group) < 0 { problems.append("\(group.id) is over its capacity") }
        if group.permissions.count > quotas.permissionsPerGroup {
            problems.append("\(group.id) has more rules than the quota")
        }
        if Set(group.permissions.map(\.id)).count != group.permissions.count {
            problems.append("\(group.id) has two rules of one id")
        }
        for permission in group.permissions where !permission.peerGroupID.isEmpty {
            let peer = permission.peerGroupID
            if permission.peerAccountID.isEmpty, groups[peer] == nil {
                problems.append("\(group.id) refers to \(peer), which is gone")
            }
            if references[peer]?.contains(group.id) != true {
                problems.append("the reference from \(group.id) to \(peer) is not known")
            }
        }
        return problems
    }
}
