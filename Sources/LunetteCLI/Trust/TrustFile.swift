import LunetteBase
import LunetteRunbook
import LunetteSystem

/// Where `lunette trust` keeps what it was told: `trust.json` in the state folder.
struct TrustFile {
    let path: String?

    init(_ environment: Environment) {
        path = environment.stateFolder.map { "\($0)/trust.json" }
    }

    /// What is on record. A file that is there and cannot be read trusts nobody, and says so.
    func read() throws -> TrustBook {
        guard let path, isThere(path) else { return TrustBook() }
        do {
            let bytes = try readFile(path, maximumSize: 16 << 20)
            return try TrustBook(json: JSONValue(parsing: bytes))
        } catch let error as FileError {
            throw unreadable(error.reason)
        } catch let error as TrustBook.Unreadable {
            throw unreadable(error.reason)
        } catch {
            throw unreadable("\(error)")
        }
    }

    func write(_ book: TrustBook) throws {
        guard let path, let folder = path.lastIndex(of: "/") else {
            throw Failure(
                .configuration, "there is no folder to keep trust in",
                advice: ["set LUNETTE_HOME or HOME"])
        }
        do {
            try makeFolder(String(path[..<folder]))
            try replaceFile(path, with: Array((book.json.prettyText + "\n").utf8))
        } catch {
            throw Failure(
                .journalUnwritable, "cannot write \(error.path): \(error.reason)",
                advice: ["nothing is trusted that was not before"])
        }
    }

    private func unreadable(_ reason: String) -> Failure {
        Failure(
            .configuration, "\(path ?? "") cannot be read: \(reason)",
            advice: ["nobody is trusted until it is mended; removing it forgets all trust"])
    }
}
