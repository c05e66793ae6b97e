import LunetteBase
import LunetteCatalogue
import LunetteTerminal

/// What may stand before the cursor: from the catalogue, from answers seen, and from the session's
/// own tables, which are read raw. Nothing is called, and nothing is sent.
struct Completer: Sendable {
    let seen: SeenIDs
    let commands: [MetaCommand]
    let regions: @Sendable () -> [String]
    /// The names of credentials profiles; read anew each time.
    let profiles: @Sendable () -> [String]
    /// The names in the session's tables.
    let names: @Sendable ([String]) async -> [String]

    func completion(_ text: String) async -> Completion {
        if text.hasPrefix(":") { return commandCompletion(text) }
        if text.hasPrefix("?") { return await helpCompletion(String(text.dropFirst())) }
        let context = CodeContext(text)
        if context.isInComment { return Completion(replacing: 0, candidates: []) }
        if let string = context.string { return stringCompletion(string, context) }
        let word = context.path.last ?? ""
        if let call = context.call, call.isAtKey, context.path.count <= 1 {
            let parameters = parameters(of: call.callee).filter { !call.keys.contains($0.luaName) }
            let found = parameters.filter { $0.luaName.hasPrefix(word) }
            if !found.isEmpty {
                return Completion(
                    replacing: word.count,
                    candidates: found.map {
                        .init("\($0.luaName) = ", note: $0.isRequired ? "required" : nil)
                    })
            }
        }
        return Completion(replacing: word.count, candidates: await pathCandidates(context.path))
    }

    private var typableProfiles: [String] { profiles().filter { printable($0) == $0 } }

    // MARK: Names

    private func pathCandidates(_ path: [String]) async -> [Completion.Candidate] {
        guard let word = path.last else { return [] }
        let parents = Array(path.dropLast())
        var found = Set(await names(parents))
        switch parents {
        case []:
            guard !word.isEmpty else { return [] }
            found.formUnion(LuaLanguage.keywords)
        case ["ecs"], ["ecs", "try"], ["ecs", "preview"]:
            found.formUnion(Catalogue.names.map(snakeCase))
        case ["ecs", "each"]:
            found.formUnion(
                Catalogue.operations.filter { $0.pagination != nil }.map(\.luaName))
        case ["errors"]: found.formUnion(ErrorCodes.all.filter { !$0.contains(".") })
        default: break
        }
        let isName: (String) -> Bool = { name in
            name.hasPrefix(word) && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
        }
        return found.filter(isName).sorted().map { Completion.Candidate($0) }
    }

    private func stringCompletion(_ string: String, _ context: CodeContext) -> Completion {
        var found: [String]
        if context.open.last?.symbol == "[", context.open.last?.callee == ["errors"] {
            found = ErrorCodes.all.filter { $0.hasPrefix(string) }
        } else if ["region", "region_id", "regions"].contains(context.purpose) {
            found = regions().filter { $0.hasPrefix(string) }
        } else if ["profile", "profiles"].contains(context.purpose) {
            found = typableProfiles.filter { $0.hasPrefix(string) }
        } else if let values = values(context) {
            found = values.texts.filter { $0.lowercased().hasPrefix(string.lowercased()) }
        } else {
            found = seen.matching(string)
        }
        found.sort()
        return Completion(replacing: string.count, candidates: found.map { .init($0) })
    }

    /// What the parameter may be that the string is the value of.
    private func values(_ context: CodeContext) -> ParameterValues? {
        guard let purpose = context.purpose else { return nil }
        let callee = context.open.first { operation($0.callee) != nil }?.callee ?? []
        let all = parameters(of: callee).flatMap { [$0] + $0.fields }
        return all.first { $0.luaName == purpose }?.values
    }

    /// The parameters of the operation that a path names.
    func parameters(of path: [String]) -> [Parameter] {
        operation(path)?.parameters ?? []
    }

    private func operation(_ path: [String]) -> Operation? {
        guard path.first == "ecs", path.count > 1, let name = path.last,
            let operation = Catalogue.operation(named: name), operation.luaName == name
        else { return nil }
        return operation
    }

    // MARK: Commands

    private func commandCompletion(_ text: String) -> Completion {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count > 1 else {
            return matching(text, commands.map { (":\($0.name)", $0.summary) })
        }
        let word = String(words[words.count - 1])
        let choices: [String] =
            switch words[0] {
            case ":region": regions()
            case ":profile": typableProfiles
            case ":help": commands.map(\.name)
            default: commands.first { ":\($0.name)" == words[0] }?.choices ?? []
            }
        return matching(word, choices.map { ($0, nil) })
    }

    private func matching(_ word: String, _ choices: [(String, String?)]) -> Completion {
        Completion(
            replacing: word.count,
            candidates: choices.filter { $0.0.hasPrefix(word) }.map { .init($0.0, note: $0.1) })
    }

    private func helpCompletion(_ name: String) async -> Completion {
        let path = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let word = path.last ?? ""
        return Completion(replacing: word.count, candidates: await pathCandidates(path))
    }
}

// MARK: - Hints

extension Completer {
    /// A word on what is being typed: the parameters of a call that are still open, what an error
    /// code means, what a command takes.
    func hint(_ before: String, _ rest: String) -> String? {
        if before.hasPrefix(":") { return commandHint(before) }
        guard !before.hasPrefix("?") else { return nil }
        let context = CodeContext(before)
        if context.isInComment || context.string != nil { return nil }
        if let call = context.call { return callHint(call, context, rest) }
        guard rest.isEmpty else { return nil }
        if let operation = operation(context.path) {
            return " { \(Self.list(operation.parameters)) }"
        }
        if context.path.first == "errors", context.path.count == 2,
            ErrorCodes.contains(context.path[1])
        {
            return "  \(CodeBook.advice(for: context.path[1]).explanation)"
        }
        return nil
    }

    private func callHint(
        _ call: CodeContext.Bracket, _ context: CodeContext, _ rest: String
    ) -> String? {
        let word = context.path.count == 1 ? context.path[0] : ""
        let open = parameters(of: call.callee).filter { parameter in
            !call.keys.contains(parameter.luaName)
                && (!call.isAtKey || parameter.luaName.hasPrefix(word))
        }
        guard !open.isEmpty else { return nil }
        return "  \(call.isAtKey ? "" : "· ")\(Self.list(open))"
    }

    /// What is required first; the rest in brackets.
    private static func list(_ parameters: [Parameter]) -> String {
        let required = parameters.filter(\.isRequired).map(\.luaName)
        let optional = parameters.filter { !$0.isRequired }.map { "[\($0.luaName)]" }
        return (required + optional).joined(separator: ", ")
    }

    private func commandHint(_ text: String) -> String? {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard let command = commands.first(where: { ":\($0.name)" == words[0] }) else { return nil }
        if words.count == 1 { return " \(command.arguments)  \(command.summary)" }
        return words.count == 2 && words[1].isEmpty ? " \(command.arguments)" : nil
    }
}
