import Foundation
import LunetteTesting
import LunetteWorld
import Testing

/// What a session on a terminal lives through: signals, stops, floods, mistakes.
@Suite struct ReplHardshipTests {
    private typealias Session = ReplTerminalTests.Session

    private static let longAnswer =
        "local t = {} for i = 1, 200 do t[i] = \"row \" .. i end return t"

    @Test(arguments: [SIGTERM, SIGHUP])
    func `a signal ends the pager too, and gives the screen back`(signal: Int32) async throws {
        let session = try await Session()
        session.line.send(Self.longAnswer + "\r")
        #expect(await session.line.wait(for: "q"))
        #expect(await session.line.wait(for: "of 202"))
        session.line.signal(signal)
        #expect(await session.line.waitForExit() == 143)
        #expect(session.line.output.contains("\u{1B}[?1049l"))
        #expect(session.line.output.contains("\u{1B}[?2004l"))
    }

    @Test func `a long answer has a pager, which every usual key leaves, and comes back`()
        async throws
    {
        let session = try await Session()
        session.line.send(Self.longAnswer + "\r")
        #expect(await session.line.wait(for: "1–23 of 202"))
        session.line.send("G")
        #expect(await session.line.wait(for: "row 200"))
        session.line.send("q")
        #expect(await session.line.wait(for: ":more shows them all"))
        await session.enter("1 + 1", until: "2  _2")
        for key in ["\u{03}", "\u{04}", "q", "\u{1B}"] {
            session.line.send(":more\r")
            #expect(await session.line.wait(for: "of 202"))
            session.line.send(key)
            #expect(
                await session.line.wait {
                    $0.text.contains(":more shows them all")
                        && $0.lines.last == "emulator cn-hangzhou>"
                }, "\(session.line.screen.text)")
        }
        await session.leave()
    }

    @Test(arguments: [
        ("x = = 1", "    ^", "near '='"), ("if x then end end", "              ^^^", "near 'end'"),
        ("f(1))", "    ^", "near ')'"), ("é, b = 1", "", "near"),
    ])
    func `a syntax error points at what the compiler refused`(
        code: String, carets: String, message: String
    ) async throws {
        let session = try await Session()
        await session.enter(code, until: message)
        #expect(
            session.line.screen.lines.contains { $0.hasPrefix("  | \(carets)") },
            "\(session.line.screen.text)")
        await session.leave()
    }

    @Test func `a message breaks between words`() async throws {
        let session = try await Session()
        let words = (1...30).map { "word\($0)" }
        await session.enter("error(\"\(words.joined(separator: " "))\", 0)", until: "word30")
        let shown = session.line.screen.lines.drop { !$0.hasPrefix("error:") }
            .flatMap { $0.split(separator: " ") }
        for word in words { #expect(shown.contains(Substring(word)), "\(word)") }
        await session.leave()
    }

    @Test func `an entry that is too long is refused, and the session goes on`() async throws {
        let session = try await Session()
        let lines = (1...3_000).map { "x = \($0) -- \(String(repeating: "-", count: 40))" }
        session.line.paste(lines.joined(separator: "\n"))
        #expect(await session.line.wait(for: "x = 3000", seconds: 30))
        session.line.send("\r")
        #expect(await session.line.wait(for: "an entry may have 128 kB", seconds: 30))
        #expect(await session.line.wait(for: "FILE.lua"))
        await session.enter("x, 6 * 7", until: "42")
        await session.leave()
    }

    @Test(arguments: ["x = 1\r", "x = pr\t"])
    func `Ctrl-C ends what keeps an entry waiting, and drops the entry`(keys: String) async throws {
        let session = try await Session()
        await session.enter("print_count = 5", until: "print_count")
        session.line.send(":every 10ms while true do end\r")
        #expect(await session.line.wait { $0.lines.last == "emulator cn-hangzhou *>" })
        try await Task.sleep(for: .milliseconds(200))
        session.line.send(keys)
        try await Task.sleep(for: .milliseconds(200))
        session.line.send("more\u{03}")
        #expect(
            await session.line.wait {
                $0.text.contains("nothing repeats any more")
                    && $0.lines.last == "emulator cn-hangzhou>"
            }, "\(session.line.screen.text)")
        #expect(session.line.screen.text.contains("^C"))
        await session.enter("x, print_count + 1", until: "6")
        #expect(session.line.screen.lines.contains { $0.hasPrefix("nil") })
        await session.leave()
    }

    @Test func `Ctrl-C with nothing typed ends what repeats; with something it drops that only`()
        async throws
    {
        let session = try await Session()
        session.line.send(
            ":every 10ms ecs.wait.instance_status { instance_id = \"i-starting\", "
                + "status = \"Running\", timeout = \"60s\" }\r")
        #expect(await session.line.wait { $0.lines.last == "emulator cn-hangzhou *>" })
        try await Task.sleep(for: .milliseconds(200))
        session.line.send("half\u{03}")
        #expect(await session.line.wait { $0.lines.last == "emulator cn-hangzhou *>" })
        #expect(!session.line.screen.text.contains("interrupted"))
        session.line.send("\u{03}")
        #expect(
            await session.line.wait {
                $0.text.contains("interrupted") && $0.lines.last == "emulator cn-hangzhou>"
            }, "\(session.line.screen.text)")
        await session.enter("6 * 7", until: "42  _1")
        await session.leave()
    }

    @Test func `a session without a history says so once, and goes on`() async throws {
        let session = try await Session(environment: ["LUNETTE_HOME": "/dev/null/home"])
        await session.enter("1 + 1", until: "2  _1")
        await session.enter("2 + 2", until: "4  _2")
        let warnings = session.line.screen.transcript.filter { $0.contains("in this session only") }
        #expect(warnings.count == 1, "\(session.line.screen.text)")
        #expect(session.line.screen.text.contains("/dev/null/home"))
        // Nothing is changed that cannot be put on record.
        await session.enter(
            "ecs.join_security_group { security_group_id = \"sg-ops\", instance_id = \"i-single\" }",
            until: "JournalUnwritable")
        await session.enter("state.groups_of \"i-single\"", until: "{ \"sg-web\" }")
        await session.leave()
    }

    @Test func `once the journal can be written again, so can changes be made`() async throws {
        let session = try await Session()
        let state = session.folder + "/state"
        await session.enter("1 + 1", until: "2  _1")
        // A folder stands where the journal would be.
        try FileManager.default.createDirectory(
            atPath: state + "/journal.db", withIntermediateDirectories: true)
        let join =
            "ecs.join_security_group { security_group_id = \"sg-ops\", instance_id = \"i-single\" }"
        await session.enter(join, until: "JournalUnwritable")
        try FileManager.default.removeItem(atPath: state + "/journal.db")
        await session.enter(join, until: "request_id =")
        await session.enter(":undo", until: "out of sg-ops")
        await session.enter("state.groups_of \"i-single\"", until: "{ \"sg-web\" }")
        await session.leave()
    }

    @Test func `after Ctrl-C the outcome of a change that was sent still comes`() async throws {
        let folder = NSTemporaryDirectory() + "lunette-repl-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let late = WorldPatch(patch: [
            "faults": [
                [
                    "operation": "JoinSecurityGroup", "nth": 1, "effect": "delay",
                    "delay_ms": 1_000,
                ]
            ]
        ])
        try Data(late.applied(to: .standard).json.text.utf8).write(
            to: URL(filePath: folder + "/late.json"))
        let session = try await Session(folder: folder, arguments: ["--world", "late.json"])
        session.line.send(
            "ecs.join_security_group { security_group_id = \"sg-ops\", instance_id = \"i-single\" }\r"
        )
        try await Task.sleep(for: .milliseconds(400))
        session.line.send("\u{03}")
        #expect(await session.line.wait(for: "the change that was sent goes on"))
        #expect(await session.line.wait(for: "info: changed: JoinSecurityGroup"))
        await session.enter(":undo", until: "out of sg-ops")
        await session.leave()
    }

    @Test func `the pager finds text, and has no gap below when its screen grows`() async throws {
        let session = try await Session(rows: 10)
        session.line.send(Self.longAnswer + "\r")
        #expect(await session.line.wait(for: "1–9 of 202"))
        session.line.send("/row 12")
        #expect(await session.line.wait { $0.lines.last == "/row 12" })
        session.line.send("\r")
        #expect(await session.line.wait { $0.lines.first == "  \"row 12\"," })
        session.line.send("n")
        #expect(await session.line.wait { $0.lines.first == "  \"row 120\"," })
        session.line.send("N")
        #expect(await session.line.wait { $0.lines.first == "  \"row 12\"," })
        session.line.send("/nowhere\r")
        #expect(await session.line.wait(for: "'nowhere' is not there"))
        session.line.send("G")
        #expect(await session.line.wait(for: "194–202 of 202"))
        session.line.resize(columns: 80, rows: 24)
        #expect(await session.line.wait(for: "180–202 of 202"), "\(session.line.screen.text)")
        session.line.send("q")
        #expect(await session.line.wait { $0.lines.last == "emulator cn-hangzhou>" })
        await session.leave()
    }

    @Test func `:json shows all of a value, whatever is in it`() async throws {
        let session = try await Session()
        await session.enter(
            "t = {} for i = 1, 600 do t[i] = { n = i, deep = { { { i } } } } end", until: "t =")
        await session.enter(":json { t = t, f = print, bad = 0/0, [3] = \"x\" }", until: "\"t\": [")
        #expect(session.line.screen.transcript.contains { $0 == "      \"n\": 600" })
        #expect(session.line.screen.transcript.contains { $0.hasPrefix("  \"f\": \"<function") })
        await session.enter("t.t = t", until: "t.t")
        await session.enter(":json { t.t, 1 }", until: "\"<cycle>\"")
        await session.leave()
    }

    /// One assignment doubles the table; there all keys share one slot: minutes, in one step.
    private static let endless = """
        local t, step = {}, (1 << 20) - 1 for i = 1, (1 << 19) + 1 do t[i * step] = true end
        """

    @Test func `a lost interpreter takes the variables with it, and nothing else`() async throws {
        let session = try await Session(arguments: ["--cpu-limit", "2s"])
        await session.enter("kept = 42", until: "kept")
        await session.enter(
            "ecs.join_security_group { security_group_id = \"sg-ops\", instance_id = \"i-single\" }",
            until: "request_id =")
        await session.enter(":plan on", until: "plan>")
        session.line.send(Self.endless + "\r")
        #expect(await session.line.wait(for: "giving up the interpreter", seconds: 60))
        #expect(await session.line.wait(for: "Limit.cpu"))
        await session.enter("kept", until: "nil")
        await session.enter("_err.code", until: "Limit.cpu  _1")
        // The mode holds: nothing is sent that was only to be predicted.
        #expect(session.line.screen.lines.last == "emulator cn-hangzhou plan>")
        await session.enter(
            "ecs.leave_security_group { security_group_id = \"sg-web\", instance_id = \"i-single\" }",
            until: "would")
        await session.enter(":plan off", until: "sent again")
        await session.enter(
            "table.concat(state.groups_of \"i-single\", \"+\")", until: "sg-web+sg-ops")
        await session.enter(":undo", until: "out of sg-ops")
        await session.enter("table.concat(state.groups_of \"i-single\", \"+\")", until: "sg-web  _")
        await session.enter(":save saved.lua", until: "saved.lua runs them")
        await session.leave()
    }

    @Test func `Ctrl-Z leaves the terminal to the shell, and fg brings the entry back`()
        async throws
    {
        let line = try PseudoTerminal()
        try line.start(
            ["--norc", "--noprofile", "-i"], binary: "/bin/bash",
            environment: [
                "PS1": "shell$ ", "LUNETTE_HOME": NSTemporaryDirectory() + "lunette-stopped",
            ])
        #expect(await line.wait(for: "shell$"))
        line.send("\(Checkout.binary) repl --emulator\r")
        #expect(await line.wait(for: "emulator cn-hangzhou>"))
        line.send("half = 4")
        #expect(await line.wait { $0.lines.last == "emulator cn-hangzhou> half = 4" })
        line.send("\u{1A}")
        #expect(await line.wait { $0.lines.last == "shell$" }, "\(line.screen.text)")
        #expect(line.output.contains("\u{1B}[?2004l"))
        line.send("fg\r")
        #expect(
            await line.wait { $0.lines.last == "emulator cn-hangzhou> half = 4" },
            "\(line.screen.text)")
        line.send("2\rhalf\r")
        #expect(await line.wait(for: "42  _1"))
        line.send("\u{04}")
        #expect(await line.wait { $0.lines.last == "shell$" })
        await line.end()
    }
}
