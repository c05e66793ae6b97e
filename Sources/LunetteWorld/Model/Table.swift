/// Records by id, and each place's in the order of their ids.
///
/// A record keeps its slot as long as it lives, so that scanning a region of 20,000 touches no hash
/// table and copies no record.
struct Table<Element: Record>: Sendable {
    private(set) var slots: [Element?] = []
    private var slotByID: [String: Int] = [:]
    private var freeSlots: [Int] = []
    private var sortedSlots: [Place: [Int]] = [:]
    /// What records were before they changed, nil where there was none: while it is asked for.
    private var former: [String: Element?]?

    var count: Int { slotByID.count }

    /// All records, sorted by id.
    var sorted: [Element] {
        slotByID.sorted { $0.key < $1.key }.compactMap { slots[$0.value] }
    }

    func slot(of id: String) -> Int? { slotByID[id] }

    /// The ids of the records that match, in no order. Copies no record.
    func ids(where matches: (Element) -> Bool) -> [String] {
        slots.indices.compactMap { slot in
            guard let record = slots[slot], matches(record) else { return nil }
            return record.id
        }
    }

    /// Slots of a place's records, sorted by id.
    func slots(in place: Place) -> [Int] { sortedSlots[place] ?? [] }

    subscript(id: String) -> Element? {
        slotByID[id].flatMap { slots[$0] }
    }

    /// Adds a record whose id is not in the table yet.
    mutating func insert(_ record: Element) {
        precondition(slotByID[record.id] == nil, "the id \(record.id) is taken")
        keepFormer(record.id, nil)
        let slot = freeSlots.popLast() ?? slots.count
        if slot == slots.count { slots.append(record) } else { slots[slot] = record }
        slotByID[record.id] = slot
        let index = position(of: record.id, in: slots(in: record.place))
        sortedSlots[record.place, default: []].insert(slot, at: index)
    }

    /// Changes a record in place; neither its id nor its place may change. Nothing happens when
    /// there is no such record.
    mutating func update(_ id: String, _ change: (inout Element) -> Void) {
        guard let slot = slotByID[id], var record = slots[slot].take() else { return }
        keepFormer(id, record)
        change(&record)
        slots[slot] = record
    }

    @discardableResult
    mutating func remove(_ id: String) -> Element? {
        guard let slot = slotByID[id], let record = slots[slot] else { return nil }
        keepFormer(id, record)
        let index = position(of: id, in: slots(in: record.place))
        sortedSlots[record.place]?.remove(at: index)
        slotByID[id] = nil
        slots[slot] = nil
        freeSlots.append(slot)
        return record
    }

    /// From now on keeps what records were before they change.
    mutating func beginKeepingFormer() {
        former = [:]
    }

    /// What the records that differ now were when keeping began, which ends; nil where there was
    /// none.
    mutating func takeFormer() -> [String: Element?] where Element: Equatable {
        (former.take() ?? [:]).filter { self[$0.key] != $0.value }
    }

    private mutating func keepFormer(_ id: String, _ record: Element?) {
        if former != nil, former?.index(forKey: id) == nil {
            former?.updateValue(record, forKey: id)
        }
    }

    /// Where `id` is, or would be, in slots sorted by id.
    func position(of id: String, in sorted: [Int]) -> Int {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if let other = slots[sorted[middle]]?.id, other < id {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
