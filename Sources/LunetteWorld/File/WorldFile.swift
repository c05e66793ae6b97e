import LunetteBase

/// A world as its file has it, before its defaults are filled in and its references are checked.
struct WorldFile: FileRecord {
    var accounts: [Account] = []
    var regions: [Region] = []
    var vpcs: [VPC] = []
    var vSwitches: [VSwitch] = []
    var groups: [SecurityGroup] = []
    var instances: [InstanceEntry] = []
    var interfaces: [NetworkInterface] = []
    var quotas = Quotas()
    var delays = Delays()
    var throttling: [ThrottleLimit] = []
    var faults: [Fault] = []
    var idempotency: [IdempotencyLedger.Entry] = []
    var nextNumber = 1

    mutating func code(_ fields: inout FieldCoder) throws(FileMistake) {
        try fields.code("accounts", &accounts, default: [Account.standard])
        try fields.code("regions", &regions, default: Region.standard)
        try fields.code("vpcs", &vpcs, default: [])
        try fields.code("v_switches", &vSwitches, default: [])
        try fields.code("security_groups", &groups, default: [])
        try fields.code("instances", &instances, default: [])
        try fields.code("network_interfaces", &interfaces, default: [])
        try fields.code("quotas", &quotas, default: Quotas())
        try fields.code("delays", &delays, default: Delays())
        try fields.code("throttling", &throttling, default: [])
        try fields.code("faults", &faults, default: [])
        try fields.code("client_tokens", &idempotency, default: [])
        try fields.code("next_number", &nextNumber, default: 1)
    }
}

/// An instance with its primary interface folded in: that one is listed by itself only when there
/// is more to say of it.
struct InstanceEntry: FileRecord, Equatable {
    var instance = Instance()
    var primaryInterfaceID = ""
    var groupIDs: [String] = []
    var addresses: [String] = []

    init() {}

    init(_ instance: Instance) {
        self.instance = instance
    }

    mutating func code(_ fields: inout FieldCoder) throws(FileMistake) {
        try instance.code(&fields)
        try fields.code("security_group_ids", &groupIDs, default: [])
        try fields.code("private_ip_addresses", &addresses, default: [])
        try fields.code("primary_network_interface_id", &primaryInterfaceID, default: "")
    }

    /// The interface that the entry stands for.
    var primaryInterface: NetworkInterface {
        var interface = NetworkInterface(
            id: primaryInterfaceID, accountID: instance.accountID, regionID: instance.regionID,
            zoneID: instance.zoneID, vpcID: instance.vpcID, vSwitchID: instance.vSwitchID,
            kind: .primary, status: .inUse, instanceID: instance.id,
            privateIPAddresses: addresses, securityGroupIDs: groupIDs)
        interface.macAddress = NetworkInterface.macAddress(of: addresses.first ?? "")
        interface.creationTime = instance.creationTime
        return interface
    }

    /// `eni-web1-primary` for `i-web1`.
    var usualInterfaceID: String { "eni-\(instance.id.dropFirst(2))-primary" }
}

extension NetworkInterface {
    /// `00:16:3e` and the address's last three bytes.
    static func macAddress(of address: String) -> String {
        let bytes = address.split(separator: ".").compactMap { UInt8($0) }
        let tail = bytes.suffix(3).map { hexadecimal([$0]) }
        return tail.count == 3 ? "00:16:3e:" + tail.joined(separator: ":") : ""
    }
}

extension World {
    /// Reads a world file. What it leaves out gets the defaults: the standard account and regions,
    /// one VPC for each region, a primary interface for each instance.
    public init(parsing text: [UInt8]) throws(WorldFileError) {
        do {
            let value = try JSONValue(parsing: text)
            self = try WorldBuilder(try WorldFile(fileValue: value)).world()
        } catch let error as JSONSyntaxError {
            throw WorldFileError(
                line: error.line, column: error.column, path: "", message: error.message)
        } catch let mistake as FileMistake {
            let place = JSONValue.position(of: mistake.path, in: text)
            throw WorldFileError(
                line: place.line, column: place.column, path: mistake.path.text,
                message: mistake.message)
        } catch {
            preconditionFailure("an error that nobody throws: \(error)")
        }
    }

    /// The world as its file; reading that gives the same world. What takes time goes on from
    /// where it is now.
    public var json: JSONValue {
        var copy = self
        if let now { copy.shiftDues(by: Timestamp(nanosecondsSinceEpoch: 0) - now) }
        return WorldFile(copy).fileValue
    }
}
