import LunetteBase
import LunetteCatalogue
import LunetteRunbook

/// What helps whoever typed something that led nowhere.
extension Repl {
    // MARK: Nothing came of it

    /// A name that leads to nothing, alone on its line: most often it was meant otherwise.
    func hint(onNothing text: String) async -> String? {
        guard let path = Self.path(text), let name = path.last else { return nil }
        let parents = Array(path.dropLast())
        let known = await session.names(at: parents)
        if known.contains(name) { return nil }
        if parents.isEmpty { return await hint(onGlobal: name, known) }
        return suggestion(for: name, among: known).map { "did you mean \($0)?" }
    }

    private func hint(onGlobal name: String, _ known: [String]) async -> String {
        if MetaCommand.all.contains(where: { $0.name == name }) { return "did you mean :\(name)?" }
        if let operation = Catalogue.operation(named: name) {
            return "did you mean ecs.\(operation.luaName) { … }?"
        }
        if StdlibModules.names.contains(name) { return Self.way(toModule: name) }
        let close = name.count > 2 ? suggestion(for: name, among: known) : nil
        return close.map { "did you mean \($0)?" } ?? "there is no variable '\(name)'"
    }

    /// The names in `x.y.z`, when the text is no more than that.
    static func path(_ text: String) -> [String]? {
        let bare = (text.hasPrefix("=") ? String(text.dropFirst()) : text).trimmed
        guard bare.wholeMatch(of: #/[A-Za-z_]\w*(\.[A-Za-z_]\w*)*/#) != nil else { return nil }
        let path = bare.split(separator: ".").map(String.init)
        return path.contains { LuaLanguage.keywords.contains($0) } ? nil : path
    }

    private static func way(toModule name: String) -> String {
        "a module is there once it is asked for: \(name) = require \"\(name)\""
    }

    // MARK: It failed

    /// What may have gone wrong in an entry, beyond what the failure says.
    func hints(on failure: RunFailure, of text: String) async -> [String] {
        if let object = failure.object { return hints(on: object, of: text) }
        if let match = failure.message.firstMatch(of: #/nil value \(global '(\w+)'\)/#) {
            return [await hint(onMissing: String(match.1), in: text)].compactMap { $0 }
        }
        if let match = failure.message.firstMatch(of: #/nil value \((?:field|method) '(\w+)'\)/#) {
            return [await hint(onField: String(match.1), in: text)].compactMap { $0 }
        }
        if failure.message.contains(#/ near |unfinished/#) { return Self.hints(onSyntax: text) }
        return []
    }

    private func hints(on error: ErrorObject, of text: String) -> [String] {
        if error.disposition == .gone, let target = error.target,
            let close = suggestion(for: target, among: seen.all), close != target
        {
            return ["did you mean \(close)? It was in an earlier answer."]
        }
        if error.code.hasPrefix("InvalidParameter"), error.kind == .service,
            let match = text.firstMatch(of: #/(\w+_(?:ids|addresses))\s*=\s*(["'][^\["',]+["'])/#)
        {
            return ["a list may be what it wants: \(match.1) = { \(match.2) }"]
        }
        return []
    }

    private func hint(onMissing name: String, in text: String) async -> String? {
        // `i-bp1abc` without quotes is a subtraction.
        let ids = text.matches(of: #/\b([a-z]+)-[a-z0-9][a-z0-9-]*/#)
        if let id = ids.first(where: { $0.1 == name && SeenIDs.isID($0.0) }) {
            return "ids are strings: \"\(id.0)\""
        }
        if name == "io" {
            return
                "scripts open no files: :load runs one, and a runbook has parameters of type file"
        }
        let known = await session.names(at: [])
        return known.contains(name) ? nil : await hint(onGlobal: name, known)
    }

    private func hint(onField name: String, in text: String) async -> String? {
        for match in text.matches(of: #/(\w+(?:\.\w+)*)[.:](\w+)/#) where match.2 == name {
            let known = await session.names(
                at: match.1.split(separator: ".").map(String.init))
            if let close = suggestion(for: name, among: known) {
                return "did you mean \(match.1).\(close)?"
            }
        }
        return nil
    }

    /// Words of a shell's.
    private static func hints(onSyntax text: String) -> [String] {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let first = words.first, first.allSatisfy({ $0.isLetter || $0 == "-" }),
            !LuaLanguage.keywords.contains(first)
        else { return [] }
        let operation = words.lazy.compactMap { Catalogue.operation(named: $0) }.first
        if let operation {
            return ["entries are Lua: ecs.\(operation.luaName) { … }; ?ecs.\(operation.luaName)"]
        }
        if MetaCommand.all.contains(where: { $0.name == first }) {
            return ["did you mean :\(text)?"]
        }
        return ["entries are Lua, commands begin with a colon; :help shows both"]
    }
}
