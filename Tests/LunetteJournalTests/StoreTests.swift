import Foundation
import LunetteBase
import LunetteTesting
import Testing

@testable import LunetteJournal

/// Both stores keep what a store must.
@Suite struct StoreTests {
    @Test(arguments: StoreConformance.rules)
    func `the SQLite store keeps the rule`(rule: StoreConformance) async throws {
        let folder = try TemporaryFolder()
        try await rule.verify { try SQLiteStore(folder: folder.path, creates: true) }
    }

    @Test(arguments: StoreConformance.rules)
    func `the store of the tests keeps the rule`(rule: StoreConformance) async throws {
        let store = MemoryStore()
        try await rule.verify { store }
    }

    @Test func `every commit is synced, and only its owner reads the files`() async throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(folder: folder.path + "/a/b", creates: true)
        try await store.append(draft(1))
        let level = try await store.database.read {
            try Int.fetchOne($0, sql: "PRAGMA synchronous")
        }
        #expect(level == 2)
        for name in ["journal.db", "journal.db-wal", "journal.head"] {
            let path = "\(folder.path)/a/b/\(name)"
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(mode as? Int == 0o600, "\(name)")
        }
    }

    @Test func `nothing is made where a journal is only read`() throws {
        let folder = try TemporaryFolder()
        #expect(throws: JournalError.self) {
            try SQLiteStore(folder: folder.path, creates: false)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test func `a folder that cannot be written says so`() throws {
        let error = #expect(throws: JournalError.self) {
            try SQLiteStore(folder: "/proc/lunette", creates: true)
        }
        #expect(error?.kind == .unwritable)
        #expect(error?.path.hasPrefix("/proc") == true)
    }

    /// What somebody with a database tool may do to a journal of ten entries, and what is said.
    private static let edits: [(sql: String, says: String)] = [
        ("UPDATE entries SET body = replace(body, '7', '8') WHERE position = 7", "entry 7"),
        ("UPDATE entries SET kind = 'end' WHERE position = 3", "entry 3"),
        ("UPDATE entries SET run = 'b' WHERE position = 10", "entry 10"),
        ("UPDATE entries SET at = at + 1 WHERE position = 1", "entry 1 (of run a) was edited"),
        ("DELETE FROM entries WHERE position = 5", "entry 5 is missing"),
        ("DELETE FROM entries WHERE position < 4", "entries 1 to 3 are missing"),
        ("DELETE FROM entries WHERE position > 8", "the tail is cut: the head file knows entry 10"),
    ]

    @Test(arguments: edits)
    func `an edit is found and its entry named`(sql: String, says: String) async throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(folder: folder.path, creates: true)
        _ = try await store.append((1...10).map(draft), fence: nil)
        try await store.database.write {
            try $0.execute(sql: "DROP TRIGGER entries_stay; \(sql)")
        }
        let error = await #expect(throws: JournalError.self) { try await store.verify() }
        #expect(error?.kind == .damaged)
        #expect(error?.reason.contains(says) == true, "\(error?.reason ?? "")")
    }

    @Test func `nobody appends to a journal whose tail was cut`() async throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(folder: folder.path, creates: true)
        _ = try await store.append((1...10).map(draft), fence: nil)
        try await store.database.write {
            try $0.execute(sql: "DELETE FROM entries WHERE position > 4")
        }
        let other = try SQLiteStore(folder: folder.path, creates: true)
        let error = await #expect(throws: JournalError.self) { try await other.append(draft(11)) }
        #expect(error?.kind == .damaged)
        #expect(other.head()?.position == 10, "the evidence stays")
    }

    @Test func `a lost head file is missed`() async throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(folder: folder.path, creates: true)
        try await store.append(draft(1))
        try FileManager.default.removeItem(atPath: folder.path + "/journal.head")
        let other = try SQLiteStore(folder: folder.path, creates: true)
        let error = await #expect(throws: JournalError.self) { try await other.verify() }
        #expect(error?.reason == ChainDamage.noHead.text)
    }

    private func draft(_ number: Int) -> Draft {
        Draft(
            .note, runID: "a", at: Timestamp(secondsSinceEpoch: 1_700_000_000),
            body: ["n": .integer(Int64(number))])
    }
}
