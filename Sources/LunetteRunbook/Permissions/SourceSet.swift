import LunetteBase
import LunetteLua
import LunetteSigning
import LunetteSyntax
import Synchronization

/// A runbook and every file that it names in a `require`, by content.
public struct SourceSet: Sendable, Hashable {
    /// The runbook's own name among the digests.
    public let main: String
    /// SHA-256, by path below the runbook's folder.
    public let digests: [String: String]

    /// Reads the runbook and the files under its folder that it requires by name, and those that
    /// they require; runs nothing. A name that is made while it runs cannot be known.
    public init(of script: Script) {
        main = String(script.chunkName.dropFirst())
        var digests = [main: sha256Text(script.source)]
        var pending = requiredNames(in: script.source)
        let modules = script.folder.flatMap { DirectoryModules(root: $0) }
        while let name = pending.popLast() {
            guard case .found(let source, let chunk)? = modules?.module(named: name) else {
                continue
            }
            let path = String(chunk.dropFirst())
            guard digests[path] == nil else { continue }
            digests[path] = sha256Text(source)
            pending += requiredNames(in: source)
        }
        self.digests = digests
    }
}

/// The names in `require "name"` and `require("name")`.
private func requiredNames(in source: [UInt8]) -> [String] {
    var lexer = LuaLexer(source)
    var names: [String] = []
    var isRequired = false
    while let token = try? lexer.next(), token.kind != .end {
        if isRequired, case .string(let name) = token.kind { names.append(name) }
        isRequired = token.kind == .name("require") || (isRequired && token.kind == .symbol("("))
    }
    return names
}

/// What a run has loaded, held against what is trusted.
final class LoadedSources: Sendable {
    private let digests = Mutex<[String: String]>([:])

    func note(_ source: [UInt8], path: String) {
        let digest = sha256Text(source)
        digests.withLock { $0[path] = digest }
    }

    /// The first file that is not as it was trusted.
    func stranger(to trusted: [String: String]) -> String? {
        digests.withLock { digests in
            digests.filter { trusted[$0.key] != $0.value }.keys.min()
        }
    }
}

/// Finds modules as another loader does, and takes note of the files.
struct NotedModules: ModuleLoader {
    let modules: any ModuleLoader
    let loaded: LoadedSources

    func module(named name: String) -> ModuleSource {
        let found = modules.module(named: name)
        if case .found(let source, let chunk) = found, chunk.hasPrefix("@") {
            loaded.note(source, path: String(chunk.dropFirst()))
        }
        return found
    }
}
