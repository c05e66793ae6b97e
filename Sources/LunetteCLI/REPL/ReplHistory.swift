import LunetteSystem
import LunetteTerminal

/// The history of a folder and user: kept in the state folder, under the folder's own path.
struct ReplHistory {
    private let file: HistoryFile?

    init(environment: Environment, folder: String) {
        guard let state = environment.stateFolder, (try? makeFolder(state + "/history")) != nil
        else {
            file = nil
            return
        }
        let name = folder.split(separator: "/").joined(separator: "%")
        file = HistoryFile(path: "\(state)/history/\(name.isEmpty ? "root" : name)")
    }

    func load() -> [String] { file?.load() ?? [] }

    /// Adds an entry, unless it begins with a blank or looks as if it held a secret.
    func append(_ entry: String) {
        guard Self.isKept(entry) else { return }
        try? file?.append(entry)
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
