import LunetteJournal
import LunetteLua

extension Script {
    /// SHA-256 of its source.
    public var hash: String { fingerprint(of: source) }

    /// What is not as it was when the run began, in words: `the script`, `the module list`,
    /// `the file of --baseline`.
    public func changes(since history: RunHistory, arguments: [String: ArgumentValue]) -> [String] {
        var changed: [String] = []
        if let hash = history.start.scriptHash, hash != self.hash { changed.append("the script") }
        let modules = folder.flatMap { DirectoryModules(root: $0) }
        for required in Set(history.modules).sorted(by: { $0.name < $1.name }) {
            let now = modules?.module(named: required.name)
            if case .found(let source, _)? = now, fingerprint(of: source) == required.hash {
                continue
            }
            changed.append("the module \(required.name)")
        }
        let hashes = arguments.recorded.fileHashes
        for member in history.start.fileHashes.members where hashes[member.name] != member.value {
            changed.append("the file of --\(member.name.replacing("_", with: "-"))")
        }
        return changed
    }
}
