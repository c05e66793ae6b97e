/// What a partial world knows only by its count: resources that are there and not in it.
struct Unseen: Sendable, Hashable {
    /// Addresses (basic group) or interfaces (advanced group) of members that are not in the world.
    var loads: [String: Int] = [:]
    /// Rules of groups whose rules were not read.
    var permissions: [String: Int] = [:]
    var groups: [Place: Int] = [:]
}

extension World {
    /// How many rules a group has.
    func permissionCount(of group: SecurityGroup) -> Int {
        group.permissions.count + unseen.permissions[group.id, default: 0]
    }

    /// How much of a group's capacity the members in this world take.
    func seenLoad(of group: SecurityGroup) -> Int {
        switch group.kind {
        case .enterprise: memberships.members(of: group.id).count
        case .normal: memberships.addressCounts[group.id, default: 0]
        }
    }

    /// How much a group can take in all.
    func capacity(of group: SecurityGroup) -> Int {
        switch group.kind {
        case .enterprise: quotas.interfacesPerEnterpriseGroup
        case .normal: quotas.addressesPerNormalGroup
        }
    }

    /// How many more private addresses (basic group) or interfaces (advanced group) it may hold.
    func freeCapacity(of group: SecurityGroup) -> Int {
        capacity(of: group) - seenLoad(of: group) - unseen.loads[group.id, default: 0]
    }
}
