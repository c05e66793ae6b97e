import LunetteBase

/// Which part of a list a request wants.
struct Page: Sendable {
    enum Start: Sendable, Hashable {
        /// Counted from 1.
        case number(Int)
        /// What follows the item with this id; from the beginning when nil.
        case after(String?)
    }

    let start: Start
    let size: Int

    /// Reads the page parameters. `NextToken` or `MaxResults` wins over page numbers; a limit of
    /// nil means that the operation doesn't know that style.
    init(_ call: Call, pageLimit: Int?, tokenLimit: Int?) throws(Refusal) {
        if let tokenLimit, call["NextToken"] != nil || call["MaxResults"] != nil {
            let wanted = try call.integer("MaxResults", in: 1...tokenLimit) ?? 10
            size = min(wanted, call.largestPage)
            start = .after(try call["NextToken"].map(PageToken.id))
        } else {
            let number = try call.integer("PageNumber", in: 1...Int(Int32.max)) ?? 1
            let wanted = try call.integer("PageSize", in: 1...(pageLimit ?? 100)) ?? 10
            size = min(wanted, call.largestPage)
            start = .number(number)
        }
    }

    /// A list in one piece of this size, after an id.
    init(after id: String?, size: Int) {
        start = .after(id)
        self.size = size
    }

    var number: Int { if case .number(let number) = start { number } else { 1 } }
}

/// The tokens of token pages: the last id shown, so that a list stays whole while other items come
/// and go, made opaque so that nobody comes to rely on that.
enum PageToken {
    private static let mark: [UInt8] = [0x6C, 0x75]

    static func token(after id: String) -> String {
        hexadecimal(mark + id.utf8.map { $0 ^ 0x5A })
    }

    static func id(_ token: String) throws(Refusal) -> String {
        let digits = Array(token.utf8)
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: digits.count - digits.count % 2, by: 2) {
            let pair = String(decoding: digits[start..<start + 2], as: UTF8.self)
            guard let byte = UInt8(pair, radix: 16) else { break }
            bytes.append(byte)
        }
        guard 2 * bytes.count == digits.count, bytes.starts(with: mark),
            let id = String(validating: bytes.dropFirst(2).map { $0 ^ 0x5A }, as: UTF8.self)
        else { throw Rule.named("P4").refusal("NextToken") }
        return id
    }
}

/// One page of a list.
struct Selection {
    /// Where the page's records lie in their table.
    var slots: [Int] = []
    /// Of all pages; 0 with tokens, where the service says that it means nothing.
    var total = 0
    /// Empty on the last page.
    var nextToken = ""
}

extension Table {
    /// The page's part of those candidates that all filters let through. `candidates` are slots
    /// sorted by id; of more than `cap` matches the rest is silently dropped.
    func select(
        _ page: Page, from candidates: [Int], cap: Int? = nil, where filters: [(Element) -> Bool]
    ) -> Selection {
        if let cap {
            let matching = matches(among: candidates[...], filters, limit: cap)
            return select(page, from: matching, where: [])
        }
        switch page.start {
        case .number(let number):
            let matching = filters.isEmpty ? candidates : matches(among: candidates[...], filters)
            let start = min((number - 1) * page.size, matching.count)
            let end = min(start + page.size, matching.count)
            return Selection(slots: Array(matching[start..<end]), total: matching.count)
        case .after(let id):
            let start = id.map { firstIndex(after: $0, in: candidates) } ?? 0
            var slots = matches(among: candidates[start...], filters, limit: page.size + 1)
            guard slots.count > page.size else { return Selection(slots: slots) }
            slots.removeLast()
            let last = slots.last.flatMap { self.slots[$0]?.id } ?? ""
            return Selection(slots: slots, nextToken: PageToken.token(after: last))
        }
    }

    private func matches(
        among candidates: ArraySlice<Int>, _ filters: [(Element) -> Bool], limit: Int = .max
    ) -> [Int] {
        var matching: [Int] = []
        for slot in candidates {
            guard matching.count < limit else { break }
            guard let record = slots[slot], filters.allSatisfy({ $0(record) }) else { continue }
            matching.append(slot)
        }
        return matching
    }

    private func firstIndex(after id: String, in sorted: [Int]) -> Int {
        let index = position(of: id, in: sorted)
        guard index < sorted.count, slots[sorted[index]]?.id == id else { return index }
        return index + 1
    }

    /// Slots of those of the ids that exist in the place, sorted by id, each once.
    func slots(of ids: some Sequence<String>, in place: Place) -> [Int] {
        Set(ids).sorted().compactMap { id in
            guard let slot = slot(of: id), slots[slot]?.regionID == place.regionID,
                slots[slot]?.accountID == place.accountID
            else { return nil }
            return slot
        }
    }
}

extension Page {
    /// The place whose resources a list shows; nil when RAM lets the caller see none.
    static func place(_ call: Call) -> Place? {
        guard !call.isBlind, let region = call.regionID else { return nil }
        return Place(accountID: call.accountID, regionID: region)
    }
}
