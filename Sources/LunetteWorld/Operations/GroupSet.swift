/// Groups that an interface is to be in, and what may be wrong with them. Each question answers
/// with the id of the first group that is, or nil. (It must not hold the world: a change made while
/// a copy is alive would copy everything.)
struct GroupSet: Sendable {
    let ids: [String]
    /// Those of the groups that exist in the place.
    let groups: [SecurityGroup]

    init(_ ids: [String], in place: Place?, of world: World) {
        self.ids = ids
        groups = ids.compactMap(world.group).filter { $0.place == place }
    }

    var missing: String? {
        ids.first { id in !groups.contains { $0.id == id } }
    }

    var repeated: String? {
        ids.indices.first { ids[..<$0].contains(ids[$0]) }.map { ids[$0] }
    }

    func outside(vpc id: String) -> String? {
        groups.first { $0.vpcID != id }?.id
    }

    /// A managed group that the change to this set would touch.
    func managed(changing current: [String] = [], in world: World) -> String? {
        let changed = Set(current).symmetricDifference(ids)
        let touched = ids + current
        return touched.first { changed.contains($0) && world.group($0)?.isServiceManaged ?? false }
    }

    var mixesKinds: Bool { Set(groups.map(\.kind)).count > 1 }

    func exceedsQuota(in world: World) -> Bool { ids.count > world.quotas.groupsPerInterface }

    /// A group that has no room for so many more interfaces with so many addresses each.
    func full(
        for count: Int = 1, addresses: Int, besides current: [String] = [], in world: World
    ) -> String? {
        groups.first { group in
            guard !current.contains(group.id) else { return false }
            let needed = group.kind == .normal ? count * addresses : count
            return world.freeCapacity(of: group) < needed
        }?.id
    }

    func exceedsPermissions(in world: World) -> Bool {
        let count = groups.reduce(0) { $0 + world.permissionCount(of: $1) }
        return count > world.quotas.permissionsPerInterface
    }
}
