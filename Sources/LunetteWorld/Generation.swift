import LunetteBase

extension World {
    /// A world of a size, in cn-hangzhou: the same for the same seed. `enis` counts the secondary
    /// interfaces; some of them are attached, the others available. Instances are in one to three
    /// groups, most are Running, one in ten is Stopped; tags say `role` and `team`.
    public static func generated(instances: Int, groups: Int, enis: Int, seed: Int) -> World {
        var generator = WorldGenerator(
            seed: UInt64(bitPattern: Int64(seed)), groupCount: max(1, groups))
        generator.addGroups()
        for index in 0..<instances { generator.addInstance(index) }
        for index in 0..<enis { generator.addInterface(index, instanceCount: instances) }
        return generator.world
    }
}

private struct WorldGenerator {
    private(set) var world: World
    private var state: UInt64
    private let groupCount: Int
    private let place: Place
    private let vpcID: String
    private let zoneID: String

    init(seed: UInt64, groupCount: Int) {
        state = seed
        self.groupCount = groupCount
        world = World(accounts: [.standard], regions: Region.standard)
        place = Place(accountID: Account.standard.id, regionID: "cn-hangzhou")
        vpcID = VPC.defaultID(in: place.regionID)
        zoneID = Region.zoneIDs(of: place.regionID)[0]
        let room = Quotas().groupsPerRegion
        world.quotas.groupsPerRegion = max(room, groupCount + room)
        world.quotas.addressesPerNormalGroup = 65_536
    }

    private mutating func draw(_ count: Int) -> Int {
        state &+= 1
        return Int(scrambled(state) % UInt64(count))
    }

    mutating func addGroups() {
        for index in 0..<groupCount {
            var group = SecurityGroup(
                id: "sg-gen\(padded(index))", accountID: place.accountID,
                regionID: place.regionID, vpcID: vpcID)
            group.name = "group \(index)"
            var permission = Permission()
            permission.id = "sgr-gen\(padded(index))"
            permission.portRange = ["22/22", "443/443", "80/80", "3306/3306"][draw(4)]
            permission.sourceCIDR = draw(4) == 0 ? "0.0.0.0/0" : "10.0.0.0/8"
            group.permissions = [permission]
            world.insert(group)
        }
    }

    private mutating func drawGroups() -> [String] {
        let first = draw(groupCount)
        let count = min(groupCount, 1 + draw(3))
        return (0..<count).map { "sg-gen\(padded((first + $0) % groupCount))" }
    }

    mutating func addInstance(_ index: Int) {
        var entry = InstanceEntry(
            Instance(
                id: "i-gen\(padded(index))", accountID: place.accountID, regionID: place.regionID,
                zoneID: zoneID, vpcID: vpcID, vSwitchID: VSwitch.defaultID(inVPC: vpcID),
                primaryInterfaceID: "eni-gen\(padded(index))-primary",
                status: draw(10) == 0 ? .stopped : .running))
        entry.instance.name = "instance \(index)"
        entry.instance.tags = [
            Tag(key: "role", value: ["web", "db", "batch"][draw(3)]),
            Tag(key: "team", value: ["red", "green", "blue", "grey"][draw(4)]),
        ]
        entry.primaryInterfaceID = entry.instance.primaryInterfaceID
        entry.groupIDs = drawGroups()
        entry.addresses = [world.makeAddress()]
        world.insert(entry.instance)
        world.insert(entry.primaryInterface)
    }

    mutating func addInterface(_ index: Int, instanceCount: Int) {
        var owner: String?
        if instanceCount > 0, draw(2) == 0 {
            let candidate = "i-gen\(padded(draw(instanceCount)))"
            let hasRoom =
                world.interfaces(ofInstance: candidate).count < world.quotas.interfacesPerInstance
            owner = hasRoom ? candidate : nil
        }
        let address = world.makeAddress()
        var interface = NetworkInterface(
            id: "eni-gen\(padded(index))", accountID: place.accountID, regionID: place.regionID,
            zoneID: zoneID, vpcID: vpcID, vSwitchID: VSwitch.defaultID(inVPC: vpcID),
            kind: .secondary, status: owner == nil ? .available : .inUse, instanceID: owner,
            privateIPAddresses: [address], securityGroupIDs: drawGroups())
        interface.macAddress = NetworkInterface.macAddress(of: address)
        interface.name = "interface \(index)"
        world.insert(interface)
    }

    /// Six digits, so that ids sort by number.
    private func padded(_ index: Int) -> String {
        let digits = String(index)
        return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }
}
