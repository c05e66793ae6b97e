import GRDB
import LunetteBase
import LunetteSystem
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Entries in an SQLite file, `journal.db`, in the state folder, with `journal.head` beside it.
/// Write-ahead log, every commit synced; what waits while one commit is under way shares the next.
public final class SQLiteStore: Store {
    public let name: String
    let database: DatabaseQueue
    let headFile: HeadFile
    let waiting = Mutex(WaitingAppends())
    let patience = Patience()

    /// Opens the journal in `folder`; makes both when `creates` says so, else throws `missing`.
    public init(folder: String, creates: Bool) throws(JournalError) {
        let file = folder + "/journal.db"
        name = file
        do {
            if creates {
                try makeFolder(folder)
                try Self.makePrivateFile(file)
            } else if access(file, F_OK) != 0, access(folder + "/journal.head", F_OK) != 0 {
                throw JournalError(.missing, path: file, reason: "nothing was recorded yet")
            }
            headFile = try HeadFile(path: folder + "/journal.head", creates: creates)
            database = try Self.connect(file, headFile, patience, creates)
        } catch let error as JournalError {
            throw error
        } catch let error as FileError {
            let kind: JournalError.Kind = creates ? .unwritable : .unreadable
            throw JournalError(kind, path: error.path, reason: error.reason)
        } catch {
            throw JournalError(error, path: file, writing: creates)
        }
    }

    private static func makePrivateFile(_ path: String) throws(FileError) {
        // One that is there is left alone: closing it here would drop the locks that another
        // connection of this process has on it.
        guard access(path, F_OK) != 0 else { return }
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError(path: path) }
        close(descriptor)
    }

    private static func connect(
        _ file: String, _ head: HeadFile, _ patience: Patience, _ creates: Bool
    ) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.busyMode = .callback { patience.waits($0) }
        configuration.label = "journal"
        // One after the other: two that turn an empty file into a journal disturb each other.
        return try head.locked {
            let database = try DatabaseQueue(path: file, configuration: configuration)
            try database.writeWithoutTransaction { try secure($0) }
            try Schema.migrator.migrate(database)
            if creates, head.read() == nil,
                try database.read({ try Self.tip($0) }) == .origin
            {
                head.overwrite(.origin)
            }
            return database
        }
    }

    /// Sets what a commit must survive, and reads it back: some ways of opening reset it.
    private static func secure(_ database: Database) throws {
        let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
        try database.execute(sql: "PRAGMA synchronous = FULL")
        // A run's process is shut in: it has no folder for temporary files.
        try database.execute(sql: "PRAGMA temp_store = MEMORY")
        let level = try Int.fetchOne(database, sql: "PRAGMA synchronous")
        guard mode == "wal", level == 2 else {
            throw DatabaseError(
                message: "its commits could be lost (\(mode ?? "?"), \(level ?? -1))")
        }
    }

    // MARK: Reading

    public func tip() async throws(JournalError) -> ChainTip {
        try await read { try Self.tip($0) }
    }

    public func head() -> ChainTip? {
        headFile.read()
    }

    public func entries(_ query: EntryQuery) async throws(JournalError) -> [Entry] {
        var conditions = ["position > :after"]
        var arguments: [String: (any DatabaseValueConvertible)?] = ["after": query.after]
        if let runID = query.runID {
            conditions.append("run = :run")
            arguments["run"] = runID
        }
        if !query.kinds.isEmpty {
            let names = query.kinds.map { "'\($0.rawValue)'" }.sorted()
            conditions.append("kind IN (\(names.joined(separator: ", ")))")
        }
        arguments["limit"] = query.limit
        let sql = """
            SELECT position, run, kind, at, body, hash FROM entries
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY position LIMIT :limit
            """
        let bound = StatementArguments(arguments)
        return try await read { database in
            try Row.fetchAll(database, sql: sql, arguments: bound).map(Entry.init(row:))
        }
    }

    private func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value)
        async throws(JournalError) -> Value
    {
        do {
            return try await database.read(body)
        } catch {
            throw JournalError(error, path: name, writing: false)
        }
    }

    static func tip(_ database: Database) throws -> ChainTip {
        let statement = try database.cachedStatement(
            sql: "SELECT position, hash FROM entries ORDER BY position DESC LIMIT 1")
        guard let row = try Row.fetchOne(statement) else { return .origin }
        return ChainTip(position: row[0], hash: row[1])
    }
}

extension Entry {
    init(row: Row) {
        self.init(
            position: row[0], runID: row[1], kindName: row[2],
            at: Timestamp(nanosecondsSinceEpoch: row[3]), text: row[4], hash: row[5])
    }
}

extension JournalError {
    /// What the database says.
    init(_ error: any Error, path: String, writing: Bool) {
        guard let error = error as? DatabaseError else {
            self.init(writing ? .unwritable : .unreadable, path: path, reason: "\(error)")
            return
        }
        let reason = error.message ?? "\(error.resultCode)"
        let isForeign = [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(error.resultCode)
        self.init(
            isForeign ? .damaged : writing ? .unwritable : .unreadable, path: path,
            reason: error.resultCode == .SQLITE_BUSY
                ? "another process keeps it busy" : reason)
    }
}
