import LunetteBase

/// What a world file may leave out because it goes without saying; filled in when a file is read,
/// taken out when one is written.
struct FileDefaults {
    let accountID: String
    let regionID: String
    private let regions: [Region]

    /// Outside of any VPC, as files say it: an empty `vpc_id` means the region's default.
    static let classic = "classic"

    /// The first account, and cn-hangzhou if it is there, else the first region.
    init(accounts: [Account], regions: [Region]) {
        accountID = accounts.first?.id ?? ""
        let usual = regions.first { $0.id == "cn-hangzhou" } ?? regions.first
        regionID = usual?.id ?? ""
        self.regions = regions
    }

    func complete(_ vpc: inout VPC) {
        complete(&vpc.accountID, &vpc.regionID)
    }

    func complete(_ group: inout SecurityGroup) {
        complete(&group.accountID, &group.regionID)
        group.vpcID = vpcID(group.vpcID, or: VPC.defaultID(in: group.regionID))
    }

    func complete(_ instance: inout Instance, vpcID usualVPC: String?) {
        complete(&instance.accountID, &instance.regionID)
        if instance.zoneID.isEmpty { instance.zoneID = firstZoneID(of: instance.regionID) }
        instance.vpcID = vpcID(
            instance.vpcID, or: usualVPC ?? VPC.defaultID(in: instance.regionID))
        complete(vSwitch: &instance.vSwitchID, inVPC: instance.vpcID)
    }

    func complete(_ interface: inout NetworkInterface, instance: Instance?, vpcID usual: String?) {
        if let instance {
            interface.accountID = instance.accountID
            interface.regionID = instance.regionID
            interface.zoneID = instance.zoneID
            interface.vpcID = instance.vpcID
            if interface.vSwitchID.isEmpty { interface.vSwitchID = instance.vSwitchID }
            return
        }
        complete(&interface.accountID, &interface.regionID)
        if interface.zoneID.isEmpty { interface.zoneID = firstZoneID(of: interface.regionID) }
        interface.vpcID = vpcID(
            interface.vpcID, or: usual ?? VPC.defaultID(in: interface.regionID))
        complete(vSwitch: &interface.vSwitchID, inVPC: interface.vpcID)
    }

    private func complete(_ account: inout String, _ region: inout String) {
        if account.isEmpty { account = accountID }
        if region.isEmpty { region = regionID }
    }

    private func complete(vSwitch id: inout String, inVPC vpcID: String) {
        if id.isEmpty, !vpcID.isEmpty { id = VSwitch.defaultID(inVPC: vpcID) }
    }

    private func vpcID(_ id: String, or usual: String) -> String {
        switch id {
        case "": usual
        case Self.classic: ""
        default: id
        }
    }

    private func firstZoneID(of regionID: String) -> String {
        regions.first { $0.id == regionID }?.zoneIDs.first ?? ""
    }
}

extension FileDefaults {
    func abbreviate(_ vpc: inout VPC) {
        abbreviate(&vpc.accountID, &vpc.regionID)
    }

    func abbreviate(_ group: inout SecurityGroup) {
        abbreviate(&group.vpcID, usual: VPC.defaultID(in: group.regionID))
        abbreviate(&group.accountID, &group.regionID)
    }

    func abbreviate(_ instance: inout Instance, vpcID usualVPC: String?) {
        abbreviate(vSwitch: &instance.vSwitchID, inVPC: instance.vpcID)
        abbreviate(
            &instance.vpcID, usual: usualVPC ?? VPC.defaultID(in: instance.regionID))
        if instance.zoneID == firstZoneID(of: instance.regionID) { instance.zoneID = "" }
        abbreviate(&instance.accountID, &instance.regionID)
    }

    func abbreviate(
        _ interface: inout NetworkInterface, instance: Instance?, vpcID usual: String?
    ) {
        let address = interface.privateIPAddresses.first ?? ""
        if interface.macAddress == NetworkInterface.macAddress(of: address) {
            interface.macAddress = ""
        }
        if let instance {
            interface.accountID = ""
            interface.regionID = ""
            interface.zoneID = ""
            interface.vpcID = ""
            if interface.vSwitchID == instance.vSwitchID { interface.vSwitchID = "" }
            return
        }
        abbreviate(vSwitch: &interface.vSwitchID, inVPC: interface.vpcID)
        abbreviate(&interface.vpcID, usual: usual ?? VPC.defaultID(in: interface.regionID))
        if interface.zoneID == firstZoneID(of: interface.regionID) { interface.zoneID = "" }
        abbreviate(&interface.accountID, &interface.regionID)
    }

    private func abbreviate(_ account: inout String, _ region: inout String) {
        if account == accountID { account = "" }
        if region == regionID { region = "" }
    }

    private func abbreviate(vSwitch id: inout String, inVPC vpcID: String) {
        if id == VSwitch.defaultID(inVPC: vpcID) { id = "" }
    }

    private func abbreviate(_ vpcID: inout String, usual: String) {
        if vpcID == usual { vpcID = "" } else if vpcID.isEmpty { vpcID = Self.classic }
    }
}

extension Instance {
    /// A passing state goes where such states usually go when the file doesn't say.
    mutating func completeTransition() {
        guard nextStatus == nil, due != nil else { return }
        switch status {
        case .pending: nextStatus = .starting
        case .starting: nextStatus = .running
        case .stopping: nextStatus = .stopped
        case .running, .stopped: due = nil
        }
    }
}
