/// Who is in which group: the reverse of every interface's list.
struct Memberships: Sendable {
    /// Interface ids by group, sorted.
    private(set) var interfaceIDs: [String: [String]] = [:]

    /// Private addresses by group: what the capacity of basic groups counts.
    private(set) var addressCounts: [String: Int] = [:]

    func members(of groupID: String) -> [String] { interfaceIDs[groupID] ?? [] }

    mutating func add(_ interface: NetworkInterface, to groupID: String) {
        let interfaceID = interface.id
        let members = members(of: groupID)
        let index = Self.position(of: interfaceID, in: members)
        guard index == members.count || members[index] != interfaceID else { return }
        interfaceIDs[groupID, default: []].insert(interfaceID, at: index)
        addressCounts[groupID, default: 0] += interface.privateIPAddresses.count
    }

    mutating func remove(_ interface: NetworkInterface, from groupID: String) {
        let interfaceID = interface.id
        let members = members(of: groupID)
        let index = Self.position(of: interfaceID, in: members)
        guard index < members.count, members[index] == interfaceID else { return }
        interfaceIDs[groupID]?.remove(at: index)
        addressCounts[groupID, default: 0] -= interface.privateIPAddresses.count
        if members.count == 1 {
            interfaceIDs[groupID] = nil
            addressCounts[groupID] = nil
        }
    }

    private static func position(of id: String, in sorted: [String]) -> Int {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
