import LunetteSystem
import LunetteTerminal

/// The history of a folder and user: kept in the state folder, under the folder's own path.
struct ReplHistory {
    private let file: HistoryFile?
    private let problem: String?

    init(environment: Environment, folder: String) {
        guard let state = environment.stateFolder else {
            (file, problem) = (nil, "there is no home folder")
            return
        }
        do throws(FileError) {
            try makeFolder(state + "/history")
        } catch {
            (file, problem) = (nil, "cannot make \(error.path): \(error.reason)")
            return
        }
        var name = ""
        for step in folder.split(separator: "/") { name += name.isEmpty ? "\(step)" : "%\(step)" }
        file = HistoryFile(path: "\(state)/history/\(name.isEmpty ? "root" : name)")
        problem = nil
    }

    func load() -> [String] { file?.load() ?? [] }

    /// Adds an entry, unless it begins with a blank or looks as if it held a secret. Answers why it
    /// could not.
    func append(_ entry: String) -> String? {
        guard Self.isKept(entry) else { return nil }
        guard let file else { return problem }
        do throws(FileError) {
            try file.append(entry)
            return nil
        } catch {
            return "cannot write \(error.path): \(error.reason)"
        }
    }

    static func isKept(_ entry: String) -> Bool {
        guard entry.first != " ", entry.utf8.count <= 64 << 10 else { return false }
        let text = entry.lowercased()
        let words = ["secret", "password", "passwd", "token", "private key", "access_key"]
        // `LTAI…` and `STS.…` begin the vendor's access keys.
        return !words.contains { text.contains($0) } && !entry.contains("LTAI")
            && !entry.contains("STS.")
    }
}
