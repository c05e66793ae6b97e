import LunetteBase
import LunetteWorld

/// What the operations of a kind of resource, and their parameters, are called.
struct ResourceKind: Sendable, Hashable {
    /// What a list of them shows.
    let fact: TwinNeed.Fact
    let read: String
    let modify: String
    let idName: String
    let nameName: String

    private static let instance = ResourceKind(
        fact: .instance, read: "DescribeInstanceAttribute", modify: "ModifyInstanceAttribute",
        idName: "InstanceId", nameName: "InstanceName")
    private static let interface = ResourceKind(
        fact: .interface, read: "DescribeNetworkInterfaceAttribute",
        modify: "ModifyNetworkInterfaceAttribute", idName: "NetworkInterfaceId",
        nameName: "NetworkInterfaceName")
    private static let group = ResourceKind(
        fact: .group, read: "DescribeSecurityGroupAttribute",
        modify: "ModifySecurityGroupAttribute", idName: "SecurityGroupId",
        nameName: "SecurityGroupName")

    /// That of the resource with this id.
    static func of(_ id: String) -> ResourceKind {
        if id.hasPrefix("eni-") { return interface }
        return id.hasPrefix("sg-") ? group : instance
    }

    /// The parameters that name a resource; an instance is found without its region.
    func naming(_ id: String, in regionID: String) -> [NamedValue] {
        let own = NamedValue(idName, id)
        return fact == .instance ? [own] : [own, NamedValue("RegionId", regionID)]
    }

    /// An attribute's name on the wire, by the one on record.
    func wireName(of attribute: String) -> String? {
        switch attribute {
        case "name": nameName
        case "host_name": "HostName"
        case "description": "Description"
        default: nil
        }
    }
}
