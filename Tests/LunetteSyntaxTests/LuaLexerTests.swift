import LunetteSyntax
import Testing

@Suite struct LuaLexerTests {
    private func kinds(_ source: String) throws -> [LuaToken.Kind] {
        var lexer = LuaLexer(Array(source.utf8))
        var kinds: [LuaToken.Kind] = []
        while true {
            let token = try lexer.next()
            if token.kind == .end { return kinds }
            kinds.append(token.kind)
        }
    }

    @Test(arguments: [
        ("3", LuaToken.Kind.integer(3)), ("0xA", .integer(10)),
        ("0xffffffffffffffff", .integer(-1)),
        ("3.0", .number(3)), ("1e-2", .number(0.01)), ("0x1p4", .number(16)), (".5", .number(0.5)),
        ("9223372036854775808", .number(9_223_372_036_854_775_808)),
        (#""a\65\x42\u{43}\z   d""#, .string("aABCd")), ("[==[a]]b]==]", .string("a]]b")),
        ("'\\\n'", .string("\n")), ("...", .symbol("...")), ("//", .symbol("//")),
        ("and", .name("and")),
    ])
    func `a token is what Lua takes it for`(source: String, kind: LuaToken.Kind) throws {
        #expect(try kinds(source) == [kind])
    }

    @Test(arguments: ["1e-", "0x", "3x", "'a", "[==[a]]", #""\400""#, #""\q""#, "@", "--[[ a"])
    func `what is no token is refused`(source: String) {
        #expect(throws: LuaSyntaxError.self) { try kinds(source) }
    }

    @Test func `places count lines and columns from 1`() throws {
        var lexer = LuaLexer(Array("#!/bin/sh\n a  [[\n]] b".utf8))
        let places = try (0..<3).map { _ in try lexer.next().place }
        #expect(
            places == [
                SourcePlace(line: 2, column: 2), SourcePlace(line: 2, column: 5),
                SourcePlace(line: 3, column: 4),
            ])
    }
}
