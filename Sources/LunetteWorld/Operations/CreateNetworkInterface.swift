/// Makes a secondary interface in a vSwitch.
enum CreateNetworkInterface {
    static let model = OperationModel(
        "CreateNetworkInterface", .change,
        on: [
            .every(.networkInterface), .named(.securityGroup, "SecurityGroupId"),
            .listed(.securityGroup, "SecurityGroupIds"),
        ],
        run: run)

    private struct Subject: Sendable {
        let call: Call
        let vSwitch: VSwitch?
        let set: GroupSet
        let addresses: [String]
        let addressCount: Int
    }

    private static let checks: [Check<Subject>] = [
        .when("CN1") { subject, _ in subject.vSwitch == nil },
        .when("CN2") { subject, _ in subject.set.ids.isEmpty },
        .when("CN3") { subject, _ in
            subject.call["SecurityGroupId"] != nil && subject.set.ids.count > 1
        },
        Check("CN4") { subject, _ in subject.set.repeated },
        Check("CN5") { subject, _ in subject.set.missing },
        Check("CN6") { subject, world in subject.set.managed(in: world) },
        Check("CN7") { subject, _ in subject.set.outside(vpc: subject.vSwitch?.vpcID ?? "") },
        .when("CN8") { subject, _ in subject.set.mixesKinds },
        .when("CN9") { subject, world in subject.set.exceedsQuota(in: world) },
        Check("CN10") { subject, world in
            subject.set.full(addresses: subject.addressCount, in: world)
        },
        .when("CN11") { subject, world in subject.set.exceedsPermissions(in: world) },
        Check("CN12") { subject, _ in
            subject.addresses.first { !isIPv4CIDR($0) || $0.contains("/") }
        },
        Check("CN13") { subject, world in
            subject.addresses.isEmpty
                ? nil : world.takenAddress(of: subject.addresses, vpc: subject.vSwitch?.vpcID)
        },
        Check("CN14") { subject, _ in subject.call.tags().repeatedKey },
        Check("CN15") { subject, _ in subject.call.tags().malformedKey },
    ]

    private static func run(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        if let id = try world.idsMade(before: call)?.first {
            return reply(world.interface(id), isChange: false)
        }
        let place = Page.place(call)
        let count = try call.integer("SecondaryPrivateIpAddressCount", in: 1...49) ?? 0
        let addresses =
            [call["PrimaryIpAddress"]].compactMap { $0 } + call.list("PrivateIpAddress")
        let vSwitch = call["VSwitchId"].flatMap { world.vSwitches[$0] }.flatMap {
            world.vpcs[$0.vpcID]?.place == place ? $0 : nil
        }
        let ids = [call["SecurityGroupId"]].compactMap { $0 } + call.list("SecurityGroupIds")
        let subject = Subject(
            call: call, vSwitch: vSwitch, set: GroupSet(ids, in: place, of: world),
            addresses: addresses, addressCount: max(1 + count, addresses.count))
        _ = try world.check(subject, against: checks, in: call.contract)
        guard let vSwitch, let place else { return Reply() }
        let interface = world.makeInterface(
            in: vSwitch, place, groups: ids, addresses: addresses, count: subject.addressCount,
            call)
        world.remember([interface.id], madeBy: call)
        return reply(interface, isChange: true)
    }

    private static func reply(_ interface: NetworkInterface?, isChange: Bool) -> Reply {
        Reply(isChange: isChange) { _, writer in
            if let interface { writer.fields(of: interface) }
        }
    }
}

extension VPC {
    var place: Place { Place(accountID: accountID, regionID: regionID) }
}

extension World {
    /// An address that an interface of the VPC has already.
    func takenAddress(of addresses: [String], vpc id: String?) -> String? {
        let wanted = Set(addresses)
        for case let interface? in interfaces.slots where interface.vpcID == id {
            if let taken = interface.privateIPAddresses.first(where: wanted.contains) {
                return taken
            }
        }
        return nil
    }

    fileprivate mutating func makeInterface(
        in vSwitch: VSwitch, _ place: Place, groups: [String], addresses: [String], count: Int,
        _ call: Call
    ) -> NetworkInterface {
        var addresses = addresses
        while addresses.count < count { addresses.append(makeAddress()) }
        var interface = NetworkInterface(
            id: makeID("eni-"), accountID: place.accountID, regionID: place.regionID,
            zoneID: vSwitch.zoneID, vpcID: vSwitch.vpcID, vSwitchID: vSwitch.id, kind: .secondary,
            status: .creating, instanceID: nil, privateIPAddresses: addresses,
            securityGroupIDs: groups)
        interface.macAddress = NetworkInterface.macAddress(of: addresses[0])
        interface.name = call["NetworkInterfaceName"] ?? ""
        interface.description = call["Description"] ?? ""
        interface.resourceGroupID = call["ResourceGroupId"] ?? ""
        interface.isDeletedOnRelease = (try? call.boolean("DeleteOnRelease")) ?? true
        interface.tags = call.tags()
        interface.creationTime = call.now
        insert(interface)
        setStatus(.creating, ofInterface: interface.id, now: call.now)
        return self.interface(interface.id) ?? interface
    }
}
