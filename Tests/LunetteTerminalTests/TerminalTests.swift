import Foundation
import LunetteTesting
import Synchronization
import Testing

@testable import LunetteTerminal

/// The owner of a terminal on a real one.
@Suite struct TerminalTests {
    private let line: PseudoTerminal
    private let slave: Int32

    init() throws {
        line = try PseudoTerminal(columns: 40, rows: 12)
        slave = open(line.path, O_RDWR | O_NOCTTY)
    }

    private func terminal(_ services: TerminalServices = TerminalServices()) -> Terminal {
        let terminal = Terminal(input: slave, output: slave, isColored: false, services: services)
        terminal.start()
        return terminal
    }

    @Test func `reads entries, and keeps what is typed ahead`() async {
        let terminal = terminal()
        line.send("one\rtwo\rthr")
        #expect(await terminal.readEntry(Prompt("> ")) == .entry("one"))
        #expect(await terminal.readEntry(Prompt("> ")) == .entry("two"))
        async let third = terminal.readEntry(Prompt("> "))
        #expect(await line.wait(for: "> thr"))
        line.send("ee\r")
        #expect(await third == .entry("three"))
        #expect(await line.wait { $0.lines == ["> one", "> two", "> three"] })
        terminal.stop()
    }

    @Test func `what others write stands above the entry`() async {
        let terminal = terminal()
        async let entry = terminal.readEntry(Prompt("> "))
        await withTaskGroup { group in
            for writer in 0..<3 {
                group.addTask {
                    for number in 0..<20 { terminal.write("writer \(writer) line \(number)\n") }
                }
            }
            group.addTask { [line] in
                for letter in "y = 1234 漢字" {
                    line.send(String(letter))
                    try? await Task.sleep(for: .milliseconds(2))
                }
            }
        }
        #expect(await line.wait(for: "> y = 1234 漢字"))
        line.send("\r")
        #expect(await entry == .entry("y = 1234 漢字"))
        let written = line.screen.transcript.filter { $0.hasPrefix("writer") }
        #expect(Set(written).count == 60 && written.count == 60)
        #expect(line.screen.transcript.filter { $0.hasPrefix(">") }.count == 1)
        terminal.stop()
    }

    @Test func `an entry that is not whole goes on`() async {
        let terminal = terminal(
            TerminalServices(judge: { $0.hasSuffix(";") ? .whole : .incomplete }))
        line.send("a\rb;\r")
        #expect(await terminal.readEntry(Prompt("> ")) == .entry("a\nb;"))
        #expect(await line.wait { $0.lines == ["> a", "· b;"] })
        terminal.stop()
    }

    @Test func `Ctrl-C counts while nothing is read`() async {
        let count = Mutex(0)
        let terminal = terminal(TerminalServices(interrupt: { count.withLock { $0 += 1 } }))
        line.send("typed ahead\u{03}")
        #expect(await line.wait { _ in count.withLock { $0 } == 1 })
        async let entry = terminal.readEntry(Prompt("> "))
        line.send("x\r")
        #expect(await entry == .entry("x"))
        terminal.stop()
    }

    @Test func `completion and hints come from outside`() async {
        let terminal = terminal(
            TerminalServices(
                complete: { text in
                    Completion(replacing: text.count, candidates: [.init("describe")])
                },
                hint: { before, _ in before == "describe" ? " me" : nil }))
        async let entry = terminal.readEntry(Prompt("> "))
        line.send("de\t")
        #expect(await line.wait(for: "> describe me"))
        line.send("\r")
        #expect(await entry == .entry("describe"))
        #expect(await line.wait { $0.lines == ["> describe"] })
        terminal.stop()
    }

    @Test func `a long paste is one entry, and drawn once`() async {
        let terminal = terminal()
        let text = (1...200).map { "print(\($0), 'a line of some length to paste')" }
            .joined(separator: "\n")
        async let entry = terminal.readEntry(Prompt("> "))
        #expect(await line.wait(for: ">"))
        let before = line.screen.byteCount
        line.paste(text)
        #expect(await line.wait(for: "print(200,"))
        #expect(line.screen.byteCount - before < 8_000)
        line.send("\r")
        #expect(await entry == .entry(text))
        terminal.stop()
    }

    @Test func `the terminal is given back as it was`() async {
        var before = termios()
        tcgetattr(slave, &before)
        let terminal = terminal()
        async let entry = terminal.readEntry(Prompt("> "))
        #expect(await line.wait(for: ">"))
        terminal.stop()
        #expect(await entry == .endOfInput)
        var after = termios()
        tcgetattr(slave, &after)
        #expect(before.c_lflag == after.c_lflag && before.c_iflag == after.c_iflag)
        #expect(await terminal.readEntry(Prompt("> ")) == .endOfInput)
    }
}
