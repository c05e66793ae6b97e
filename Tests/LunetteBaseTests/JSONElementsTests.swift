import LunetteBase
import Testing

@Suite struct JSONElementsTests {
    private func elements(_ text: String, _ path: [String]) -> [String]? {
        let bytes = Array(text.utf8)
        return JSONElements(of: bytes, at: path)?.ranges.map {
            String(decoding: bytes[$0], as: UTF8.self)
        }
    }

    @Test(arguments: [
        (
            #"{"a":{"b":[1, {"x":[2]} ,"],}\"" , null]},"c":0}"#,
            ["1", #"{"x":[2]}"#, #""],}\"""#, "null"]
        ),
        (#" { "z" : [ {} ] , "a" : { "y" : "b" , "b" : [ ] } }"#, []),
        (#"{"a":{"b":[[],[[]]]}}"#, ["[]", "[[]]"]),
    ])
    func `elements are found whatever stands around them`(text: String, expected: [String]) {
        #expect(elements(text, ["a", "b"]) == expected)
    }

    @Test(arguments: [
        "", "{}", "[1]", #"{"a":{"b":{}}}"#, #"{"a":{"b":[1,"#, #"{"a":{"b":["x"#,
        #"{"a":{"c":[]}}"#,
        #"{"a""#, #"{"a":{"b":[1,,2]}}"#,
    ])
    func `a path that leads nowhere, and a text that breaks off, give nothing`(text: String) {
        #expect(elements(text, ["a", "b"]) == nil)
    }

    @Test func `every element of a written list comes back`() throws {
        let list: [JSONValue] = [["id": "a,b]"], 5, "}{", [[]], nil, -1.5, ["k": ["v": [1, 2]]]]
        let text = JSONValue.object(["n": 1, "list": .array(list)]).prettyText
        let found = try #require(elements(text, ["list"]))
        #expect(try found.map { try JSONValue(parsing: $0) } == list)
    }
}
