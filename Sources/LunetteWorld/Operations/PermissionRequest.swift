/// One rule as a request writes it, before anything is checked.
struct PermissionRequest: Sendable {
    let direction: Permission.Direction
    let group: SecurityGroup?
    let call: Call
    private let prefix: String

    /// The request's rules: those of `Permissions.N`, or the one of the older flat parameters.
    static func all(in call: Call, _ direction: Permission.Direction, of group: SecurityGroup?)
        -> [PermissionRequest]
    {
        let parameters = call.request.parameters
        var requests: [PermissionRequest] = []
        while case let prefix = "Permissions.\(requests.count + 1).",
            parameters.keys.contains(where: { $0.hasPrefix(prefix) })
        {
            requests.append(
                PermissionRequest(direction: direction, group: group, call: call, prefix: prefix))
        }
        guard requests.isEmpty else { return requests }
        return [PermissionRequest(direction: direction, group: group, call: call, prefix: "")]
    }

    subscript(name: String) -> String? { call[prefix + name] }

    private var isIngress: Bool { direction == .ingress }

    /// Where the far side is named, by direction.
    var peerGroupID: String? { self[isIngress ? "SourceGroupId" : "DestGroupId"] }
    var peerCIDR: String? { self[isIngress ? "SourceCidrIp" : "DestCidrIp"] }
    var peerIPv6CIDR: String? { self[isIngress ? "Ipv6SourceCidrIp" : "Ipv6DestCidrIp"] }
    var peerPrefixListID: String? { self[isIngress ? "SourcePrefixListId" : "DestPrefixListId"] }

    /// The far group's account: the one named, else the caller's.
    var peerAccountID: String {
        let side = isIngress ? "Source" : "Dest"
        return self["\(side)GroupOwnerAccount"] ?? self["\(side)GroupOwnerId"] ?? call.accountID
    }

    /// Nothing says who the far side is.
    var isPeerMissing: Bool {
        peerGroupID == nil && peerCIDR == nil && peerIPv6CIDR == nil && peerPrefixListID == nil
    }

    /// A group counts only where no address is given.
    var usesGroup: Bool { peerGroupID != nil && peerCIDR == nil && peerIPv6CIDR == nil }

    func peerGroup(in world: World) -> SecurityGroup? {
        peerGroupID.flatMap(world.group).flatMap {
            $0.accountID == peerAccountID && $0.regionID == call.regionID ? $0 : nil
        }
    }

    /// The rule; call only when the checks have passed.
    var permission: Permission {
        var permission = Permission()
        permission.direction = direction
        permission.policy = self["Policy"]?.lowercased() == "drop" ? .drop : .accept
        permission.priority = self["Priority"].flatMap { Int($0) } ?? 1
        permission.ipProtocol = (self["IpProtocol"] ?? "").uppercased()
        permission.portRange = self["PortRange"] ?? "-1/-1"
        permission.sourcePortRange = self["SourcePortRange"] ?? ""
        permission.sourceCIDR = self["SourceCidrIp"] ?? ""
        permission.destinationCIDR = self["DestCidrIp"] ?? ""
        permission.ipv6SourceCIDR = self["Ipv6SourceCidrIp"] ?? ""
        permission.ipv6DestinationCIDR = self["Ipv6DestCidrIp"] ?? ""
        permission.sourcePrefixListID = self["SourcePrefixListId"] ?? ""
        permission.destinationPrefixListID = self["DestPrefixListId"] ?? ""
        if usesGroup {
            permission.peerGroupID = peerGroupID ?? ""
            permission.peerAccountID = peerAccountID == group?.accountID ? "" : peerAccountID
        }
        permission.nicType = self["NicType"]?.lowercased() ?? "intranet"
        permission.description = self["Description"] ?? ""
        permission.creationTime = call.now
        return permission
    }
}

extension PermissionRequest {
    private static let protocols = ["tcp", "udp", "icmp", "icmpv6", "gre", "all"]

    var hasUnknownProtocol: Bool {
        self["IpProtocol"].map { !Self.protocols.contains($0.lowercased()) } ?? false
    }

    /// `22/22`, `1/65535`, or `-1/-1` for all; TCP and UDP need real ports or all of them.
    var hasMalformedPorts: Bool {
        guard let text = self["PortRange"] else { return false }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let low = Int(parts[0]), let high = Int(parts[1]) else {
            return true
        }
        if low == -1, high == -1 { return false }
        return !(1...65_535).contains(low) || !(low...65_535).contains(high)
    }

    var hasMalformedPolicy: Bool {
        self["Policy"].map { !["accept", "drop"].contains($0.lowercased()) } ?? false
    }

    var hasMalformedPriority: Bool { self["Priority"].map { Int($0) == nil } ?? false }

    var hasPriorityOutOfRange: Bool {
        self["Priority"].flatMap { Int($0) }.map { !(1...100).contains($0) } ?? false
    }

    var hasUnknownNicType: Bool {
        self["NicType"].map { !["intranet", "internet"].contains($0.lowercased()) } ?? false
    }

    func hasMalformedCIDR(_ name: String) -> Bool {
        self[name].map { !isIPv4CIDR($0) } ?? false
    }

    func hasMalformedIPv6CIDR(_ name: String) -> Bool {
        self[name].map { !isIPv6CIDR($0) } ?? false
    }
}

/// `10.0.0.0/8`, or one address.
func isIPv4CIDR(_ text: String) -> Bool {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let bytes = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    guard bytes.count == 4, bytes.allSatisfy({ UInt8($0) != nil }) else { return false }
    return parts.count == 1 || Int(parts[1]).map { (0...32).contains($0) } ?? false
}

/// `2001:db8::/32`, or one address; embedded IPv4 addresses are not taken.
func isIPv6CIDR(_ text: String) -> Bool {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, !(Int(parts[1]).map { (0...128).contains($0) } ?? false) { return false }
    let halves = parts[0].split(separator: "::", omittingEmptySubsequences: false)
    guard (1...2).contains(halves.count) else { return false }
    let groups = halves.flatMap { $0.isEmpty ? [] : $0.split(separator: ":") }
    let separators = halves.reduce(0) { $0 + $1.count { $0 == ":" } }
    let isShort = halves.count == 2 ? groups.count <= 7 : groups.count == 8
    return isShort && separators == groups.count - halves.count { !$0.isEmpty }
        && groups.allSatisfy { $0.count <= 4 && UInt16($0, radix: 16) != nil }
}
