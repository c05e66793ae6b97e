import LunetteBase
import Testing

@Suite struct `A JSON position` {
    static let text = """
        { "a": [1, {"x": "}]"},
          [2, 3]],
          "b\\u0063": { "d": null } }
        """

    @Test(arguments: [
        ([JSONStep](), 1, 1),
        ([.member("a")], 1, 8),
        ([.member("a"), .element(1), .member("x")], 1, 18),
        ([.member("a"), .element(2), .element(1)], 2, 7),
        ([.member("bc"), .member("d")], 3, 21),
        ([.member("a"), .element(9)], 1, 8),
        ([.member("missing")], 1, 1),
    ])
    func `is where the value starts, or as far as the path leads`(
        path: [JSONStep], line: Int, column: Int
    ) {
        let position = JSONValue.position(of: path, in: Array(Self.text.utf8))
        #expect((position.line, position.column) == (line, column))
    }

    @Test func `a path reads as people write it`() {
        let path: [JSONStep] = [.member("a"), .element(3), .member("b"), .element(0)]
        #expect(path.text == "a[3].b[0]")
    }
}
