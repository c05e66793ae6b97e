import LunetteBase
import Testing

@testable import LunetteJournal

@Suite struct WorkTests {
    @Test(arguments: [
        UnitFinish(path: ["drain", "i-1"], result: ["changed": true]),
        UnitFinish(path: ["drain", "i-1"], result: .null),
        UnitFinish(path: ["drain", "i-1"], error: ["code": "RequestTimeout"]),
    ])
    func `how a unit ended reads back as it was written`(finish: UnitFinish) {
        let again = UnitFinish(finish.body)
        #expect(again.path == finish.path)
        #expect(again.result == finish.result)
        #expect(again.error == finish.error)
    }

    /// A list that is read anew, and what it has no more.
    @Test(arguments: [("done", 1, 0), ("partial_or_findings", 0, 1)])
    func `an item that is no longer asked for is not left to do`(
        reason: String, dropped: Int, left: Int
    ) throws {
        var entries: [Entry] = []
        func add(_ kind: EntryKind, _ body: JSONObject) {
            let position = Int64(entries.count + 1)
            let draft = Draft(
                kind, runID: "r", at: Timestamp(secondsSinceEpoch: position), body: body)
            entries.append(Entry(draft, after: ChainTip(position: position - 1, hash: "")))
        }
        func item(_ name: String) -> UnitBegin { UnitBegin(path: ["drain", name]) }
        add(.run, [:])
        add(.begin, UnitBegin(path: ["drain"], count: 2).body)
        add(.begin, item("i-1").body)
        add(.finish, UnitFinish(path: ["drain", "i-1"], result: true).body)
        add(.begin, item("i-2").body)
        add(.attempt, [:])
        add(.begin, UnitBegin(path: ["drain"], count: 1).body)
        add(.end, RunEnd(reason: reason, error: nil, callCount: 0, milliseconds: 0).body)
        let history = try #require(RunHistory(entries))
        #expect(history.doneUnits == 1)
        #expect(history.droppedUnits == dropped)
        #expect(history.remainingUnits == left)
    }
}
