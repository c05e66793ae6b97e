import Testing

@testable import LunetteClient

@Suite struct JSONOutlineTests {
    private static let texts = [
        "{}", " {\"a\":[1,{\"b\":\"}\"}],\"c\":null}\n", #"{"a":"\"}","b":"\\","c":"\\\"{"}"#,
        #"{"弦":"月[","n":-1.5e3,"t":[[],[{}]]}"#,
    ]

    @Test(arguments: texts)
    func `a whole object is told from each of its beginnings`(text: String) {
        let bytes = Array(text.utf8)
        #expect(JSONOutline.isWholeObject(bytes))
        let end = bytes.lastIndex(of: UInt8(ascii: "}")) ?? 0
        for length in 0...end {
            #expect(!JSONOutline.isWholeObject(Array(bytes[..<length])), "cut at \(length)")
        }
    }

    @Test(arguments: ["", " ", "[]", "null", "{}{}", "{} x", "<html>{}</html>", "{\"a\":\"\\\"}"])
    func `what is not one object is refused`(text: String) {
        #expect(!JSONOutline.isWholeObject(Array(text.utf8)))
    }
}
