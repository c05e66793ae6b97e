import Testing

@testable import LunetteTerminal

@Suite struct CellWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("한국", 4), ("ｆ", 2),
        ("👍", 2), ("👍🏽", 2), ("👨‍👩‍👧‍👦", 2), ("🇨🇳", 2), ("❤️", 2), ("❤", 1), ("\t", 4), ("a\u{200B}b", 3),
        ("│", 1), ("…", 1), ("ﾊﾝｶｸ", 4), ("🫠", 2),
    ])
    func `text takes so many cells`(text: String, cells: Int) {
        #expect(text.cellWidth == cells)
    }

    @Test(arguments: [
        ("\u{9B}", "\u{FFFD}"), ("\u{202E}", "\u{FFFD}"), ("\u{200B}", "\u{FFFD}"), ("\u{1B}", "␛"),
        ("\u{7F}", "␡"), ("👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"), ("א", "א"),
    ])
    func `what controls a terminal is shown and not sent`(character: Character, shown: String) {
        #expect(character.shown == shown)
    }

    @Test func `the table of wide characters is in order`() {
        for (left, right) in zip(wideCharacterRanges, wideCharacterRanges.dropFirst()) {
            #expect(left.upperBound < right.lowerBound)
        }
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdef", 4, "abc…"), ("漢字漢字", 5, "漢字…"),
        ("漢字漢字", 4, "漢…"), ("abc", 1, "…"), ("abc", 0, ""), ("", 0, ""),
    ])
    func `what does not fit is cut with an ellipsis`(text: String, width: Int, fitted: String) {
        #expect(text.fitted(toCells: width) == fitted)
        #expect(text.fitted(toCells: width).cellWidth <= width)
    }

    @Test func `styled text is cut as plain text is`() {
        var text = StyledText("漢字", .string)
        text.append("abc", .dim)
        for width in 0...8 {
            let fitted = text.fitted(toCells: width)
            #expect(fitted.cellWidth <= width, "\(width): \(fitted.plain)")
            #expect(width == 0 || width >= 7 || fitted.plain.hasSuffix("…"), "\(fitted.plain)")
        }
        #expect(text.fitted(toCells: 7) == text)
        #expect(text.rendered(colored: false) == "漢字abc")
        #expect(text.rendered(colored: true) == "\u{1B}[32m漢字\u{1B}[0m\u{1B}[2mabc\u{1B}[0m")
    }
}
