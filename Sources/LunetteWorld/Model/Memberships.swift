/// Who is in which group: the reverse of every interface's list.
struct Memberships: Sendable {
    /// Interface ids by group, sorted.
    private(set) var interfaceIDs: [String: [String]] = [:]

    func members(of groupID: String) -> [String] { interfaceIDs[groupID] ?? [] }

    mutating func add(_ interfaceID: String, to groupID: String) {
        let members = members(of: groupID)
        let index = Self.position(of: interfaceID, in: members)
        guard index == members.count || members[index] != interfaceID else { return }
        interfaceIDs[groupID, default: []].insert(interfaceID, at: index)
    }

    mutating func remove(_ interfaceID: String, from groupID: String) {
        let members = members(of: groupID)
        let index = Self.position(of: interfaceID, in: members)
        guard index < members.count, members[index] == interfaceID else { return }
        interfaceIDs[groupID]?.remove(at: index)
        if members.count == 1 { interfaceIDs[groupID] = nil }
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
