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
        var entries = Entries()
        func add(_ kind: EntryKind, _ body: JSONObject) { entries.add(kind, body) }
        func item(_ name: String) -> UnitBegin { UnitBegin(path: ["drain", name]) }
        add(.run, [:])
        add(.begin, UnitBegin(path: ["drain"], count: 2).body)
        add(.begin, item("i-1").body)
        add(.finish, UnitFinish(path: ["drain", "i-1"], result: true).body)
        add(.begin, item("i-2").body)
        add(.attempt, [:])
        add(.begin, UnitBegin(path: ["drain"], count: 1).body)
        add(.end, RunEnd(reason: reason, error: nil, callCount: 0, milliseconds: 0).body)
        let history = try #require(RunHistory(entries.list))
        #expect(history.doneUnits == 1)
        #expect(history.droppedUnits == dropped)
        #expect(history.remainingUnits == left)
    }

    /// What is done again reports again.
    @Test func `what was found stays where the unit is done, and goes where it is done again`()
        throws
    {
        var entries = Entries()
        func found(_ path: [String], _ what: String) {
            entries.add(
                .reported, Reported(path: path, .finding, fields: ["what": .string(what)]).body)
        }
        entries.add(.run, [:])
        found([], "outside")
        found(["look", "i-1"], "done")
        entries.add(.finish, UnitFinish(path: ["look", "i-1"], result: true).body)
        found(["look", "i-2"], "not done")
        entries.add(.finish, UnitFinish(path: ["look", "i-2"], error: [:]).body)
        let before = try #require(RunHistory(entries.list))
        #expect(before.reported.compactMap { $0.fields["what"]?.string }.count == 3)
        entries.add(.attempt, [:])
        found(["look", "i-2"], "again")
        let after = try #require(RunHistory(entries.list))
        #expect(after.reported.compactMap { $0.fields["what"]?.string } == ["done", "again"])
    }

    /// A run's entries, as they come.
    private struct Entries {
        private(set) var list: [Entry] = []

        mutating func add(_ kind: EntryKind, _ body: JSONObject) {
            let position = Int64(list.count + 1)
            let draft = Draft(
                kind, runID: "r", at: Timestamp(secondsSinceEpoch: position), body: body)
            list.append(Entry(draft, after: ChainTip(position: position - 1, hash: "")))
        }
    }
}
