import Testing

@testable import LunetteTerminal

@Suite struct KeyDecoderTests {
    private static let cases: [(String, [Key])] = [
        ("abc", [.text("abc")]),
        ("é漢👍🏽", [.text("é漢👍🏽")]),
        ("a\r", [.text("a"), .enter]),
        ("\u{1B}\r", [.altEnter]),
        ("\u{1B}[13;2u", [.altEnter]),
        ("\u{1B}[27;3;13~", [.altEnter]),
        ("\u{1B}[A\u{1B}OB", [.up, .down]),
        ("\u{1B}[1;5C\u{1B}[1;3D", [.wordRight, .wordLeft]),
        ("\u{1B}[3~\u{1B}[5~\u{1B}[1~\u{1B}OF", [.delete, .pageUp, .home, .end]),
        ("\u{1B}b\u{1B}\u{7F}", [.alt("b"), .altBackspace]),
        ("\u{03}\u{12}\u{1F}", [.control("c"), .control("r"), .control("_")]),
        ("\u{7F}\t\u{1B}[Z", [.backspace, .tab, .backTab]),
        ("\u{1B}[99;1;2Q", [.unknown]),
        ("\u{1B}[200~a\r\nb\rc\u{1B}[Ad\u{1B}[201~e", [.paste("a\nb\nc\u{1B}[Ad"), .text("e")]),
        ("\u{1B}[200~\u{1B}[201~", [.paste("")]),
        ("\u{1B}[201~x", [.unknown, .text("x")]),
    ]

    @Test(arguments: cases)
    func `bytes become keys`(bytes: String, keys: [Key]) {
        var decoder = KeyDecoder()
        #expect(decoder.keys(from: bytes.utf8) == keys)
        #expect(!decoder.isUndecided)
    }

    @Test(arguments: cases)
    func `it does not matter where reads cut`(bytes: String, keys: [Key]) {
        var decoder = KeyDecoder()
        var found: [Key] = []
        for byte in bytes.utf8 {
            for key in decoder.keys(from: [byte]) {
                if case .text(let text) = key, case .text(let before) = found.last {
                    found[found.count - 1] = .text(before + text)
                } else {
                    found.append(key)
                }
            }
        }
        #expect(found == keys)
    }

    @Test func `an ESC alone is a key once nothing follows it`() {
        var decoder = KeyDecoder()
        #expect(decoder.keys(from: [0x1B]) == [])
        #expect(decoder.isUndecided)
        #expect(decoder.keysAfterSilence() == [.escape])
        #expect(!decoder.isUndecided)
    }

    @Test func `a paste that never ends gives what came`() {
        var decoder = KeyDecoder()
        #expect(decoder.keys(from: "\u{1B}[200~abc\u{1B}[20".utf8) == [])
        #expect(decoder.isPasting)
        #expect(decoder.keysAfterSilence() == [.paste("abc\u{1B}[20")])
        #expect(decoder.keys(from: "d".utf8) == [.text("d")])
    }
}
