/// A command to the session itself: `:time on`.
struct MetaCommand: Sendable {
    let name: String
    let arguments: String
    let summary: String
    var choices: [String] = []
    let run: @Sendable (isolated Repl, String) async throws -> Void

    /// What people type who come from elsewhere.
    static let otherNames = ["q": "quit", "exit": "quit", "h": "help", "?": "help"]

    /// All of them, as `:help` lists them.
    static let all: [MetaCommand] = [
        MetaCommand(
            name: "help", arguments: "[COMMAND]", summary: "shows this, or what a command does",
            run: { try await $0.help($1) }),
        MetaCommand(
            name: "live", arguments: "[15m|off]",
            summary: "lets changes through for a while, on a real account",
            choices: ["15m", "off"],
            run: { try await $0.live($1) }),
        MetaCommand(
            name: "plan", arguments: "[on|off]",
            summary: "has changes predicted instead of sent", choices: ["on", "off"],
            run: { try await $0.plan($1) }),
        MetaCommand(
            name: "undo", arguments: "", summary: "takes back the session's last change",
            run: { repl, _ in try await repl.undo() }),
        MetaCommand(
            name: "region", arguments: "[ID]", summary: "shows the region, or goes to another",
            run: { try await $0.region($1) }),
        MetaCommand(
            name: "profile", arguments: "[NAME]",
            summary: "goes to another credentials profile; read-only again",
            run: { try await $0.profile($1) }),
        MetaCommand(
            name: "time", arguments: "[on|off|CODE]",
            summary: "shows how long entries take, or one", choices: ["on", "off"],
            run: { try await $0.time($1) }),
        MetaCommand(
            name: "every", arguments: "[TIME CODE|off]",
            summary: "runs code again and again while you type", choices: ["5s", "1m", "off"],
            run: { try await $0.every($1) }),
        MetaCommand(
            name: "json", arguments: "CODE", summary: "shows a value as JSON, all of it",
            run: { await $0.json($1) }),
        MetaCommand(
            name: "lua", arguments: "CODE", summary: "shows a value as Lua, all of it",
            run: { await $0.lua($1) }),
        MetaCommand(
            name: "more", arguments: "", summary: "shows the last long answer again",
            run: { repl, _ in await repl.more() }),
        MetaCommand(
            name: "vars", arguments: "", summary: "lists the variables of this session",
            run: { repl, _ in await repl.variables() }),
        MetaCommand(
            name: "load", arguments: "FILE", summary: "runs a file here",
            run: { try await $0.load($1) }),
        MetaCommand(
            name: "save", arguments: "FILE.lua",
            summary: "saves what was typed as a runbook; what failed is commented out",
            run: { try await $0.save($1) }),
        MetaCommand(
            name: "history", arguments: "[WORD]", summary: "lists earlier entries",
            run: { $0.showHistory($1) }),
        MetaCommand(
            name: "quit", arguments: "", summary: "leaves; so does Ctrl-D",
            run: { repl, _ in repl.isDone = true }),
    ]
}
