import LunetteBase
import Testing

@Suite struct JSONTests {
    @Test(arguments: [
        "null", "true", "[]", "{}", "[1,2,[3]]", #"{"a":{"b":"c"},"d":-1.5}"#,
        #"["é","\"","\\","\n"]"#, "9223372036854775807", "-9223372036854775808",
    ])
    func `text survives being read and written`(text: String) throws {
        #expect(try JSONValue(parsing: text).text == text)
    }

    @Test func `integers of 64 bits stay integers and larger ones become numbers`() throws {
        #expect(try JSONValue(parsing: "9007199254740993") == .integer(9_007_199_254_740_993))
        #expect(try JSONValue(parsing: "9223372036854775808") == .number(9_223_372_036_854_775_808))
    }

    @Test func `escapes and surrogate pairs are undone`() throws {
        #expect(try JSONValue(parsing: #""\u00e9\ud83d\ude00\/""#) == .string("é😀/"))
    }

    @Test(arguments: [
        ("", 1, 1), ("[1,]", 1, 4), ("{\n  \"a\" 1}", 2, 7), ("[1 2]", 1, 4), ("01", 1, 2),
        ("\"a", 1, 1), (#""\ud800""#, 1, 2), (#""\x""#, 1, 2), ("tru", 1, 1), ("[1]]", 1, 4),
        (#"{"a":1,"a":2}"#, 1, 8), ("1e999", 1, 1), ("\"\u{1}\"", 1, 2), ("-", 1, 1), ("1.", 1, 1),
    ])
    func `a mistake is named with its line and column`(text: String, line: Int, column: Int) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) }
        #expect(error?.line == line)
        #expect(error?.column == column)
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
    }

    @Test func `deep nesting ends in an error and not in a crash`() {
        let text = String(repeating: "[", count: 100_000)
        #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) }
    }
}
