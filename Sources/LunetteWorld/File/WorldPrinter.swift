import LunetteBase

extension WorldFile {
    /// The file of a world, without what goes without saying.
    init(_ world: World) {
        self.init()
        accounts = world.accounts
        regions = world.regions
        let defaults = FileDefaults(accounts: accounts, regions: regions)
        groups = world.allGroups.map { group in
            var group = group
            defaults.abbreviate(&group)
            return group
        }
        var folded = Set<String>()
        instances = world.allInstances.map { instance in
            let entry = InstanceEntry(instance, in: world, defaults)
            if !entry.groupIDs.isEmpty { folded.insert(instance.primaryInterfaceID) }
            return entry
        }
        interfaces = world.interfacesInOrder.filter { !folded.contains($0.id) }.map { interface in
            var interface = interface
            let groupVPC = interface.securityGroupIDs.first.flatMap(world.group)?.vpcID
            defaults.abbreviate(
                &interface, instance: interface.instanceID.flatMap(world.instance),
                vpcID: groupVPC)
            return interface
        }
        let placed = world.learnedPlaces
        vpcs = world.vpcs.values.filter { !placed.vpcs.contains($0) }.sorted { $0.id < $1.id }
        vpcs = vpcs.map { vpc in
            var vpc = vpc
            defaults.abbreviate(&vpc)
            return vpc
        }
        vSwitches = world.vSwitches.values.filter { !placed.vSwitches.contains($0) }
            .sorted { $0.id < $1.id }
        quotas = world.quotas
        delays = world.delays
        throttling = world.throttling
        faults = world.faults
        idempotency = world.idempotency.entries.values.sorted {
            ($0.key.accountID, $0.key.operation, $0.key.token)
                < ($1.key.accountID, $1.key.operation, $1.key.token)
        }
        nextNumber = world.nextNumber
    }
}

extension InstanceEntry {
    /// Folds the primary interface in where the entry can say all that there is to it.
    fileprivate init(_ instance: Instance, in world: World, _ defaults: FileDefaults) {
        self.init(instance)
        let primary = world.interface(instance.primaryInterfaceID)
        primaryInterfaceID = instance.primaryInterfaceID
        groupIDs = primary?.securityGroupIDs ?? []
        addresses = primary?.privateIPAddresses ?? []
        if primaryInterface != primary {
            groupIDs = []
            addresses = []
        }
        if primaryInterfaceID == usualInterfaceID || groupIDs.isEmpty { primaryInterfaceID = "" }
        let groupVPC = groupIDs.first.flatMap(world.group)?.vpcID
        defaults.abbreviate(&self.instance, vpcID: groupVPC)
        self.instance.primaryInterfaceID = ""
    }
}

extension World {
    /// Attached interfaces in the order of attaching, so that reading them again keeps it.
    fileprivate var interfacesInOrder: [NetworkInterface] {
        let attached = allInstances.flatMap { attachments[$0.id] ?? [] }.compactMap(interface)
        return attached + allInterfaces.filter { $0.instanceID == nil }
    }

    /// The VPCs and vSwitches that reading the resources makes known again.
    fileprivate var learnedPlaces: (vpcs: Set<VPC>, vSwitches: Set<VSwitch>) {
        var vpcs = Set<VPC>()
        var vSwitches = Set<VSwitch>()
        for case let group? in groups.slots {
            vpcs.insert(
                VPC(id: group.vpcID, accountID: group.accountID, regionID: group.regionID))
        }
        for case let interface? in interfaces.slots {
            vSwitches.insert(
                VSwitch(
                    id: interface.vSwitchID, vpcID: interface.vpcID, zoneID: interface.zoneID))
        }
        return (vpcs, vSwitches)
    }
}
