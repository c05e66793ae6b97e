import Testing

@testable import LunetteTerminal

@Suite struct TableTests {
    private let table = TextTable(
        header: ["id", "name", "members"],
        rows: [
            [.init("sg-web"), .init("网络"), .init("12", isRightAligned: true)],
            [.init("sg-quarantine"), .init("quarantined hosts"), .init("3", isRightAligned: true)],
        ])

    @Test func `columns line up by cells`() {
        let (lines, shown) = table.lines(width: 80)
        #expect(shown == 3)
        #expect(
            lines.map(\.plain) == [
                "id             name               members",
                "sg-web         网络                    12",
                "sg-quarantine  quarantined hosts        3",
            ])
    }

    @Test(arguments: 1..<60)
    func `no line is wider than it may be`(width: Int) {
        for line in table.lines(width: width).lines {
            #expect(line.cellWidth <= width, "\(line.plain)")
        }
    }

    @Test func `what does not fit is left out from the right`() {
        let (lines, shown) = table.lines(width: 33)
        #expect(shown == 2)
        #expect(lines[2].plain == "sg-quarantine  quarantined hosts")
    }
}

@Suite struct PagerTests {
    private let size = TerminalSize(columns: 20, rows: 5)

    @Test(
        arguments: [
            ([.text(" ")], 3), ([.text("  ")], 6), ([.text("jj"), .up], 1), ([.text("G")], 16),
            ([.text("Gb")], 13), ([.end, .home], 0), ([.text("jjk"), .pageDown], 4),
            ([.text("k")], 0),
        ] as [([Key], Int)])
    func `keys move through the lines`(keys: [Key], top: Int) {
        var pager = Pager(lines: (1...20).map { "line \($0)" })
        for key in keys {
            let isDone = pager.handle(key, size: size)
            #expect(!isDone)
        }
        #expect(pager.top == top)
    }

    @Test(arguments: [.text("q"), .control("c"), .escape] as [Key])
    func `keys leave it`(key: Key) {
        var pager = Pager(lines: ["a"])
        let isDone = pager.handle(key, size: size)
        #expect(isDone)
    }
}
