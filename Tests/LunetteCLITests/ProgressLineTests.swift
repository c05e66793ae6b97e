import Foundation
import LunetteBase
import LunetteRunbook
import LunetteTesting
import Testing

@testable import LunetteCLI

/// How far a fleet is: on a terminal, and where there is none.
@Suite struct ProgressLineTests {
    private static let script = """
        local items = {}
        for i = 1, 40 do items[i] = i end
        fleet.map(items, function(n)
          sleep(0.15)
          if n == 4 then log.warn("four is odd") end
        end, { name = "drain", concurrency = 4, on_error = "continue" })
        """

    @Test(arguments: [
        (done: 0, failed: 0, seconds: 0, text: "drain: 0 of 500 (0%)"),
        (
            done: 120, failed: 3, seconds: 10,
            text: "drain: 120 of 500 (24%), 3 failed, 12/s, 31s left"
        ),
        (done: 500, failed: 0, seconds: 40, text: "drain: 500 of 500 (100%), 12.5/s"),
    ])
    func `the text tells what is done, the rate and the time left`(
        done: Int, failed: Int, seconds: Int, text: String
    ) {
        var progress = FleetProgress(label: "drain", total: 500)
        progress.done = done
        progress.failed = failed
        progress.elapsed = .seconds(seconds)
        #expect(ProgressLine.text(progress) == text)
    }

    @Test func `a terminal shows a bar below what is logged, and keeps nothing of it`()
        async throws
    {
        let terminal = try PseudoTerminal(columns: 60, rows: 10)
        try terminal.start(["eval", Self.script, "--emulator"])
        #expect(await terminal.wait(for: "━━─"), "\(terminal.screen.text)")
        #expect(
            await terminal.wait { screen in
                let log = screen.lines.firstIndex { $0.contains("four is odd") }
                let bar = screen.lines.firstIndex { $0.contains("of 40") }
                guard let log, let bar else { return false }
                return log < bar
            }, "\(terminal.screen.text)")
        #expect(await terminal.waitForExit() == 0)
        #expect(!terminal.screen.text.contains("of 40"), "\(terminal.screen.text)")
    }

    @Test func `elsewhere nothing is drawn, and JSON stays clean`() async throws {
        let result = try await LunetteProcess.run(["eval", Self.script, "--emulator", "--json"])
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(try result.json()["counts"]?["items"] == 40)
        #expect(!result.errors.contains("\u{1B}"))
        #expect(!result.errors.contains("of 40"), "it took less than ten seconds")
    }

    @Test func `Ctrl-C begins no other item`() async throws {
        let terminal = try PseudoTerminal(columns: 60, rows: 40)
        let script = """
            local items = {}
            for i = 1, 400 do items[i] = i end
            fleet.map(items, function(n) log.warn("begin " .. n); sleep(0.05) end,
              { concurrency = 2, progress = false })
            """
        try terminal.start(["eval", script, "--emulator"])
        #expect(await terminal.wait(for: "begin 9"), "\(terminal.screen.text)")
        terminal.send("\u{3}")
        #expect(await terminal.waitForExit() == 130)
        #expect(terminal.output.components(separatedBy: "begin ").count < 60)
    }
}
