import LunetteBase
import LunetteWorld
import Testing

/// One request on a world made for it, and the rule that must decide.
struct RuleCase: Sendable, CustomTestStringConvertible {
    let rule: String
    let code: String
    let operation: String
    let parameters: [String: String]
    let prepare: @Sendable (inout World) -> Void

    init(
        _ rule: String, _ code: String, _ operation: String, _ parameters: [String: String],
        prepare: @escaping @Sendable (inout World) -> Void = { _ in }
    ) {
        self.rule = rule
        self.code = code
        self.operation = operation
        self.parameters = parameters
        self.prepare = prepare
    }

    var testDescription: String { "\(rule) \(operation)" }
}

extension World {
    mutating func insertPending() {
        insert(
            Instance(
                id: "i-new", accountID: "1234567890123456", regionID: "cn-hangzhou",
                zoneID: "cn-hangzhou-a", vpcID: "vpc-cn-hangzhou", vSwitchID: "vsw-cn-hangzhou",
                primaryInterfaceID: "eni-new-primary", status: .pending))
        insertInterface("eni-new-primary", .primary, .inUse, of: "i-new", in: "sg-web")
    }

    mutating func insertCreating() {
        insertInterface("eni-new", .secondary, .creating, of: nil, in: "sg-web")
    }

    /// An interface in the other VPC, so that its vSwitch is known.
    mutating func insertElsewhere() {
        insert(
            NetworkInterface(
                id: "eni-other", accountID: "1234567890123456", regionID: "cn-hangzhou",
                zoneID: "cn-hangzhou-a", vpcID: "vpc-other", vSwitchID: "vsw-other",
                kind: .secondary, status: .available, instanceID: nil,
                privateIPAddresses: ["10.9.0.1"], securityGroupIDs: ["sg-other-vpc"]))
    }

    private mutating func insertInterface(
        _ id: String, _ kind: NetworkInterface.Kind, _ status: NetworkInterface.Status,
        of instance: String?, in group: String
    ) {
        insert(
            NetworkInterface(
                id: id, accountID: "1234567890123456", regionID: "cn-hangzhou",
                zoneID: "cn-hangzhou-a", vpcID: "vpc-cn-hangzhou", vSwitchID: "vsw-cn-hangzhou",
                kind: kind, status: status, instanceID: instance,
                privateIPAddresses: ["10.9.0.2"], securityGroupIDs: [group]))
    }
}
