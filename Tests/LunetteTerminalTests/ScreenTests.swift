import LunetteTesting
import Testing

@testable import LunetteTerminal

/// An editor drawn on a model of a screen, and what a person would see there.
private struct Drawing {
    var editor = LineEditor()
    var painter = ScreenPainter()
    var window = EntryWindow(isColored: true)
    var screen: ScreenModel
    var written = ""

    init(columns: Int = 20, rows: Int = 8, prompt: String = "> ") {
        screen = ScreenModel(columns: columns, rows: rows)
        editor.begin(Prompt(StyledText(prompt)))
        draw()
    }

    mutating func type(_ keys: Key...) {
        for key in keys { _ = editor.handle(key) }
        draw()
    }

    mutating func draw(hint: String? = nil) {
        let size = TerminalSize(columns: screen.columns, rows: screen.height)
        written = painter.paint(window.frame(of: &editor, size: size, hint: hint))
        screen.feed(written.utf8)
    }

    mutating func resize(columns: Int, rows: Int) {
        screen.resize(columns: columns, rows: rows)
        screen.feed(painter.eraseReflowed(width: columns).utf8)
        draw()
    }
}

@Suite struct ScreenTests {
    @Test func `an entry and its cursor stand where they were typed`() {
        var drawing = Drawing()
        drawing.type(.text("print(1)"), .left)
        #expect(drawing.screen.lines == ["> print(1)"])
        #expect(drawing.screen.cursor == (0, 9))
    }

    @Test(arguments: [
        ("漢字かな", 2 + 8), ("e\u{301}e\u{301}", 2 + 2), ("👍🏽👍🏽", 2 + 4), ("añb", 2 + 3),
    ])
    func `the cursor counts cells`(text: String, column: Int) {
        var drawing = Drawing()
        drawing.type(.text(text))
        #expect(drawing.screen.cursor == (0, column))
        #expect(drawing.screen.lines == ["> \(text)"])
    }

    @Test func `a line that is exactly full leaves the cursor on the next row`() {
        var drawing = Drawing(columns: 10)
        drawing.type(.text("12345678"))
        #expect(drawing.screen.lines == ["> 12345678"])
        #expect(drawing.screen.cursor == (1, 0))
        drawing.type(.text("9"))
        #expect(drawing.screen.lines == ["> 12345678", "9"])
        drawing.type(.backspace, .backspace)
        #expect(drawing.screen.lines == ["> 1234567"])
        #expect(drawing.screen.cursor == (0, 9))
    }

    @Test func `a wide character does not straddle the edge`() {
        var drawing = Drawing(columns: 9)
        drawing.type(.text("漢字漢字漢"))
        #expect(drawing.screen.lines == ["> 漢字漢", "字漢"])
        #expect(drawing.screen.cursor == (1, 4))
    }

    @Test func `lines that follow stand below the first`() {
        var drawing = Drawing()
        drawing.type(.paste("for i = 1, 2 do\n  print(i)\nend"))
        #expect(drawing.screen.lines == ["> for i = 1, 2 do", "·   print(i)", "· end"])
        #expect(drawing.screen.cursor == (2, 5))
        drawing.type(.up, .up)
        #expect(drawing.screen.cursor.row == 0)
    }

    @Test func `only rows that differ are written`() {
        var drawing = Drawing(columns: 40, rows: 20)
        drawing.type(.paste((1...10).map { "line \($0)" }.joined(separator: "\n")))
        drawing.type(.text("x"))
        #expect(drawing.written.utf8.count < 40, "\(drawing.written.debugDescription)")
        drawing.type(.left)
        #expect(!drawing.written.contains("line"))
    }

    @Test func `an entry taller than the screen shows the part around the cursor`() {
        var drawing = Drawing(columns: 20, rows: 5)
        drawing.type(.paste((1...30).map { "l\($0)" }.joined(separator: "\n")))
        #expect(drawing.screen.lines == ["· l26", "· l27", "· l28", "· l29", "· l30"])
        for _ in 0..<10 { drawing.type(.up) }
        #expect(drawing.screen.lines == ["· l20", "· l21", "· l22", "· l23", "· l24"])
        #expect(drawing.screen.cursor.row == 0)
        drawing.type(.alt("<"))
        #expect(drawing.screen.lines == ["> l1", "· l2", "· l3", "· l4", "· l5"])
        drawing.type(.alt(">"))
        drawing.type(.control("u"), .control("u"), .backspace, .control("u"), .backspace)
        #expect(drawing.screen.lines == ["· l24", "· l25", "· l26", "· l27", "· l28"])
    }

    @Test(arguments: [8, 11, 12, 13, 17, 25, 60])
    func `another width shows the same entry, and nothing twice`(width: Int) {
        var drawing = Drawing(columns: 20, rows: 12)
        drawing.screen.feed((drawing.painter.erase() + "above\r\n").utf8)
        drawing.type(.paste("local words = 1\nreturn words + 1234"), .left, .left)
        drawing.resize(columns: width, rows: 12)
        let entry = drawing.screen.transcript.filter { $0 != "above" }.joined()
        #expect(
            entry.replacing("· ", with: "").replacing(" ", with: "")
                == ">localwords=1returnwords+1234", "\(drawing.screen.lines)")
        #expect(drawing.screen.transcript.filter { $0 == "above" }.count == 1)
        drawing.resize(columns: 20, rows: 12)
        #expect(
            drawing.screen.lines.suffix(3) == ["> local words = 1", "· return words + 123", "4"])
    }

    @Test func `a hint stands behind the entry, or below it where there is no room`() {
        var drawing = Drawing(columns: 40)
        drawing.type(.text("f{"))
        drawing.draw(hint: " group_id, instance_id")
        #expect(drawing.screen.lines == ["> f{ group_id, instance_id"])
        #expect(drawing.screen.cursor == (0, 4))
        drawing.type(.text(String(repeating: "a", count: 30)))
        drawing.draw(hint: " group_id, instance_id")
        #expect(drawing.screen.lines.count == 2)
        #expect(drawing.screen.lines[1] == " group_id, instance_id")
        drawing.draw()
        #expect(drawing.screen.lines.count == 1)
    }

    @Test func `control characters are shown, not sent`() {
        var drawing = Drawing()
        drawing.type(.paste("a\u{1B}[2Jb\u{07}"))
        #expect(drawing.screen.lines == ["> a␛[2Jb␇"])
    }

    @Test func `random editing leaves the screen as drawn from nothing`() {
        let randomness = SeededRandomness(seed: 7)
        let keys: [Key] = [
            .text("a"), .text("漢"), .text("👍🏽"), .text("word "), .altEnter, .backspace, .left,
            .right, .up, .down, .home, .end, .control("k"), .control("w"), .control("y"),
            .control("_"), .paste("x\ny"), .alt("<"), .alt(">"),
        ]
        for round in 0..<TestLength.rounds(20, long: 400) {
            var drawing = Drawing(columns: 9 + round % 12, rows: 3 + round % 6)
            for _ in 0..<60 {
                drawing.type(keys[Int(randomness.next() % UInt64(keys.count))])
                var fresh = ScreenModel(
                    columns: drawing.screen.columns, rows: drawing.screen.height)
                var painter = ScreenPainter()
                var window = drawing.window
                let size = TerminalSize(columns: fresh.columns, rows: fresh.height)
                fresh.feed(
                    painter.paint(window.frame(of: &drawing.editor, size: size, hint: nil)).utf8)
                #expect(drawing.screen.lines == fresh.lines)
                #expect(drawing.screen.cursor == fresh.cursor)
            }
        }
    }
}
