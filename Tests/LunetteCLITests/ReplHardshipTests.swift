import Foundation
import LunetteTesting
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
        #expect(session.line.screen.text.contains("FILE.lua"))
        await session.enter("x, 6 * 7", until: "42")
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
