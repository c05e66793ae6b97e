import LunetteBase

/// Turns a file into a world: fills in defaults, and refuses what doesn't fit together.
struct WorldBuilder {
    private var file: WorldFile
    private var built = World()
    private let defaults: FileDefaults

    init(_ file: WorldFile) {
        self.file = file
        defaults = FileDefaults(accounts: file.accounts, regions: file.regions)
    }

    func world() throws(FileMistake) -> World {
        var builder = self
        try builder.addPlaces()
        try builder.addGroups()
        try builder.addInstances()
        try builder.addInterfaces()
        try builder.checkReferences()
        if let violation = builder.built.invariantViolations().first {
            throw FileMistake("this cannot be: \(violation)")
        }
        return builder.built
    }

    private mutating func addPlaces() throws(FileMistake) {
        guard !file.accounts.isEmpty else {
            throw FileMistake("a world needs an account", at: [.member("accounts")])
        }
        guard !file.regions.isEmpty else {
            throw FileMistake("a world needs a region", at: [.member("regions")])
        }
        built = World(accounts: file.accounts, regions: file.regions)
        built.quotas = file.quotas
        built.delays = file.delays
        built.throttling = file.throttling
        built.faults = file.faults
        built.nextNumber = file.nextNumber
        for entry in file.idempotency { built.idempotency.add(entry) }
        try each("vpcs", file.vpcs) { vpc throws(FileMistake) in
            var vpc = vpc
            defaults.complete(&vpc)
            try checkForm(vpc.id, "vpc-", "vpc_id")
            built.vpcs[vpc.id] = vpc
        }
        try each("v_switches", file.vSwitches) { vSwitch throws(FileMistake) in
            try checkForm(vSwitch.id, "vsw-", "v_switch_id")
            built.vSwitches[vSwitch.id] = vSwitch
        }
    }

    private mutating func addGroups() throws(FileMistake) {
        try each("security_groups", file.groups) { group throws(FileMistake) in
            var group = group
            defaults.complete(&group)
            try check(group, "security_group_id", "sg-")
            for index in group.permissions.indices where group.permissions[index].id.isEmpty {
                group.permissions[index].id = built.makeID("sgr-")
            }
            built.insert(group)
        }
    }

    private mutating func addInstances() throws(FileMistake) {
        var primaries: [String: NetworkInterface] = [:]
        for interface in file.interfaces where interface.kind == .primary {
            if let id = interface.instanceID { primaries[id] = interface }
        }
        try each("instances", file.instances) { entry throws(FileMistake) in
            var entry = entry
            if entry.groupIDs.isEmpty, primaries[entry.instance.id] == nil {
                throw FileMistake("an instance is in at least one security group")
            }
            let vpcID = entry.groupIDs.first.flatMap(built.group)?.vpcID
            defaults.complete(&entry.instance, vpcID: vpcID)
            if entry.primaryInterfaceID.isEmpty {
                entry.primaryInterfaceID =
                    primaries[entry.instance.id]?.id ?? entry.usualInterfaceID
            }
            entry.instance.primaryInterfaceID = entry.primaryInterfaceID
            entry.instance.completeTransition()
            try check(entry.instance, "instance_id", "i-")
            built.insert(entry.instance)
            guard primaries[entry.instance.id] == nil else { return }
            if entry.addresses.isEmpty { entry.addresses = [built.makeAddress()] }
            try check(entry.primaryInterface, "primary_network_interface_id", "eni-")
            try checkGroups(of: entry.primaryInterface)
            built.insert(entry.primaryInterface)
        }
    }

    private mutating func addInterfaces() throws(FileMistake) {
        try each("network_interfaces", file.interfaces) { interface throws(FileMistake) in
            var interface = interface
            let instance = interface.instanceID.flatMap(built.instance)
            if let id = interface.instanceID, instance == nil {
                throw FileMistake("there is no instance \(id)", at: [.member("instance_id")])
            }
            let group = interface.securityGroupIDs.first.flatMap(built.group)
            defaults.complete(&interface, instance: instance, vpcID: group?.vpcID)
            if interface.privateIPAddresses.isEmpty {
                interface.privateIPAddresses = [built.makeAddress()]
            }
            if interface.macAddress.isEmpty {
                interface.macAddress = NetworkInterface.macAddress(
                    of: interface.privateIPAddresses[0])
            }
            guard interface.status.isAttached == (interface.instanceID != nil) else {
                throw FileMistake(
                    "an interface that is \(interface.status.rawValue) "
                        + (instance == nil ? "needs an instance_id" : "has no instance_id"),
                    at: [.member("status")])
            }
            try check(interface, "network_interface_id", "eni-")
            try checkGroups(of: interface)
            built.insert(interface)
        }
    }

    private func checkReferences() throws(FileMistake) {
        try each("security_groups", file.groups) { group throws(FileMistake) in
            try each("permissions", group.permissions) { permission throws(FileMistake) in
                let peer = permission.peerGroupID
                guard !peer.isEmpty, permission.peerAccountID.isEmpty else { return }
                guard built.group(peer) == nil else { return }
                let side = permission.direction == .ingress ? "source" : "dest"
                throw FileMistake(
                    "there is no group \(peer)", at: [.member("\(side)_group_id")])
            }
        }
    }
}

extension WorldBuilder {
    private func each<Element>(
        _ name: String, _ elements: [Element],
        _ body: (Element) throws(FileMistake) -> Void
    ) throws(FileMistake) {
        for (index, element) in elements.enumerated() {
            do throws(FileMistake) {
                try body(element)
            } catch {
                throw error.inside(.element(index)).inside(.member(name))
            }
        }
    }

    private func checkForm(_ id: String, _ prefix: String, _ name: String) throws(FileMistake) {
        guard isWellFormed(id, prefix: prefix) else {
            throw FileMistake(
                "\"\(id)\" is not an id: \"\(prefix)\" and 1 to 64 letters, digits or '-'",
                at: [.member(name)])
        }
    }

    private func check(_ record: some Record, _ name: String, _ prefix: String)
        throws(FileMistake)
    {
        try checkForm(record.id, prefix, name)
        let isTaken =
            built.instance(record.id) != nil || built.group(record.id) != nil
            || built.interface(record.id) != nil
        if isTaken { throw FileMistake("\(record.id) is there twice", at: [.member(name)]) }
        guard built.region(record.regionID) != nil else {
            throw FileMistake(
                "there is no region \(record.regionID)", at: [.member("region_id")])
        }
        guard built.account(record.accountID) != nil else {
            throw FileMistake(
                "there is no account \(record.accountID)", at: [.member("account_id")])
        }
    }

    private func checkGroups(of interface: NetworkInterface) throws(FileMistake) {
        let ids = interface.securityGroupIDs
        guard !ids.isEmpty else {
            throw FileMistake(
                "an interface is in at least one group", at: [.member("security_group_ids")])
        }
        for (index, id) in ids.enumerated() {
            if let problem = problem(of: interface, with: id, at: index) {
                throw FileMistake(problem, at: [.member("security_group_ids"), .element(index)])
            }
        }
        guard ids.count <= built.quotas.groupsPerInterface else {
            throw FileMistake(
                "\(ids.count) groups, where the quota is \(built.quotas.groupsPerInterface)",
                at: [.member("security_group_ids")])
        }
    }

    private func problem(of interface: NetworkInterface, with id: String, at index: Int)
        -> String?
    {
        guard let group = built.group(id) else { return "there is no group \(id)" }
        if interface.securityGroupIDs[..<index].contains(id) { return "\(id) is there twice" }
        if group.place != interface.place { return "\(id) is in another account or region" }
        if group.vpcID != interface.vpcID { return "\(id) is in another VPC" }
        let first = interface.securityGroupIDs.first.flatMap(built.group)
        if first?.kind != group.kind { return "\(id) is of another type than the first group" }
        return nil
    }
}
