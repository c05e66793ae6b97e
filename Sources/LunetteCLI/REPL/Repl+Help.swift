import LunetteBase
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
            if MetaCommand.all.contains(where: { $0.name == name || ":\($0.name)" == name }) {
                return try await help(name)
            }
            let close = Explanation.suggestion(for: name)
            let names = await session.names(at: name.split(separator: ".").map(String.init))
            guard !names.isEmpty else {
                if await isOfLua(name) {
                    let manual = "https://www.lua.org/manual/5.4/manual.html#pdf-\(name)"
                    return view.say(printable("\(name) is Lua's own: \(manual)"))
                }
                throw Failure(
                    .notFound, "there is nothing to say of '\(name)'",
                    advice: close.map { ["did you mean ?\($0)"] } ?? [])
            }
            return await show(.text(printable("\(name): \(names.joined(separator: ", "))") + "\n"))
        }
        let text = explanation.text(view.style, width: min(Explanation.widest, view.width))
        await show(.text(text))
    }

    /// What a module of the host's is for, where its name alone was typed: it shows empty.
    func page(instead outcome: EntryOutcome, of text: String) async -> String? {
        guard view.isInteractive, case .table? = outcome.values.first, outcome.values.count == 1,
            let path = Self.path(text), Self.modules.contains(path[0]), path.count < 3,
            path.count == 1 || path[0] == "ecs",
            let page = Explanation(of: path[0])
        else { return nil }
        return page.text(view.style, width: min(Explanation.widest, view.width))
    }

    private static let modules: Set<String> = [
        "ecs", "ensure", "fleet", "json", "log", "notify", "report", "state", "targets",
    ]

    func help(_ name: String) async throws {
        let bare = name.hasPrefix(":") ? String(name.dropFirst()) : name
        let shown = MetaCommand.all.filter { bare.isEmpty || $0.name == bare }
        guard !shown.isEmpty else {
            throw Failure(.usage, "there is no command ':\(bare)'", advice: [":help lists them"])
        }
        let style = view.style
        var rows = shown.map { command in
            (
                style.cyan(":\(command.name) \(command.arguments)".padded(toCells: 24)),
                command.summary
            )
        }
        if bare.isEmpty {
            rows += Self.keys.map { (style.dim($0.padded(toCells: 24)), style.dim($1)) }
        }
        let indent = min(26, view.width / 4)
        let lines = rows.flatMap { wrapped("  \($0)\($1)", width: view.width, indent: indent) }
        await show(.text(lines.joined(separator: "\n") + "\n"))
    }

    private static let keys = [
        ("?NAME", "explains an operation, an error code or a function"),
        ("_, _1, _2 …, _err", "the last value, earlier ones, the last error"),
        ("Tab, Enter, Alt-Enter", "completes; runs a whole entry; adds a line"),
        ("Ctrl-R, Ctrl-C, Ctrl-D", "searches; stops what runs; leaves"),
    ]

    func showHistory(_ word: String) {
        let found = history().filter { word.isEmpty || $0.contains(word) }
        let earlier = found.count - Self.mostHistory
        if earlier > 0 {
            view.say(view.style.dim("… \(earlier) earlier entries; :history WORD finds them"))
        }
        for entry in found.suffix(Self.mostHistory) {
            view.write(printableLines(entry.replacing("\n", with: "\n  ")) + "\n")
        }
    }

    /// Whether it is a function of a library of Lua's.
    private func isOfLua(_ name: String) async -> Bool {
        let libraries = ["string", "table", "math", "utf8", "coroutine", "os"]
        let path = name.split(separator: ".").map(String.init)
        guard path.count == 2, libraries.contains(path[0]) else { return false }
        return await session.names(at: [path[0]]).contains(path[1])
    }

    private static let mostHistory = 500

    func more() async {
        guard let lastLong else { return view.say("there was no long answer yet") }
        await view.show(lastLong)
    }

    func variables() async {
        let known = Set(LuaLanguage.keywords).union(Self.namesOfLunette)
        let names = await session.names(at: []).filter { name in
            !known.contains(name) && name.wholeMatch(of: /_\d*|_err/) == nil
        }
        await show(.text((names.isEmpty ? "none yet" : names.joined(separator: ", ")) + "\n"))
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
        view.say(view.style.dim("times are \(showsTime ? "shown" : "not shown")"))
    }

    func json(_ text: String) async {
        for case .string(let bytes, _) in await values(of: text, .json) {
            view.write(printableJSON(String(decoding: bytes, as: UTF8.self)) + "\n")
        }
    }

    func lua(_ text: String) async {
        var lines: [StyledText] = []
        for value in await values(of: text, .whole) {
            lines += ValuePrinter(width: view.width, hasTables: false).lines(value)
        }
        await show(.lines(lines))
    }

    private func values(of text: String, _ limits: OutlineLimits) async -> [Outline] {
        let outcome = await session.run(text.isEmpty ? "_" : text, limits: limits)
        guard let failure = outcome.failure else { return outcome.values }
        lastFailure = failure
        await show(failure)
        return []
    }
}
