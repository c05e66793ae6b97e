import LunetteCatalogue
import LunetteRunbook
import LunetteTerminal

/// What a session says of itself, and of names.
extension Repl {
    func explain(_ name: String) async throws {
        guard !name.isEmpty else {
            try await help("")
            return
        }
        guard let explanation = Explanation(of: name) else {
            let close = Explanation.suggestion(for: name)
            let names = await session.names(at: name.split(separator: ".").map(String.init))
            guard !names.isEmpty else {
                throw Failure(
                    .notFound, "there is nothing to say of '\(name)'",
                    advice: close.map { ["did you mean ?\($0)"] } ?? [])
            }
            await view.show(
                wrapped("\(name): \(names.joined(separator: ", "))", width: view.width - 1)
                    .map { StyledText($0) })
            return
        }
        let lines = explanation.text(view.style).split(
            separator: "\n", omittingEmptySubsequences: false)
        for line in lines.dropLast() { view.write(line + "\n") }
    }

    func help(_ name: String) async throws {
        let bare = name.hasPrefix(":") ? String(name.dropFirst()) : name
        let shown = MetaCommand.all.filter { bare.isEmpty || $0.name == bare }
        guard !shown.isEmpty else {
            throw Failure(.usage, "there is no command ':\(bare)'", advice: [":help lists them"])
        }
        var lines: [StyledText] = []
        for command in shown {
            var line = StyledText("  ")
            line.append(":\(command.name) \(command.arguments)".padded(toCells: 24), .name)
            line.append(command.summary)
            lines.append(line)
        }
        if bare.isEmpty {
            lines += Self.keys.map { StyledText($0, .dim) }
        }
        await view.show(lines)
    }

    private static let keys = [
        "  ?NAME                   explains an operation, an error code or a function",
        "  _, _1, _2 …, _err       the last value, earlier ones, the last error",
        "  Tab completes; Enter runs a whole entry; Alt-Enter adds a line; Ctrl-R searches;",
        "  Ctrl-C stops what runs; Ctrl-D leaves.",
    ]

    func showHistory(_ word: String) {
        for entry in history() where word.isEmpty || entry.contains(word) {
            view.write(printable(entry.replacing("\n", with: "\n  ")) + "\n")
        }
    }

    func more() async { await view.show(lastLines) }

    func variables() async {
        let known = Set(LuaLanguage.keywords).union(Self.namesOfLunette)
        let names = await session.names(at: []).filter { name in
            !known.contains(name) && name.wholeMatch(of: /_\d*|_err/) == nil
        }
        let text = names.isEmpty ? "none yet" : names.joined(separator: ", ")
        await view.show(wrapped(text, width: view.width - 1).map { StyledText($0) })
    }

    private static let namesOfLunette: Set<String> = [
        "_G", "_VERSION", "args", "assert", "collectgarbage", "coroutine", "debug", "ecs", "ensure",
        "error", "errors", "fleet", "getmetatable", "ipairs", "json", "list", "load", "log", "math",
        "next", "notify", "os", "pairs", "pcall", "print", "rawequal", "rawget", "rawlen", "rawset",
        "report", "require", "runbook", "select", "setmetatable", "sleep", "state", "step",
        "string", "table", "targets", "text", "tonumber", "tostring", "type", "utf8", "xpcall",
    ]

    // MARK: Showing otherwise

    func time(_ text: String) async throws {
        switch text {
        case "on", "off": showsTime = text == "on"
        case "": showsTime.toggle()
        default:
            await show(await session.run(text), takesTime: true)
            return
        }
        view.write(view.style.dim("times are \(showsTime ? "shown" : "not shown")") + "\n")
    }

    func json(_ text: String) async throws {
        for value in try await whole(text) { view.write(value.json.prettyText + "\n") }
    }

    func lua(_ text: String) async throws {
        var lines: [StyledText] = []
        for value in try await whole(text) {
            lines += ValuePrinter(width: view.width, hasTables: false).lines(value)
        }
        lastLines = lines
        await view.show(lines)
    }

    private func whole(_ text: String) async throws -> [Outline] {
        let outcome = await session.run(text.isEmpty ? "_" : text, limits: .whole)
        guard let failure = outcome.failure else { return outcome.values }
        lastFailure = failure
        await show(failure)
        return []
    }
}
