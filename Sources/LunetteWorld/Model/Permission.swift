import LunetteBase

/// One rule of a security group, as `DescribeSecurityGroupAttribute` shows it. (Not a `Rule`: that
/// is what the service checks.)
public struct Permission: Sendable, Hashable {
    public enum Direction: String, Sendable, CaseIterable {
        case ingress, egress
    }

    public enum Policy: String, Sendable, CaseIterable {
        case accept = "Accept"
        case drop = "Drop"
    }

    public var id = ""
    public var direction = Direction.ingress
    public var policy = Policy.accept
    /// 1 to 100; 1 wins.
    public var priority = 1
    /// Upper case, as the service echoes it: `TCP`, `ALL`.
    public var ipProtocol = "TCP"
    public var portRange = "-1/-1"
    public var sourcePortRange = ""
    public var sourceCIDR = ""
    public var destinationCIDR = ""
    public var ipv6SourceCIDR = ""
    public var ipv6DestinationCIDR = ""
    public var sourcePrefixListID = ""
    public var destinationPrefixListID = ""
    /// The group on the far side; in egress rules the destination.
    public var peerGroupID = ""
    /// The account of `peerGroupID` where it is another than the group's own.
    public var peerAccountID = ""
    public var nicType = "intranet"
    public var description = ""
    public var creationTime = epochOfWorlds

    public init() {}

    /// The same rule in the service's eyes: authorizing it again adds nothing.
    func isSame(as other: Permission) -> Bool {
        var twin = other
        twin.id = id
        twin.description = description
        twin.creationTime = creationTime
        return twin == self
    }
}
