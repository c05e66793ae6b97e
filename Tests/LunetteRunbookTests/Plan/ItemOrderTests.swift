import LunetteBase
import Testing

@testable import LunetteRunbook

@Suite struct ItemOrderTests {
    /// Items as `OPERATION THING` or `OPERATION THING FLEET/KEY…`, and what becomes of their numbers:
    /// `1 (2|3)` is the first, then the others beside each other.
    private static let orders: [(items: [String], order: String)] = [
        ([], ""),
        (["Leave i-1"], "1"),
        // The first of a kind goes alone.
        (["Leave i-1", "Leave i-2", "Leave i-3", "Leave i-4"], "1 (2|3|4)"),
        // Kinds follow each other.
        (["Leave i-1", "Join i-1", "Leave i-2", "Join i-2"], "1 2 3 4"),
        (
            [
                "Leave i-1", "Leave i-2", "Leave i-3", "Delete sg-1", "Join i-1", "Join i-2",
                "Join i-3",
            ],
            "1 (2|3) 4 5 (6|7)"
        ),
        // The same thing keeps its order.
        (["Leave i-1", "Leave i-2", "Leave i-1", "Leave i-3", "Leave i-2"], "1 3 (2 5|4)"),
        // Of a fleet each item is for itself, whatever it does.
        (
            ["Leave i-1 f/1", "Leave i-2 f/2", "Join i-1 f/1", "Join i-2 f/2", "Leave i-3 f/3"],
            "1 3 (2 4|5)"
        ),
        // Wave by wave, fleet by fleet.
        (["Leave i-1 f/1", "Leave i-2 f/2", "Leave i-3 f/3", "Leave i-4 g/1"], "1 (2|3) 4"),
        // What one of its items changes, another does not use at the same time.
        (
            ["Leave i-1 f/1", "Delete sg-1 f/2", "Leave i-3 f/3", "Leave i-4 f/4"],
            "1 2 3 4"
        ),
        // A fleet in a fleet.
        (
            [
                "Leave i-1 f/a/g/1", "Leave i-2 f/a/g/2", "Leave i-3 f/a/g/3", "Leave i-4 f/b/g/1",
                "Leave i-5 f/c/g/1", "Join i-1 f/a/h/1",
            ], "1 (2|3) 6 (4|5)"
        ),
    ]

    @Test(arguments: orders)
    func `items go in the plan's order, but where it says nothing`(items: [String], order: String) {
        let items = items.enumerated().map { Self.item($1, number: $0 + 1) }
        #expect(Self.text(ItemOrder(items)) == order)
    }

    @Test func `a group that a rule of another names waits for that one`() {
        let items = ["sg-x", "sg-b", "sg-c", "sg-d"].enumerated().map { index, id in
            var item = Self.item("Delete \(id)", number: index + 1)
            item.before = [id: ["permissions": []]]
            item.after = [:]
            item.parameters = ["SecurityGroupId": .string(id)]
            if id == "sg-b" { item.before = [id: ["permissions": [["source_group_id": "sg-c"]]]] }
            return item
        }
        #expect(Self.text(ItemOrder(items)) == "1 (2 3|4)")
    }

    @Test func `every item is in the order, once`() {
        let fleets = ["", "", " f/1", " f/2", " f/3", " f/1/g/1", " f/1/g/2"]
        let items = (1...2_000).map { number in
            let kind = ["Leave", "Join", "Delete"][number * 7 / 5 % 3]
            let fleet = fleets[number * 31 / 9 % fleets.count]
            return Self.item("\(kind) i-\(number * 7_919 % 500)\(fleet)", number: number)
        }
        #expect(Self.numbers(ItemOrder(items)).sorted() == Array(1...2_000))
    }

    private static func item(_ text: String, number: Int) -> PlanItem {
        let words = text.split(separator: " ").map(String.init)
        var item = PlanItem.leave(words[1], "sg-1", others: ["sg-2"], number: number)
        item.operation = words[0]
        item.fleet = words.count > 2 ? words[2].split(separator: "/").map(String.init) : []
        return item
    }

    private static func text(_ order: ItemOrder<PlanItem>) -> String {
        switch order {
        case .one(let item): String(item.number)
        case .inTurn(let parts): parts.map(text).joined(separator: " ")
        case .beside(let parts): "(\(parts.map(text).joined(separator: "|")))"
        }
    }

    private static func numbers(_ order: ItemOrder<PlanItem>) -> [Int] {
        switch order {
        case .one(let item): [item.number]
        case .inTurn(let parts), .beside(let parts): parts.flatMap(numbers)
        }
    }
}
