import LunetteBase
import Testing

@Suite struct PrintableTextTests {
    @Test(arguments: [
        ("sg-web: 漢字, é, 👩‍👩‍👧 ❤️, می‌خواهم", "sg-web: 漢字, é, 👩‍👩‍👧 ❤️, می‌خواهم"),
        ("1️⃣ #️⃣ 🏳️‍🌈", "1️⃣ #️⃣ 🏳️‍🌈"),
        ("é\u{200D}\u{200D}x 1\u{FE0F}2", "é\u{200D}\\u{200d}x 1\\u{fe0f}2"),
        ("a\nb\r\tc", "a\\nb\\r\\tc"),
        ("\u{0}\u{1B}[2J\u{7F}", "\\x00\\x1b[2J\\x7f"),
        ("\u{9B}31m\u{85}", "\\x9b31m\\x85"),
        ("\u{202E}i-1\u{2066}\u{61C}", "\\u{202e}i-1\\u{2066}\\u{61c}"),
        ("a\u{2028}b\u{2029}", "a\\u{2028}b\\u{2029}"),
        ("i-\u{200B}1\u{200D}\u{FEFF}\u{AD}", "i-\\u{200b}1\\u{200d}\\u{feff}\\xad"),
        ("sg\u{E0061}\u{3164}\u{FE0F}", "sg\\u{e0061}\\u{3164}\\u{fe0f}"),
    ])
    func `what controls a terminal or hides is shown, and all else is as it was`(
        text: String, shown: String
    ) {
        #expect(printable(text) == shown)
        #expect(printable(shown) == shown)
    }

    @Test func `lines stay where they are meant`() {
        #expect(printableLines("a\n\tb\u{1B}\r\n") == "a\n\tb\\x1b\\r\n")
    }

    @Test func `JSON says afterwards what it said before`() throws {
        let value: JSONValue = ["\u{9B}\n": "\u{202E}\u{E0061}é\u{2028}\u{7F}"]
        let text = printableJSON(value.prettyText)
        #expect(try JSONValue(parsing: text) == value)
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isTreacherous })
    }

    @Test func `bytes that are no text are shown one by one`() {
        #expect(textShowingBytes("é漢😀".utf8) == "é漢😀")
        let bytes: [UInt8] = [0x61, 0xFF, 0xC3, 0xA9, 0xC3, 0xE2, 0x82, 0x62, 0xED, 0xA0, 0x80]
        #expect(textShowingBytes(bytes) == "a\\xffé\\xc3\\xe2\\x82b\\xed\\xa0\\x80")
    }

    @Test func `what was cut in the middle of a character is shown without it`() {
        for count in 0...3 {
            #expect(wholeCharacters("a😀".utf8.prefix(1 + count)) == Array("a".utf8))
        }
        for text in ["", "a", "é", "漢", "a😀"] {
            #expect(wholeCharacters(text.utf8) == Array(text.utf8))
        }
        #expect(wholeCharacters([0x80, 0xFF]) == [0x80, 0xFF])
    }

    @Test func `HTML has one line and no tags of its own`() {
        #expect(html("<b a=\"1\">&\n\u{202E}") == "&lt;b a=&quot;1&quot;&gt;&amp;\\n\\u{202e}")
    }
}
