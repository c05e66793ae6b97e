import GRDB
import LunetteBase
import Synchronization

/// Appends that wait for the next commit.
struct WaitingAppends {
    var requests: [AppendRequest] = []
    var isWriting = false
}

/// One append and who waits for it.
struct AppendRequest: Sendable {
    typealias Outcome = Result<[Int64], JournalError>

    let drafts: [Draft]
    let fence: Fence?
    let continuation: CheckedContinuation<Outcome, Never>
}

extension SQLiteStore {
    public func append(_ drafts: [Draft], fence: Fence?) async throws(JournalError) -> [Int64] {
        let outcome = await withCheckedContinuation { continuation in
            let request = AppendRequest(drafts: drafts, fence: fence, continuation: continuation)
            let mustStart = waiting.withLock { waiting in
                waiting.requests.append(request)
                defer { waiting.isWriting = true }
                return !waiting.isWriting
            }
            if mustStart { database.asyncWriteWithoutTransaction { self.writeWaiting($0) } }
        }
        return try outcome.get()
    }

    public func appendAlone(_ drafts: [Draft], fence: Fence?) async throws(JournalError)
        -> [Int64]
    {
        if let outcome = appendedHere(drafts, fence) { return try outcome.get() }
        return try await append(drafts, fence: fence)
    }

    /// Commits on this thread; nil where it would have to wait for somebody else who writes.
    private func appendedHere(_ drafts: [Draft], _ fence: Fence?) -> AppendRequest.Outcome? {
        let isFree = waiting.withLock { waiting in
            defer { waiting.isWriting = true }
            return !waiting.isWriting
        }
        guard isFree else { return nil }
        let outcome = database.writeWithoutTransaction { database in
            patience.losing { commit(only: drafts, fence, database) }
        }
        // Who came meanwhile relies on the one that was writing.
        let othersWait = waiting.withLock { waiting in
            waiting.isWriting = !waiting.requests.isEmpty
            return waiting.isWriting
        }
        if othersWait { database.asyncWriteWithoutTransaction { self.writeWaiting($0) } }
        return outcome
    }

    public func takeFence(lock: String, runID: String) async throws(JournalError) -> Fence {
        try await write { database in
            let token =
                try Int64.fetchOne(
                    database,
                    sql: """
                        INSERT INTO fences (lock, token, run) VALUES (?, 1, ?)
                        ON CONFLICT (lock) DO UPDATE SET token = token + 1, run = excluded.run
                        RETURNING token
                        """, arguments: [lock, runID]) ?? 0
            return Fence(lock: lock, token: token)
        }
    }

    public func cut(through position: Int64, note: Draft) async throws(JournalError) {
        let tip = try await write { database in
            let tip = try self.append([note], after: try Self.tip(database), database)
            try database.execute(
                sql: "DELETE FROM entries WHERE position <= ?", arguments: [position])
            return tip
        }
        headFile.write(tip)
        do {
            try await database.vacuum()
        } catch {
            throw JournalError(error, path: name, writing: true)
        }
    }

    private func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value)
        async throws(JournalError) -> Value
    {
        do {
            return try await database.write(body)
        } catch {
            throw JournalError(error, path: name, writing: true)
        }
    }

    // MARK: On the database's queue

    private func writeWaiting(_ database: Database) {
        while true {
            let requests = waiting.withLock { waiting in
                defer { waiting.requests = [] }
                waiting.isWriting = !waiting.requests.isEmpty
                return waiting.requests
            }
            if requests.isEmpty { return }
            let outcomes = commit(requests, database)
            for (request, outcome) in zip(requests, outcomes) {
                request.continuation.resume(returning: outcome)
            }
        }
    }

    /// One commit for all of them.
    private func commit(_ requests: [AppendRequest], _ database: Database)
        -> [AppendRequest.Outcome]
    {
        do {
            return try commit(requests.map { ($0.drafts, $0.fence) }, database)
        } catch {
            let failure = failure(error)
            return requests.map { _ in .failure(failure) }
        }
    }

    /// A commit for this one; nil when another process writes.
    private func commit(only drafts: [Draft], _ fence: Fence?, _ database: Database)
        -> AppendRequest.Outcome?
    {
        do {
            return try commit([(drafts, fence)], database)[0]
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            return nil
        } catch {
            return .failure(failure(error))
        }
    }

    /// One whose fence is void is left out.
    private func commit(_ appends: [(drafts: [Draft], fence: Fence?)], _ database: Database)
        throws -> [AppendRequest.Outcome]
    {
        var outcomes: [AppendRequest.Outcome] = []
        var tip = ChainTip.origin
        try inTransaction(database) {
            tip = try Self.tip(database)
            try checkHead(against: tip)
            for (drafts, fence) in appends {
                if let fence, try !isHeld(fence, database) {
                    outcomes.append(.failure(fenced(fence)))
                    continue
                }
                let first = tip.position + 1
                tip = try append(drafts, after: tip, database)
                outcomes.append(.success(Array(first..<first + Int64(drafts.count))))
            }
        }
        headFile.write(tip)
        return outcomes
    }

    /// As GRDB's own, but with statements that are kept: its are compiled anew each time.
    private func inTransaction(_ database: Database, _ body: () throws -> Void) throws {
        try database.cachedStatement(sql: "BEGIN IMMEDIATE").execute()
        do {
            try body()
            try database.cachedStatement(sql: "COMMIT").execute()
        } catch {
            // SQLite ends it by itself where the disk is full.
            if database.isInsideTransaction { try? database.rollback() }
            throw error
        }
    }

    private func failure(_ error: any Error) -> JournalError {
        error as? JournalError ?? JournalError(error, path: name, writing: true)
    }

    /// Whoever appends to a journal whose tail was cut would hide the cut.
    private func checkHead(against tip: ChainTip) throws(JournalError) {
        guard let head = headFile.position(), head > tip.position else { return }
        let damage = ChainDamage.cutTail(head: head, tip: tip.position)
        throw JournalError(.damaged, path: name, reason: damage.text)
    }

    private func isHeld(_ fence: Fence, _ database: Database) throws -> Bool {
        let statement = try database.cachedStatement(
            sql: "SELECT token FROM fences WHERE lock = ?")
        return try Int64.fetchOne(statement, arguments: [fence.lock]) == fence.token
    }

    private func fenced(_ fence: Fence) -> JournalError {
        JournalError(
            .fenced, path: name, reason: "another run has taken the lock \(fence.lock) since")
    }

    private func append(_ drafts: [Draft], after tip: ChainTip, _ database: Database) throws
        -> ChainTip
    {
        let statement = try database.cachedStatement(
            sql: "INSERT INTO entries (position, run, kind, at, body, hash) VALUES (?,?,?,?,?,?)")
        var tip = tip
        for draft in drafts {
            let entry = Entry(draft, after: tip)
            // What the checked way checks each time is that there are six of them.
            statement.setUncheckedArguments([
                entry.position, entry.runID, entry.kindName, entry.at.nanosecondsSinceEpoch,
                entry.text, entry.hash,
            ])
            try statement.execute()
            tip = ChainTip(of: entry)
        }
        return tip
    }
}
