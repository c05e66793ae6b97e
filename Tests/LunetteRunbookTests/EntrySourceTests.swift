import Testing

@testable import LunetteRunbook

@Suite struct EntrySourceTests {
    @Test(arguments: [
        ("local x = 1", "      x = 1"),
        ("local x", "      x = nil"),
        ("local a, b", "      a, b = nil"),
        ("local a, b = 1, 2", "      a, b = 1, 2"),
        ("local a <const> = 1", "      a         = 1"),
        ("local a <close> = f()", "local a <close> = f()"),
        ("local function f() return 1 end", "      function f() return 1 end"),
        ("do local x = 1 end", "do local x = 1 end"),
        ("if a then local x = 1 end local y = 2", "if a then local x = 1 end       y = 2"),
        ("for i = 1, 2 do local x = i end", "for i = 1, 2 do local x = i end"),
        ("while a do local x = 1 end", "while a do local x = 1 end"),
        ("repeat local x = 1 until x", "repeat local x = 1 until x"),
        ("local f = function() local x = 1 end", "      f = function() local x = 1 end"),
        ("s = 'local x' -- local y", "s = 'local x' -- local y"),
        ("s = [[\nlocal x]] local z = 1", "s = [[\nlocal x]]       z = 1"),
        ("-- first\nlocal x = 1\nlocal y = x", "-- first\n      x = 1\n      y = x"),
        ("x = 1", "x = 1"), ("local x = 'open", "local x = 'open"),
    ])
    func `local at the top of an entry is taken off, and nothing else changes`(
        source: String, kept: String
    ) {
        let result = EntrySource.keepingLocals(Array(source.utf8))
        let text = String(decoding: result, as: UTF8.self)
        #expect(text == kept)
    }
}
