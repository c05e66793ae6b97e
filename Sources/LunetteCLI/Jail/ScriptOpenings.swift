import LunetteClient
import LunetteSettings
import LunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension [Opening] {
    /// The list of what stays open to a process that runs scripts: the machine's own places, where
    /// credentials and settings lie, the scripts' folders, the journal, and what the command line
    /// names.
    static func ofScripts(
        _ scope: JailScope, _ places: CredentialPlaces?, _ environment: Environment
    ) -> [Opening] {
        let scripts = scope.scriptFolders
        let read =
            (places?.paths ?? []) + settingsPlaces(environment) + scripts
            + (scripts.isEmpty ? ["."] : scripts).flatMap(settingsAbove)
            + namedFiles(scope.words)
        return Opening.ofTheSystem(environment) + read.map(Opening.reading)
            + scope.writableFolders.map(Opening.folder) + scope.outputs.map(Opening.output)
    }
}

/// TCP ports of the cloud: HTTPS, HTTP for the metadata server, and names that do not fit into a
/// datagram.
let cloudPorts: [UInt16] = [443, 80, 53]

/// The ports of the proxies that libcurl finds in the environment; 1080 is what it takes for one
/// that names none.
func proxyPorts(_ environment: Environment) -> [UInt16] {
    let names = ["http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"]
    return names.compactMap { environment[$0] }.map { address in
        let bare = address.hasSuffix("/") ? address.dropLast() : address[...]
        return bare.split(separator: ":").last.flatMap { UInt16($0) } ?? 1080
    }
}

/// The user's settings and the system's.
private func settingsPlaces(_ environment: Environment) -> [String] {
    let user =
        environment["XDG_CONFIG_HOME"] ?? environment["HOME"].map { "\($0)/.config" }
    return ["/etc/lunette"] + [user.map { "\($0)/lunette" }].compactMap { $0 }
}

/// `lunette.toml` in a folder and in each one above.
private func settingsAbove(_ folder: String) -> [String] {
    guard let path = realpath(folder, nil) else { return [] }
    defer { free(path) }
    return Settings.projectFiles(near: String(cString: path))
}

/// Files that words of the command line name, as they are or behind `@`, `file:` or `--flag=`.
/// Folders are left out: a word may be one by chance.
private func namedFiles(_ words: [String]) -> [String] {
    words.flatMap { word in
        let value = word.firstIndex(of: "=").map { String(word[word.index(after: $0)...]) }
        return [word, value].compactMap { $0 }.map { text in
            if text.hasPrefix("@") { return String(text.dropFirst()) }
            return text.hasPrefix("file:") ? String(text.dropFirst(5)) : text
        }
    }.filter(isFile)
}

private func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
}
