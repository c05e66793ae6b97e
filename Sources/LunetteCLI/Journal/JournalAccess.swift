import LunetteBase
import LunetteJournal
import LunetteRunbook
import LunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// This user's journal: where it lies, and who writes into it.
struct JournalAccess {
    let environment: Environment

    /// Where the state lies; nil without a home.
    var folder: String? { environment.stateFolder }

    /// Opens the journal for a run, and makes it when there is none.
    var opening: RunRecorder.Opening {
        { () throws(JournalError) in try opened() }
    }

    /// The same, begun already: it takes milliseconds, which a run that will change something has
    /// while it finds its way to the cloud.
    func openingAhead() -> RunRecorder.Opening {
        let opening = Task.detached { () -> Result<any Store, JournalError> in
            do throws(JournalError) {
                return .success(try opened())
            } catch {
                return .failure(error)
            }
        }
        return { () async throws(JournalError) in try await opening.value.get() }
    }

    private func opened() throws(JournalError) -> any Store {
        guard let folder else {
            throw JournalError(
                .unwritable, path: "~", reason: "there is no home folder to keep it in")
        }
        return try SQLiteStore(folder: folder, creates: true)
    }

    /// The journal for looking things up.
    func open() throws -> SQLiteStore {
        guard let folder else {
            throw Failure(
                .configuration, "there is no home folder, and so no journal",
                advice: ["set LUNETTE_HOME to the folder of the journal"])
        }
        do {
            return try SQLiteStore(folder: folder, creates: false)
        } catch {
            throw Failure(error)
        }
    }

    /// The journal, if there is one yet.
    func openIfThere() throws -> SQLiteStore? {
        guard let folder else { return nil }
        do {
            return try SQLiteStore(folder: folder, creates: false)
        } catch {
            guard error.kind != .missing else { return nil }
            throw Failure(error)
        }
    }

    /// The run that is meant.
    func run(_ reference: String?, in store: some Store) async throws -> RunSummary {
        let runs = try await reading { () async throws(JournalError) in try await store.runs() }
        switch RunReference(reference ?? "@").resolve(in: runs) {
        case .success(let run): return run
        case .failure(let unresolved): throw Failure(unresolved, reference: reference ?? "@")
        }
    }

    /// All that is on record of a run.
    func history(_ reference: String?, in store: some Store) async throws -> RunHistory {
        let run = try await run(reference, in: store)
        let history = try await reading { () async throws(JournalError) in
            try await store.history(ofRun: run.id)
        }
        guard let history else { throw Failure(.unknown, reference: run.id) }
        return history
    }

    /// Who runs this.
    var operatedBy: RunOperator {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        let host = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return RunOperator(
            user: user, host: String(decoding: host, as: UTF8.self),
            processID: Int64(getpid()), version: Version.text)
    }

    /// The person who runs this, whoever they work as.
    var person: String { environment["SUDO_USER"] ?? login }

    private var login: String {
        environment["USER"] ?? environment["LOGNAME"] ?? "uid \(geteuid())"
    }

    private var user: String {
        environment["SUDO_USER"].map { "\($0) (as \(login))" } ?? login
    }
}

/// Reads the journal; what goes wrong becomes words.
func reading<Value: Sendable>(
    _ body: () async throws(JournalError) -> Value
) async throws -> Value {
    do {
        return try await body()
    } catch {
        throw Failure(error)
    }
}
