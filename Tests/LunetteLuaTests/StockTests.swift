import LunetteLua
import Testing

/// What our own library functions do is what the stock ones do: the same programs, run by both.
@Suite(.enabled(if: StockLua.isInstalled))
struct StockTests {
    private func compare(_ program: String) async throws {
        let session = try Session()
        _ = try await session.run(program)
        let ours = session.output.split(separator: "\n", omittingEmptySubsequences: false)
        let stock = try StockLua.output(of: "load([=====[\(program)]=====], '@test.lua')()")
            .split(separator: "\n", omittingEmptySubsequences: false)
        #expect(ours.count == stock.count)
        for (index, (our, their)) in zip(ours, stock).enumerated() where our != their {
            Issue.record("line \(index + 1): ours: \(our)\nstock: \(their)")
        }
    }

    /// Prints what each expression yields, or the error.
    private static let prelude = """
        local function show(...)
          local parts = table.pack(...)
          for i = 1, parts.n do
            local v = parts[i]
            if type(v) == 'string' then v = string.format('%q', v):gsub('\\n', 'n')
            elseif type(v) == 'table' then
              local t = {}
              for k = 1, #v do t[k] = tostring(v[k]) end
              v = '{' .. table.concat(t, ',') .. '}'
            else v = tostring(v) end
            parts[i] = v
          end
          print(table.concat(parts, ' ', 1, parts.n))
        end
        local function try(source) show(pcall(assert(load('return ' .. source, '=t')))) end

        """

    @Test(arguments: [
        [
            "('hello'):find('l')", "('hello'):find('xyz')", "('hello'):find('')",
            "('hello'):find('', 10)", "('hello'):find('l', -2)", "('a.b'):find('.', 2, true)",
            "('abc'):find('b()')", "('  x'):match('^%s*(.-)%s*$')",
            "('key=val'):match('(%w+)=(%w+)')",
            "('f(a(b)c)d'):match('%b()')", "('THE (quick) fox'):find('%f[%a]%a+%f[%A]')",
            "('aXb'):match('%u')", "('x^y'):match('[%^x]+')", "('a-b]c'):match('[]%-a]+')",
            "('abab'):match('(ab)%1')", "('\\0a\\0'):find('%z')", "('a\\0b'):find('\\0')",
            "('abc'):match('.-')", "('abc'):match('a*?')", "('[x]'):match('[[]x[]]')",
            "('äö'):match('[\\xc3]')", "('x'):match('()')", "('hello'):match('.-(l+)(.*)')",
        ],
        [
            "('abc'):gsub('%w', '%0%0')", "('abc'):gsub('', '-')", "('abc'):gsub('b', '')",
            "('abc'):gsub('%w', {a='1', b=true})", "('abc'):gsub('%w', {a=false})",
            "('hello world'):gsub('o', 'x', 1)", "('abc'):gsub('(a)(b)', '%2%1')",
            "('abc'):gsub('^a', 'x')", "('abc abc'):gsub('%w+', function(s) return s:upper() end)",
            "('abc'):gsub('b', '%%')", "('abc'):gsub('()', '%1')", "('x'):gsub('x', 5)",
            "('abc'):gsub('b*', '-')", "('abc'):gsub('$', 'x')", "('a b'):gsub('%s', '%%20')",
            "('aaa'):gsub('a', 'b', -1)", "('aaa'):gsub('a', 'b', 0)",
        ],
        [
            "('x'):match('%')", "('x'):match('[')", "('x'):match('[a')", "('x'):match('[%')",
            "('x'):match('[a%')", "('x'):match('(x')", "('x'):match('x)')", "('x'):match('%1')",
            "('x'):match('(%1)')", "('x'):match('%f')", "('x'):match('%b')", "('x'):match('%bx')",
            "('x'):gsub('x', '%')", "('x'):gsub('x', '%2')", "('x'):gsub('x', '%q')",
            "('x'):gsub('x', function() return {} end)", "('x'):gsub('x', true)", "('x'):gsub('x')",
            "(('('):rep(33)):gsub(('(%()'):rep(33), '')", "('x'):rep(-1)", "('x'):rep(3, ',')",
            "('x'):rep(1, ',')", "(''):rep(10)", "('ab'):rep(2.0)", "('ab'):rep(1.5)",
            "('xyz'):rep(math.maxinteger)", "string.rep()", "('x'):rep('z')", "('aBc'):upper()",
            "('aBc'):lower()",
            "('abc'):reverse()", "(''):reverse()", "#('ab'):rep(100000, 'c')",
            "('abc'):rep(50000):find('cab', 100000)",
        ],
        [
            "table.concat({1,2,3}, ',')", "table.concat({}, ',')",
            "table.concat({1,2,3}, ',', 2, 3)",
            "table.concat({1,{},3})", "table.concat({1,2}, ',', 1, 3)", "table.concat(5)",
            "table.concat({'a','b'}, ',', 3)", "table.insert({1,2}, 3, 4)",
            "table.insert({}, 5, 1)",
            "table.insert({}, 1, 2, 3)", "table.insert(nil, 1)", "table.remove({})",
            "table.remove({1,2,3})", "table.remove({1,2,3}, 1)", "table.remove({1,2,3}, 7)",
            "table.remove({1,2,3}, 4)", "table.remove({}, 0)", "table.move({1,2,3}, 1, 3, 2)",
            "table.move({1,2,3}, 2, 3, 1)", "table.move({1,2,3}, 1, 3, 1, {9})",
            "table.move({}, 1, math.maxinteger, 2)", "table.move({}, -1, math.maxinteger, 2)",
            "table.move({1}, 1, 0, 5)", "table.unpack({1,2,3}, 2)", "table.unpack({}, 1, 1e8)",
        ],
        [
            "(function() local t = {3,1,2} table.sort(t) return t end)()",
            "(function() local t = {3,1,2} table.sort(t, function(a,b) return a > b end) return t end)()",
            "table.sort({1,'x'})", "table.sort({1,2,3}, function() return true end)",
            "table.sort({1,2,3,nil,5})", "table.sort({1,2}, 5)", "table.sort(nil)",
            "(function() local t = {} for i = 1, 500 do t[i] = (i * 7919) % 503 end table.sort(t) "
                + "return t end)()",
        ],
        [
            "utf8.len('aäö€')", "utf8.len('\\xff')", "utf8.len('abc', 4)", "utf8.len('abc', 5)",
            "utf8.len('abc', 1, 9)", "utf8.len('\\u{D7FF}')", "utf8.len('\\xed\\xa0\\x80')",
            "utf8.len('\\u{7FFFFFFF}', 1, -1, true)", "utf8.len('\\u{7FFFFFFF}')", "utf8.len('')",
            "utf8.len('\\xc0\\x80')", "utf8.len('aä', 3)", "utf8.len('äb', -1)",
            "utf8.char(228, 8364)",
        ],
        [
            "pcall(error)", "pcall(error, nil)", "pcall(error, {1})",
            "select(2, pcall(error, 'x', 0))",
            "xpcall(error, function(m) return m .. '!' end, 'x')", "xpcall(print)", "pcall()",
            "xpcall(function(...) return select('#', ...) end, print, 1, nil, nil)",
            "rawget({5}, 1)", "rawset({}, 1, 2)", "rawlen({1,2})", "rawlen('abc')", "rawlen(5)",
            "next({})", "next({}, 1)", "next({7})", "setmetatable({}, 5)", "setmetatable(1, {})",
            "getmetatable(setmetatable({}, {__metatable = 'no'}))",
            "setmetatable(setmetatable({}, {__metatable = 'no'}), {})",
            "load('return 1')()", "load('x =')", "load()", "load(5)", "'10' + 5", "-'2'",
            "'a' + 1", "'7' // '2'", "'10' .. 1", "10 < '2'", "load('return 1', 'n', 'b')",
            "load(function() return {} end)", "load({})",
            "load('return a', 'n', 't', {a = 3})()", "load('error(\\'x\\')', '=name')()",
        ],
        [
            "coroutine.status(coroutine.create(print))",
            "coroutine.resume(coroutine.create(print), 1)",
            "coroutine.resume(coroutine.wrap(print))",
            "coroutine.wrap(function() error('x') end)()",
            "coroutine.wrap(function() error({}) end)()", "coroutine.isyieldable()",
            "(function() local c = coroutine.create(function() local a, b = 1, 2 error('e') end) "
                + "coroutine.resume(c) return coroutine.resume(c, 5, 6), coroutine.close(c) end)()",
            "(function() local n = 0 table.sort({5,3,9,1,7,2,8}, function(a, b) n = n + 1 "
                + "return a < b end) return n end)()",
            "coroutine.wrap(function() return coroutine.isyieldable() end)()",
            "coroutine.close(coroutine.create(print))", "coroutine.yield(1)",
            "select(2, coroutine.running())",
            "(function() local c = coroutine.wrap(function() return 1 end) c() return c() end)()",
            "(function() local c = coroutine.create(function() error('e') end) coroutine.resume(c) "
                + "return coroutine.status(c), coroutine.close(c) end)()",
            "(function() local c c = coroutine.create(function() return coroutine.resume(c) end) "
                + "return coroutine.resume(c) end)()",
            "(function() local c = coroutine.create(function(...) local x = coroutine.yield(...) "
                + "return x end) return coroutine.resume(c, 1, 2), coroutine.resume(c, 3), "
                + "coroutine.resume(c) end)()",
        ],
        [
            "os.time({year=2024,month=2,day=30,hour=0})", "os.time({year=2024})",
            "os.time({year=2024,month='x',day=1})", "os.time({year=1e100,month=1,day=1})",
            "os.time({year=2024,month=14,day=-3,hour=25,min=61,sec=61})",
            "os.date('!%Y-%m-%d %H:%M:%S', 86400)", "os.date('!%c', 0)",
            "os.date('!%x %X %p %%', 0)",
            "os.date('!*t', 1e9).yday", "os.difftime(5, 3)",
        ],
    ])
    func `library functions do what stock Lua's do`(expressions: [String]) async throws {
        let lines = expressions.map { "try[==[\($0)]==]" }
        try await compare(Self.prelude + lines.joined(separator: "\n"))
    }

    @Test(arguments: 1...4)
    func `random patterns match as in stock Lua`(seed: Int) async throws {
        let program = #"""
            local state = \#(seed)
            local function random(n)
              state = (state * 1103515245 + 12345) % 2147483648
              return (state >> 8) % n + 1
            end
            local items = {'a', 'b', '.', '%a', '%d', '[ab]', '[^a]', '[a-c]', '(', ')', '()', '*',
              '+', '-', '?', '%1', '^', '$', '%b()', '%f[a]', '%s', '1', '%%', ' ', '%W'}
            local letters = {'a', 'b', 'c', '1', '(', ')', ' ', 'A'}
            local function build(list, most)
              local t = {}
              for i = 1, random(most) do t[i] = list[random(#list)] end
              return table.concat(t)
            end
            for i = 1, 4000 do
              local text, pattern = build(letters, 14), build(items, 6)
              print(text, pattern, pcall(string.find, text, pattern, random(6) - 3))
              print(pcall(string.match, text, pattern))
              print(pcall(string.gsub, text, pattern, '<%0>'))
              local out = {}
              print(pcall(function()
                for a, b in string.gmatch(text, pattern) do out[#out + 1] = tostring(a) .. tostring(b) end
              end))
              print(table.concat(out, '|'))
            end
            """#
        try await compare(program)
    }

    @Test func `random tables are sorted and moved as in stock Lua`() async throws {
        let program = """
            local state = 7
            local function random(n)
              state = (state * 1103515245 + 12345) % 2147483648
              return (state >> 8) % n + 1
            end
            for round = 1, 300 do
              local t = {}
              for i = 1, random(200) do t[i] = random(1000) end
              local u = table.move(t, 1, #t, 1, {})
              table.sort(t)
              table.sort(u, function(a, b) return a > b end)
              table.insert(u, random(#u), 'in')
              table.remove(u, random(#u))
              table.move(u, random(#u), #u, random(20))
              print(table.concat(t, ','), pcall(table.concat, u, ','))
            end
            """
        try await compare(program)
    }
}
