extension World {
    /// Takes in what was read of an instance, in place of what was known of it.
    mutating func learn(_ instance: Instance) {
        instances.remove(instance.id)
        insert(instance)
    }

    /// Takes in what was read of an interface, in place of what was known of it.
    mutating func learn(_ interface: NetworkInterface) {
        let holder = interface.instanceID ?? ""
        let former = attachments[holder]
        removeInterface(interface.id)
        insert(interface)
        // Where it was: reads list an instance's interfaces in the order of attaching.
        if let former, former.contains(interface.id) { attachments[holder] = former }
    }

    /// Takes in what was read of a group, in place of what was known of it.
    mutating func learn(_ group: SecurityGroup) {
        if groups[group.id] != nil { removeGroup(group.id) }
        insert(group)
    }

    mutating func learn(_ region: Region) {
        if self.region(region.id) == nil { regions.append(region) }
    }

    mutating func learn(_ vpc: VPC) {
        vpcs[vpc.id] = vpc
    }

    /// Forgets a resource that is not there.
    mutating func forget(_ kind: ResourceKind, _ id: String) {
        switch kind {
        case .instance: instances.remove(id)
        case .networkInterface: removeInterface(id)
        case .securityGroup: if groups[id] != nil { removeGroup(id) }
        }
    }
}
