import LunetteBase
import LunetteSettings
import LunetteTesting
import Testing

@Suite struct TOMLDocumentTests {
    private static let source = """
        # settings
        title = "a # b"
        nested.key = 1
        list = [ "x", # one
          'y',
          { z = 2 },
        ]

        [policy]
        "quoted key" = true
        text = \"""
        [not.a.table]
        "\"""

        [[policy.rules]]
        deny = ["ecs:*"]
        [policy.rules.more]
        deep = 1.5

        [[policy.rules]]
        allow = { ops = ["a"], day = 2026-01-01 }
        """

    private static func section(_ source: String) throws -> TOMLSection {
        try TOMLDocument(path: "f.toml", source: Array(source.utf8)).section
    }

    @Test func `values come as they are written`() throws {
        let root = try Self.section(Self.source)
        #expect(root.keys == ["title", "nested", "list", "policy"])
        #expect(try root.string("title") == "a # b")
        #expect(try root.section("nested")?.integer("key", in: 0...9) == 1)
        #expect(
            root.value("list") == .list([.string("x"), .string("y"), .table(["z": .integer(2)])]))
        let policy = try #require(try root.section("policy"))
        #expect(policy.keys == ["quoted key", "text", "rules"])
        #expect(try policy.boolean("quoted key") == true)
        #expect(try policy.string("text") == "[not.a.table]\n\"")
        let rules = try policy.sections("rules")
        #expect(rules.count == 2)
        #expect(try rules[0].strings("deny") == ["ecs:*"])
        #expect(try rules[0].section("more")?.value("deep") == .number(1.5))
        #expect(
            try rules[1].section("allow")?.value("day") == .moment("2026-01-01"))
    }

    @Test func `every key knows its place`() throws {
        let root = try Self.section(Self.source)
        let policy = try #require(try root.section("policy"))
        let rules = try policy.sections("rules")
        #expect(root.position(of: "title") == TextPosition(line: 2, column: 1))
        #expect(try root.section("nested")?.position(of: "key") == TextPosition(line: 3, column: 8))
        #expect(root.error(at: "list", element: 1, "").position == TextPosition(line: 5, column: 3))
        #expect(root.error(at: "list", element: 2, "").position == TextPosition(line: 6, column: 3))
        #expect(policy.position == TextPosition(line: 9, column: 2))
        #expect(policy.position(of: "quoted key") == TextPosition(line: 10, column: 1))
        #expect(rules[0].position == TextPosition(line: 15, column: 10))
        #expect(rules[0].error(at: "deny", element: 0, "").position.column == 9)
        #expect(
            try rules[0].section("more")?.position(of: "deep") == TextPosition(line: 18, column: 1))
        #expect(rules[1].position(of: "allow") == TextPosition(line: 21, column: 1))
        #expect(
            try rules[1].section("allow")?.position(of: "day") == TextPosition(line: 21, column: 24)
        )
    }

    /// A mistake in a file, and what is said of it.
    private static let mistakes: [(source: String, place: String, words: String)] = [
        ("a = 1\nb = ", "f.toml:2:5", "a value expected, not the end of the file"),
        ("a = 1\na = 2\n", "f.toml:2:1", "'a' is given twice"),
        ("[a]\nx = 1\n[a]\ny = 2", "f.toml:3:2", "'a' is given twice"),
        ("a.b = 1\n[a]\n", "f.toml:2:2", "'a' is given twice"),
        ("a = { b = 1 }\na.c = 2\n", "f.toml:2:1", "'a' is given already"),
        ("a = 1\n[a.b]\n", "f.toml:2:2", "is no table"),
        ("a = \"x\n", "f.toml:1:5", "the text does not end on its line"),
        ("a = \"\"\"x\n", "f.toml:1:5", "the text does not end"),
        ("a = \"\\d\"", "f.toml:1:6", "no such escape"),
        ("a = 1\n [ .a]", "f.toml:2:4", "a key expected, not '.'"),
        ("[a\nb = 1", "f.toml:1:3", "] expected"),
        ("a = \n[=]", "f.toml:1:5", "a value expected, not the end of the line"),
        ("a = [\n 1,\n }\n]", "f.toml:3:2", "a value expected, not '}'"),
        ("a = [1 2]", "f.toml:1:8", "',' or ']' expected, not '2'"),
        ("a = { b = 1, }", "f.toml:1:14", "a key expected, not '}'"),
        ("a = dev", "f.toml:1:5", "'dev' is no value; a text needs quotes"),
        ("a = 01", "f.toml:1:5", "'01' is no value"),
        ("a = 2026-02-30", "f.toml:1:5", "is no value"),
        ("a = 1 b = 2", "f.toml:1:7", "the end of the line expected, not 'b'"),
        ("a = 1 # \u{1}", "f.toml:1:9", "no control characters"),
        ("a = 1\n\nname = 7", "f.toml:3:8", "name must be a string, not an integer"),
        ("nmae = \"x\"", "f.toml:1:1", "the file has no key 'nmae'; did you mean 'name'?"),
        ("zzzzzz = 1", "f.toml:1:1", "it takes"),
        ("count = 11", "f.toml:1:9", "count must be an integer from 0 to 10, not an integer"),
        ("count = 1.5", "f.toml:1:9", "not a number"),
        ("limit = \"soon\"", "f.toml:1:9", "limit must be a duration"),
        ("list = [\"a\", 3]", "f.toml:1:14", "list must be a list of strings, not of an integer"),
        ("table = 3", "f.toml:1:9", "table must be a table, not an integer"),
        ("tables = [1]", "f.toml:1:11", "tables must be a list of tables, not of an integer"),
        ("word = \"rde\"", "f.toml:1:8", "word must be one of red, blue, not 'rde'; did you mean"),
        ("# é\nname = \"é\" x", "f.toml:2:13", "not 'x'"),
    ]

    @Test(arguments: mistakes.indices)
    func `a mistake is told with its place`(index: Int) throws {
        let (source, place, words) = Self.mistakes[index]
        let error = try #require(throws: TOMLError.self) { try Self.readAll(source) }
        #expect(error.place.hasPrefix(place), "\(error)")
        #expect(error.message.contains(words), "\(error)")
    }

    private static func readAll(_ source: String) throws {
        let root = try section(source)
        _ = try root.string("name")
        _ = try root.integer("count", in: 0...10)
        _ = try root.duration("limit")
        _ = try root.strings("list")
        _ = try root.section("table")
        _ = try root.sections("tables")
        _ = try root.choice("word", among: ["red", "blue"])
        try root.allow(
            only: ["name", "count", "limit", "list", "table", "tables", "word", "a", "b"])
    }

    private static let values: [(String, TOMLValue?)] = [
        ("1_000", .integer(1_000)), ("-0x_1", nil), ("0xFF_ff", .integer(0xFFFF)),
        ("0b101", .integer(5)), ("+7", .integer(7)), ("1__0", nil), ("1_", nil),
        ("-0", .integer(0)),
        ("9223372036854775807", .integer(.max)), ("9223372036854775808", nil),
        ("-9223372036854775808", .integer(.min)), ("6.5e-3", .number(0.0065)), ("1.", nil),
        (".5", nil), ("1e06", .number(1e6)), ("03.1", nil), ("-inf", .number(-.infinity)),
        ("true", .boolean(true)), ("True", nil),
        ("1979-05-27T07:32:00.5-07:00", .moment("1979-05-27T07:32:00.5-07:00")),
        ("1979-05-27 07:32:00", .moment("1979-05-27 07:32:00")), ("07:32:00", .moment("07:32:00")),
        ("1979-05-27 # a day", .moment("1979-05-27")), ("24:00:00", nil), ("07:32:00Z", nil),
        ("'C:\\x'", .string("C:\\x")), ("\"\\u00e9\\t\"", .string("é\t")),
        ("\"\\ud800\"", nil), ("\"\"\"\na\\\n   b\"\"\"\"", .string("ab\"")),
        ("''''x'''''", .string("'x''")),
    ]

    @Test(arguments: values)
    func `values mean what TOML 1.0 says`(text: String, value: TOMLValue?) {
        #expect((try? Self.section("a = \(text)\n"))?.value("a") == value)
    }

    @Test func `what is no text is refused`() {
        #expect(throws: TOMLError.self) { try Self.section("a = 1\n\0b = 2") }
        #expect(throws: TOMLError.self) {
            try TOMLDocument(path: "f.toml", source: [0x61, 0x3D, 0x22, 0xFF, 0x22])
        }
        #expect(throws: TOMLError.self) {
            try Self.section("a = " + String(repeating: "[", count: 100_000))
        }
    }

    @Test func `any text is read or refused`() throws {
        let pieces = [
            "a", ".", "=", "[", "]", "[[", "]]", "\"", "'", "\"\"\"", "{", "}", ",", "#", "\n",
            "\\",
            " ", "1", "é",
        ]
        let randomness = SeededRandomness(seed: 7)
        let whole = Array(Self.source.utf8)
        for _ in 0..<TestLength.rounds(5_000, long: 1_000_000) {
            var text = ""
            for _ in 0..<12 {
                text += pieces[Int(randomness.next() % UInt64(pieces.count))]
            }
            if randomness.next() % 2 == 0 {
                let index = Int(randomness.next() % UInt64(whole.count))
                text = String(
                    decoding: whole[..<index] + Array(text.utf8.prefix(2)) + whole[(index + 1)...],
                    as: UTF8.self)
            }
            guard let section = try? Self.section(text) else { continue }
            for key in section.keys { #expect(section.position(of: key).line >= 1) }
        }
    }
}
