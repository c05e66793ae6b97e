import Testing

@testable import LunetteTerminal

@Suite struct LineEditorTests {
    private func editor(_ keys: [Key], history: [String] = []) -> LineEditor {
        var editor = LineEditor(history: EntryHistory(history))
        editor.begin(Prompt("> "))
        for key in keys { _ = editor.handle(key) }
        return editor
    }

    @Test(
        arguments: [
            ([.text("abc"), .left, .text("X")], "abXc"),
            ([.text("abc"), .control("a"), .text("X"), .control("e"), .text("Y")], "XabcY"),
            ([.text("one two"), .control("w"), .text("2")], "one 2"),
            ([.text("a.b_c"), .altBackspace], "a."),
            ([.text("one two"), .control("a"), .alt("d"), .text("1")], "1 two"),
            ([.text("one two"), .control("u"), .text("x"), .control("y")], "xone two"),
            (
                [.text("one two three"), .control("w"), .control("w"), .control("y")],
                "one two three"
            ),
            ([.text("abc"), .control("a"), .control("k"), .control("y"), .control("y")], "abcabc"),
            ([.text("ab"), .control("t")], "ba"),
            ([.text("a👍🏽"), .backspace], "a"),
            ([.text("漢字"), .left, .backspace], "字"),
            ([.text("e"), .text("\u{301}"), .backspace], ""),
            ([.text("a"), .altEnter, .text("b"), .control("a"), .backspace], "ab"),
            ([.paste("a\nb\nc"), .up, .text("X")], "a\nbX\nc"),
            ([.text("a"), .text("b"), .control("_")], ""),
            ([.text("one "), .text("two"), .control("_")], "one "),
            ([.paste("a\nb"), .control("u"), .control("_")], "a\nb"),
            (
                [.paste("long line\nx\nlong line"), .up, .up, .text("!")],
                "long line!\nx\nlong line"
            ),
            ([.text("abc"), .control("d"), .control("b"), .control("d")], "ab"),
            ([.tab, .text("x")], "  x"),
        ] as [([Key], String)])
    func `keys edit the entry`(keys: [Key], text: String) {
        #expect(editor(keys).buffer.text == text)
    }

    @Test func `an entry of many lines is one item of the history`() {
        let history = ["print(1)", "for i = 1, 2 do\n  print(i)\nend"]
        var editor = editor([.text("draft"), .up], history: history)
        #expect(editor.buffer.text == history[1])
        // Up goes through its lines before it goes on to the entry before.
        for _ in 0..<3 { _ = editor.handle(.up) }
        #expect(editor.buffer.text == history[0])
        for _ in 0..<4 { _ = editor.handle(.down) }
        #expect(editor.buffer.text == "draft")
    }

    @Test func `Ctrl-R finds, goes on, and gives up`() {
        let history = ["list groups", "leave sg-1", "list instances"]
        var editor = editor([.text("x"), .control("r"), .text("list")], history: history)
        #expect(editor.buffer.text == "list instances")
        _ = editor.handle(.control("r"))
        #expect(editor.buffer.text == "list groups")
        _ = editor.handle(.control("r"))
        #expect(editor.search?.hasFailed == true)
        #expect(editor.buffer.text == "list groups")
        _ = editor.handle(.control("s"))
        #expect(editor.buffer.text == "list instances")
        #expect(editor.handle(.control("c")) == .none)
        #expect(editor.buffer.text == "x")
        _ = editor.handle(.control("r"))
        _ = editor.handle(.text("leave"))
        #expect(editor.handle(.enter) == .enter("leave sg-1"))
    }

    @Test func `keys ask for what only others can do`() {
        var editor = editor([])
        #expect(editor.handle(.control("d")) == .endOfInput)
        #expect(editor.handle(.control("c")) == .interrupt)
        _ = editor.handle(.text("a"))
        #expect(editor.handle(.control("d")) == .none)
        #expect(editor.handle(.tab) == .complete)
        #expect(editor.handle(.enter) == .enter("a"))
    }

    // MARK: Completion

    private func completed(_ typed: String, _ names: [String], keys: [Key] = []) -> LineEditor {
        var editor = editor([.text(typed)])
        editor.show(
            Completion(
                replacing: typed.split(separator: ".").last?.count ?? 0,
                candidates: names.map { Completion.Candidate($0) }))
        for key in keys { _ = editor.handle(key) }
        return editor
    }

    @Test func `the only candidate is put in`() {
        let editor = completed("ecs.lea", ["leave_security_group"])
        #expect(editor.buffer.text == "ecs.leave_security_group")
        #expect(editor.menu == nil)
    }

    @Test func `what all candidates share is put in, and Tab goes through them`() {
        let names = ["describe_instances", "describe_images"]
        var editor = completed("ecs.de", names)
        #expect(editor.buffer.text == "ecs.describe_i")
        _ = editor.handle(.tab)
        #expect(editor.buffer.text == "ecs.describe_instances")
        _ = editor.handle(.tab)
        #expect(editor.buffer.text == "ecs.describe_images")
        _ = editor.handle(.tab)
        #expect(editor.buffer.text == "ecs.describe_instances")
        _ = editor.handle(.backTab)
        #expect(editor.buffer.text == "ecs.describe_images")
        // Enter takes the choice, and runs nothing yet.
        #expect(editor.handle(.enter) == .none)
        #expect(editor.menu == nil)
        #expect(editor.handle(.enter) == .enter("ecs.describe_images"))
    }

    @Test func `no candidate changes nothing`() {
        #expect(completed("ecs.zz", []).buffer.text == "ecs.zz")
    }

    @Test func `many candidates are shown in a window around the chosen one`() throws {
        let names = (0..<100).map { "name_\($0)" }
        var editor = completed("name_", names, keys: [.backTab])
        var rows = try #require(editor.menu).rows(width: 30, height: 6)
        #expect(rows.count == 6)
        #expect(rows.contains { $0.runs.contains { $0.style == .selected } })
        _ = editor.handle(.tab)
        rows = try #require(editor.menu).rows(width: 30, height: 6)
        #expect(rows[0].plain.hasPrefix("name_0"))
    }
}
