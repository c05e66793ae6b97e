import LunetteLua
import Testing

struct JSONEncodingTests {
    @Test(arguments: [
        ("{1, 2, {x = 1}}", #"[1,2,{"x":1}]"#), ("{}", "{}"), ("json.array{}", "[]"),
        ("json.array(json.array{1})", "[1]"), ("{b = 1, a = 2, ab = 3}", #"{"a":2,"ab":3,"b":1}"#),
        ("json.null", "null"), ("{json.null}", "[null]"), ("nil", "null"), ("true", "true"),
        ("1 << 62", "4611686018427387904"), ("0.1", "0.1"), ("1e100", "1e+100"), ("2.0", "2.0"),
        (#"'a"\\b\n\1ä'"#, #""a\"\\b\n\u0001ä""#), ("1/3", "0.3333333333333333"),
    ])
    func `values have their JSON form`(source: String, text: String) async throws {
        #expect(try await evaluate("return json.encode(\(source))") == [.string(text)])
    }

    @Test(arguments: [
        ("{[1.5] = 1}", "number as a key"), ("{1, x = 2}", "both a list and"),
        ("0/0", "not finite"),
        ("1/0", "not finite"), ("print", "a function has no"), ("'\\xff'", "not UTF-8"),
        ("(function() local t = {} t.t = t return t end)()", "nested deeper than 128"),
        ("{[5] = 1}", "number as a key"),
    ])
    func `what has no JSON form is refused`(source: String, problem: String) async throws {
        let results = try await evaluate("return pcall(json.encode, \(source))")
        #expect(results.first == false)
        #expect(results.last?.string?.text.contains(problem) == true, "\(results)")
    }

    @Test func `indentation is for people`() async throws {
        let results = try await evaluate("return json.encode({a = {1, 2}, b = {}}, {indent = 2})")
        #expect(results == ["{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}"])
    }

    @Test func `what is decoded encodes to the same`() async throws {
        let text = #"{"a":[1,2.5,"x",null,true,{"b":{}}],"c":-9223372036854775808}"#
        let results = try await evaluate("return json.encode(json.decode('\(text)'))")
        #expect(results == [.string(text)])
    }
}
