/// Who is in which group: the reverse of every interface's list.
struct Memberships: Sendable {
    /// Interface ids by group, sorted.
    private(set) var interfaceIDs: [String: [String]] = [:]

    /// Private addresses by group: what the capacity of basic groups counts.
    private(set) var addressCounts: [String: Int] = [:]

    func members(of groupID: String) -> [String] { interfaceIDs[groupID] ?? [] }

    mutating func add(_ interface: NetworkInterface, to groupID: String) {
        let place = place(of: interface.id, in: groupID)
        guard !place.isTaken else { return }
        interfaceIDs[groupID, default: []].insert(interface.id, at: place.index)
        addressCounts[groupID, default: 0] += interface.privateIPAddresses.count
    }

    mutating func remove(_ interface: NetworkInterface, from groupID: String) {
        let place = place(of: interface.id, in: groupID)
        guard place.isTaken else { return }
        interfaceIDs[groupID]?.remove(at: place.index)
        addressCounts[groupID, default: 0] -= interface.privateIPAddresses.count
        if interfaceIDs[groupID]?.isEmpty == true {
            interfaceIDs[groupID] = nil
            addressCounts[groupID] = nil
        }
    }

    /// Where an interface is, or would be. A function of its own, so that nobody holds the list
    /// while it is changed: that would copy it, at a quarter of the cost of a whole request.
    private func place(of id: String, in groupID: String) -> (index: Int, isTaken: Bool) {
        guard let sorted = interfaceIDs[groupID] else { return (0, false) }
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < id { low = middle + 1 } else { high = middle }
        }
        return (low, low < sorted.count && sorted[low] == id)
    }
}
