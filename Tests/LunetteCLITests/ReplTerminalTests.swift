import Foundation
import LunetteTesting
import Testing

/// `lunette repl` on a terminal of 80 × 24, as somebody sees it who types.
@Suite struct ReplTerminalTests {
    /// A session on the emulator; its folder is its own.
    struct Session {
        let line: PseudoTerminal
        let folder: String

        /// On a narrow screen the prompt is a short one.
        init(
            folder: String? = nil, columns: Int = 80, rows: Int = 24, arguments: [String] = [],
            environment: [String: String] = [:]
        ) async throws {
            self.folder = folder ?? NSTemporaryDirectory() + "lunette-repl-\(UUID().uuidString)"
            try FileManager.default.createDirectory(
                atPath: self.folder, withIntermediateDirectories: true)
            line = try PseudoTerminal(columns: columns, rows: rows)
            let variables = ["LUNETTE_HOME": self.folder + "/state"].merging(environment) { $1 }
            try line.start(
                ["repl", "--emulator"] + arguments, folder: self.folder, environment: variables)
            #expect(await line.wait(for: columns < 30 ? "emulator>" : "emulator cn-hangzhou>"))
        }

        /// Types an entry and waits for a text that comes of it.
        func enter(_ entry: String, until text: String) async {
            line.send(entry + "\r")
            #expect(
                await line.wait { screen in
                    screen.transcript.contains { $0.contains(text) }
                        && screen.lines.last?.hasSuffix(">") == true
                }, "\(entry): \(line.screen.transcript.joined(separator: "\n"))")
        }

        /// Leaves by Ctrl-D.
        func leave() async {
            line.send("\u{04}")
            #expect(await line.waitForExit() == 0)
            await line.end()
            try? FileManager.default.removeItem(atPath: folder)
        }

        var history: [String] {
            let files =
                (try? FileManager.default.subpathsOfDirectory(
                    atPath: folder + "/state/history")) ?? []
            let text = files.first.flatMap {
                try? String(contentsOfFile: folder + "/state/history/" + $0, encoding: .utf8)
            }
            return (text ?? "").split(separator: "\n").map(String.init)
        }
    }

    @Test func `a paste of 200 lines is one entry, one evaluation, one item of the history`()
        async throws
    {
        let session = try await Session()
        var lines = ["local total = 0", "runs = (runs or 0) + 1"]
        lines += (1...196).map { "total = total + \($0) -- a line of the paste, number \($0)" }
        lines += ["print(\"pasted\", total, runs)", "return total"]
        session.line.paste(lines.joined(separator: "\n"))
        #expect(await session.line.wait(for: "return total"))
        // Nothing runs by itself.
        #expect(!session.line.screen.text.contains("pasted\t"))
        await session.enter("", until: "pasted  19306   1")
        #expect(session.history.count == 1)
        #expect(session.history.first == lines.joined(separator: "\\n"))
        await session.enter("total", until: "19306  _2")
        session.line.send("\u{1B}[A\u{1B}[A")
        #expect(await session.line.wait(for: "return total"))
        session.line.send("\u{03}")
        await session.leave()
    }

    @Test func `emoji, accents and Chinese are edited as characters`() async throws {
        let session = try await Session()
        session.line.send("s = \"a👍🏽漢字é\"")
        #expect(await session.line.wait(for: "s = \"a👍🏽漢字é\""))
        #expect(session.line.screen.cursor.column == 22 + 5 + 1 + 2 + 4 + 1 + 1)
        // Left over the quote, é, 字, 漢; then the whole emoji goes.
        session.line.send("\u{1B}[D\u{1B}[D\u{1B}[D\u{1B}[D\u{7F}")
        #expect(await session.line.wait(for: "s = \"a漢字é\""))
        await session.enter("", until: "漢字")
        await session.enter("s, utf8.len(s)", until: "a漢字é  _1")
        #expect(session.line.screen.transcript.contains("4"))
        await session.leave()
    }

    @Test func `another width in the middle of an entry tears nothing`() async throws {
        let session = try await Session()
        session.line.send("words = \"one two three four five six seven eight nine ten eleven\"")
        #expect(await session.line.wait(for: "eleven\""))
        session.line.resize(columns: 50, rows: 24)
        #expect(await session.line.wait { $0.lines.last?.hasSuffix("ten eleven\"") == true })
        session.line.resize(columns: 100, rows: 30)
        #expect(
            await session.line.wait {
                $0.lines.last?.hasSuffix(
                    "words = \"one two three four five six seven eight nine ten eleven\"")
                    == true
            }, "\(session.line.screen.text)")
        await session.enter("", until: "words")
        await session.enter("#words", until: "55  _1")
        #expect(session.line.screen.transcript.filter { $0.contains("Ctrl-D leaves") }.count == 1)
        await session.leave()
    }

    @Test(arguments: [
        "while true do end", "while true do pcall(function() while true do end end) end",
        "(\"a\"):rep(50):find((\"a?\"):rep(50) .. (\"a\"):rep(50))",
        "ecs.wait.instance_status { instance_id = \"i-starting\", status = \"Running\" }",
        "while true do print(\"again and again\") end",
    ])
    func `Ctrl-C ends what runs, and keeps the session, twice too`(code: String) async throws {
        let session = try await Session()
        await session.enter("kept = 42", until: "kept")
        session.line.send("started = true " + (code.hasPrefix("(") ? "x = " : "") + code + "\r")
        try await Task.sleep(for: .milliseconds(300))
        session.line.send("\u{03}")
        try await Task.sleep(for: .milliseconds(100))
        session.line.send("\u{03}")
        #expect(
            await session.line.wait { screen in
                screen.text.contains("interrupted")
                    && screen.lines.last?.hasSuffix(">") == true
            }, "\(code): \(session.line.screen.text)")
        await session.enter("kept, started", until: "42")
        await session.enter("#ecs.describe_instances{}.instances", until: "10")
        await session.leave()
    }

    @Test func `output of what goes on behind stands above what is typed`() async throws {
        let session = try await Session()
        await session.enter(":every 50ms print(\"tick\")", until: "every 50ms")
        for letter in "y = 1234" {
            session.line.send(String(letter))
            try await Task.sleep(for: .milliseconds(60))
        }
        #expect(await session.line.wait { $0.lines.last?.hasSuffix("> y = 1234") == true })
        let ticks = session.line.screen.transcript.filter { $0 == "tick" }.count
        #expect(ticks > 2)
        await session.enter("", until: "y = 1234")
        await session.enter(":every off", until: "nothing repeats")
        await session.enter("y", until: "1234  _")
        await session.leave()
    }

    @Test func `what looks like a secret gets into no history`() async throws {
        let session = try await Session()
        await session.enter("1 + 1", until: "2  _1")
        await session.enter("kept = { password = \"planted-1\" }", until: "planted-1")
        await session.enter("key = \"LTAIplanted2\"", until: "LTAIplanted2")
        await session.enter("2 + 2", until: "4  _2")
        #expect(session.history == ["1 + 1", "2 + 2"])
        await session.leave()
    }

    @Test func `two sessions at once keep one history`() async throws {
        let first = try await Session()
        let second = try await Session(folder: first.folder)
        for number in 1...5 {
            await first.enter("a = \(number)", until: "a = \(number)")
            await second.enter("b = \(number)\u{1B}\rc = \(number)", until: "c = \(number)")
        }
        await first.enter(" hidden = 1", until: "hidden")
        await first.enter("password = 'x'", until: "password")
        #expect(
            first.history.sorted()
                == (1...5).flatMap { ["a = \($0)", "b = \($0)\\nc = \($0)"] }.sorted())
        second.line.send("\u{04}")
        #expect(await second.line.waitForExit() == 0)
        // A third one finds the entries of both, by searching too.
        let third = try await Session(folder: first.folder)
        third.line.send("\u{12}b = 3")
        #expect(await third.line.wait(for: "c = 3"))
        third.line.send("\u{07}")
        third.line.send("\u{04}")
        #expect(await third.line.waitForExit() == 0)
        await first.leave()
    }

    @Test func `operations, parameters, codes and ids complete, and hints tell what is missing`()
        async throws
    {
        let session = try await Session()
        session.line.send("ecs.leave_s\t")
        #expect(await session.line.wait(for: "ecs.leave_security_group"))
        #expect(await session.line.wait(for: "security_group_id, [instance_id]"))
        session.line.send("{ inst\t")
        #expect(await session.line.wait(for: "{ instance_id ="))
        session.line.send("\u{15}")
        await session.enter("#ecs.describe_instances{}.instances", until: "10")
        session.line.send("ecs.leave_security_group { instance_id = \"i-sing\t")
        #expect(await session.line.wait(for: "\"i-single"))
        session.line.send("\u{15}ecs.describe_instances { status = \"run\t")
        #expect(await session.line.wait(for: "status = \"Running"))
        session.line.send("\u{15}errors.InstanceLast\t")
        #expect(await session.line.wait(for: "errors.InstanceLastSecurityGroup"))
        session.line.send("\u{15}:reg\t cn-hang\t")
        #expect(await session.line.wait(for: ":region cn-hangzhou"))
        session.line.send("\u{15}")
        await session.enter(
            "loud = setmetatable({ quiet_field = 1 }, { __index = function() error 'called' end })",
            until: "loud =")
        session.line.send("loud.qu\t")
        #expect(await session.line.wait(for: "loud.quiet_field"))
        #expect(!session.line.screen.text.contains("called\n"))
        session.line.send("\u{15}")
        await session.leave()
    }

    @Test func `a session is saved, and what was saved runs`() async throws {
        let session = try await Session()
        await session.enter("local id = \"i-single\"", until: "i-single")
        await session.enter(
            "ecs.join_security_group { security_group_id = \"sg-ops\", instance_id = id }",
            until: "request_id")
        await session.enter("nothing.at.all", until: "error:")
        await session.enter(
            "print(table.concat(state.groups_of(id), \"+\"))", until: "sg-web+sg-ops")
        await session.enter(":save saved.lua", until: "4 entries are in saved.lua")
        let text = try String(contentsOfFile: session.folder + "/saved.lua", encoding: .utf8)
        #expect(text.contains("allow = { \"ecs:JoinSecurityGroup\" }"))
        #expect(text.contains("-- nothing.at.all"))
        let result = try await LunetteProcess.run(
            ["run", "saved.lua", "--emulator"], folder: session.folder,
            environment: ["LUNETTE_HOME": session.folder + "/state"])
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(result.output == "sg-web+sg-ops\n")
        await session.leave()
    }

    @Test func `the story of an instance that leaves its last group`() async throws {
        let session = try await Session()
        await session.enter(
            "ecs.describe_security_groups{}.security_groups", until: "7 rows")
        await session.enter("state.groups_of \"i-single\"", until: "{ \"sg-web\" }")
        await session.enter(
            "ecs.leave_security_group { security_group_id = \"sg-web\", instance_id = \"i-single\" }",
            until: "an instance must")
        #expect(session.line.screen.text.contains("^^^^^^^^^^^^^^^^^^^^^^^^"))
        await session.enter(
            "ecs.join_security_group { security_group_id = \"sg-ops\", instance_id = \"i-single\" }",
            until: "request_id")
        await session.enter("_err.code", until: "InstanceLastSecurityGroup  _")
        session.line.send("\u{12}leave\r")
        #expect(
            await session.line.wait {
                $0.transcript.filter { $0.contains("request_id =") }.count == 2
            })
        await session.enter("state.groups_of \"i-single\"", until: "{ \"sg-ops\" }")
        await session.leave()
    }

    @Test func `on an account nothing changes but while it is LIVE, which ends by itself`()
        async throws
    {
        // Nobody listens there: what answers no `/_lunette/world` is no emulator.
        let line = try PseudoTerminal()
        try line.start(
            ["repl", "--endpoint", "http://127.0.0.1:9"],
            environment: [
                "ALIBABA_CLOUD_ACCESS_KEY_ID": "testid",
                "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "testsecret",
            ])
        #expect(await line.wait(for: "account cn-hangzhou read-only>"))
        line.send("ecs.leave_security_group{security_group_id=\"sg-1\",instance_id=\"i-1\"}\r")
        #expect(await line.wait(for: "this session only reads"))
        #expect(line.screen.text.contains(":live 15m"))
        line.send(":live 1s\r")
        #expect(await line.wait(for: "account cn-hangzhou LIVE>"))
        line.send("half = ")
        #expect(await line.wait(for: "LIVE has ended"))
        #expect(await line.wait { $0.lines.last == "account cn-hangzhou read-only> half =" })
        line.send("1\rhalf\r")
        #expect(await line.wait { $0.text.contains("1  _1") })
        line.send("\u{04}")
        #expect(await line.waitForExit() == 0)
    }

    @Test func `no colours where none are wanted`() async throws {
        let session = try await Session(environment: ["NO_COLOR": "1"])
        await session.enter("local x = \"text\"", until: "text")
        #expect(!session.line.output.contains("\u{1B}[32m"))
        await session.leave()
    }

    @Test func `a terminal that nothing can be drawn on gets lines, and no sequences`() async throws
    {
        let session = try await Session(environment: ["TERM": "dumb"])
        await session.enter("local x = { 1, 2 }", until: "x")
        session.line.send("for i = 1, 2 do\r")
        #expect(await session.line.wait { $0.lines.last?.hasSuffix("·") == true })
        await session.enter("print(\"turn\", i) end", until: "turn    2")
        await session.enter("nothing.at.all", until: "(global 'nothing')")
        await session.enter("x[2] + 40", until: "42  _1")
        session.line.send("while true do")
        session.line.send("\u{03}")
        #expect(
            await session.line.wait {
                $0.text.contains("^C") && $0.lines.last == "emulator cn-hangzhou>"
            })
        session.line.send("while true do end\r")
        try await Task.sleep(for: .milliseconds(300))
        session.line.send("\u{03}")
        #expect(await session.line.wait(for: "interrupted"))
        #expect(
            await session.line.wait { $0.lines.last == "emulator cn-hangzhou>" },
            "\(session.line.screen.text)")
        await session.enter("x[1] + 6", until: "7  _2")
        #expect(!session.line.output.contains("\u{1B}"), "\(session.line.output)")
        await session.leave()
    }

    @Test func `whoever types beside a pipe sees prompts, and stays after a mistake`() async throws
    {
        let line = try PseudoTerminal()
        try line.start(
            ["-c", "\(Checkout.binary) repl --emulator | sed s/^/out:/"], binary: "/bin/sh",
            environment: ["LUNETTE_HOME": NSTemporaryDirectory() + "lunette-beside"])
        #expect(await line.wait(for: "emulator cn-hangzhou>"))
        line.send("nothing.at.all\r40 + 2\r")
        #expect(await line.wait(for: "error: attempt to index"))
        #expect(await line.wait { $0.text.count { $0 == ">" } >= 3 })
        line.send("\u{04}")
        #expect(await line.waitForExit() == 0)
        #expect(line.screen.text.contains("out:42"), "\(line.screen.text)")
        #expect(!line.output.contains("\u{1B}"))
    }

    @Test func `a signal ends the session, and the terminal is as before`() async throws {
        let session = try await Session()
        session.line.signal(SIGTERM)
        #expect(await session.line.waitForExit() == 143)
        #expect(session.line.output.contains("\u{1B}[?2004l"))
    }
}
