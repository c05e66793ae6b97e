import Foundation
import LunetteTesting
import Testing

/// What a session looks like on screens of every size, and what may come onto them.
@Suite struct ReplScreenTests {
    private typealias Session = ReplTerminalTests.Session

    @Test func `sentences, log lines and messages break between words`() async throws {
        let session = try await Session(columns: 60)
        await session.enter(
            "ecs.join_security_group { security_group_id = \"sg-ops\", instance_id = \"i-single\" }",
            until: "request_id =")
        await session.enter(
            "log.warn(\"漢字 \" .. (\"word \"):rep(20), { id = \"i-single\" })", until: "id=i-single")
        await session.enter(":save a-session-with-a-long-name.lua", until: "runs them")
        await session.enter(
            "ecs.leave_security_group { security_group_id = \"sg-none\", instance_id = \"i-1\" }",
            until: "error:")
        // What the editor shows is broken anywhere; all else ends before the edge.
        let written = session.line.screen.transcript.drop { !$0.hasPrefix("info: changed") }
        let words = ["JoinSecurityGroup", "target=i-single", "a-session-with-a-long-name.lua;"]
        for word in words { #expect(written.contains { $0.contains(word) }, "\(word)") }
        #expect(written.contains { $0.hasPrefix("  word word") }, "\(written)")
        await session.leave()
    }

    @Test func `a screen of 20 by 8 shows the mode, the question's name and whole words`()
        async throws
    {
        let session = try await Session(columns: 20, rows: 8)
        await session.enter(":plan on", until: "changes are")
        #expect(session.line.screen.lines.last == "plan>")
        await session.enter("state.groups_of \"i-single\"", until: "{ \"sg-web\" }")
        session.line.send(":help\r")
        #expect(await session.line.wait(for: "1–7 of"))
        #expect(session.line.screen.lines.allSatisfy { $0.count <= 20 })
        session.line.send("q")
        #expect(await session.line.wait { $0.lines.last == "plan>" })
        #expect(session.line.screen.transcript.contains { $0.hasSuffix("them all") })
        await session.leave()
    }

    @Test func `a mistake far to the right is shown with its caret below it`() async throws {
        let session = try await Session(columns: 60)
        let code = "local 漢字 = \"\(String(repeating: "é", count: 90))\" local y = = 1 -- and more"
        await session.enter(code.replacing("漢字", with: "kanji"), until: "near '='")
        let lines = session.line.screen.lines
        let row = try #require(lines.firstIndex { $0.hasPrefix("1 | …") })
        let shown = Array(lines[row])
        let caret = try #require(Array(lines[row + 1]).firstIndex(of: "^"))
        #expect(shown.count <= 60)
        #expect(shown[caret] == "=" && shown[caret - 2] == "=", "\(session.line.screen.text)")
        await session.leave()
    }

    @Test func `a long value is shown whole, in as many rows as it takes`() async throws {
        let session = try await Session()
        await session.enter("(\"0123456789\"):rep(20) .. \"END\"", until: "END")
        await session.enter("{ text = (\"0123456789\"):rep(20) .. \"END2\" }", until: "END2\"")
        await session.leave()
    }

    @Test(arguments: [80, 40])
    func `every page of help fits the screen`(columns: Int) async throws {
        let session = try await Session(columns: columns)
        for topic in ["?state", "?ecs", "?list.map", "?errors.InstanceLastSecurityGroup", "?fleet"]
        {
            await session.enter(topic, until: String(topic.dropFirst().prefix(4)))
        }
        session.line.send("?ecs.leave_security_group\r")
        #expect(await session.line.wait(for: "1–23 of"))
        #expect(session.line.screen.text.contains("(LeaveSecurityGroup)"))
        session.line.send("q")
        #expect(await session.line.wait { $0.lines.last == "emulator cn-hangzhou>" })
        await session.leave()
    }

    @Test func `what a value holds never controls the terminal`() async throws {
        let session = try await Session()
        let hostile = [
            "\\27[2J\\27]0;owned\\7", "\\u{9B}31m", "\\u{202E}evil", "a\\u{200B}b", "\\0\\8\\13x",
        ]
        let list = hostile.map { "\"\($0)\"" }.joined(separator: ", ")
        await session.enter("h = { \(list) }", until: "h =")
        let start = session.line.output.utf8.count
        await session.enter("h", until: "owned")
        await session.enter("for _, s in ipairs(h) do print(s) log.info(s) end", until: "\\rx")
        await session.enter("{ { id = h[1], n = h[2] }, { id = h[3], n = h[4] } }", until: "2 rows")
        await session.enter("{ [h[1]] = h[2] }", until: "owned")
        await session.enter(":json h", until: "]")
        await session.enter(":lua h", until: "}")
        await session.enter("error(h[1] .. h[3])", until: "error:")
        await session.enter("error({ code = h[1] })", until: "error:")
        await session.enter("_G[h[1]] = 1", until: "]")
        await session.enter("shown_by_vars = 1", until: "shown_by_vars")
        await session.enter(":vars", until: "h, shown_by_vars")
        let shown = String(session.line.output.dropFirst(start))
        for raw in ["\u{1B}]0", "\u{1B}[2J", "\u{9B}", "\u{202E}", "\u{200B}", "\u{07}", "\u{08}"] {
            #expect(!shown.contains(raw), "\(raw.unicodeScalars.map(\.value))")
        }
        #expect(session.line.screen.text.contains("\\x1b]0;owned\\x07"))
        await session.leave()
    }
}
