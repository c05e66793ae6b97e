import LunetteBase
import LunetteLua
import Testing

struct LimitTests {
    static let short = Limits(time: .milliseconds(100), cpu: .seconds(20), memory: 32 << 20)

    @Test(arguments: [
        "while true do end",
        "while true do pcall(function() while true do end end) end",
        "local co = coroutine.wrap(function() while true do end end) while true do pcall(co) end",
        "while true do coroutine.resume(coroutine.create(function() while true do end end)) end",
        "xpcall(function() while true do end end, function() while true do end end)",
        "local t = setmetatable({}, {__index = function() while true do end end}) return t.x",
        "table.sort({1, 2, 3}, function() while true do end end)",
        "string.gsub('aaa', 'a', function() while true do end end)",
        "load(function() while true do end end)",
        "string.find(('a'):rep(40), ('.-'):rep(30) .. 'b')",
        "string.find(('('):rep(1e5), '(' .. ('%b()'):rep(3)) while true do end",
        "(('a'):rep(1e7)):find(('a'):rep(1e6) .. 'b', 1, true)while true do end",
        "table.move({}, 1, math.maxinteger - 1, 2)",
        "table.insert(setmetatable({}, {__len = function() return 1 << 53 end}), 1, 1)",
        "table.remove(setmetatable({}, {__len = function() return 1 << 53 end}), 1)",
        "table.concat(setmetatable({}, {__index = function() return '' end}), '', 1, 1 << 60)",
        "local t = setmetatable({}, {__index = type}) while true do pcall(function() t() end) end",
        "local co co = coroutine.wrap(function() local x <close> = setmetatable({}, {__close = "
            + "function() while true do end end}) while true do end end) pcall(co) co()",
        "local co = coroutine.create(function() local x <close> = setmetatable({}, {__close = "
            + "function() while true do end end}) coroutine.yield() end) coroutine.resume(co) "
            + "coroutine.close(co)",
        "for i = 1, 10 do local x <close> = setmetatable({}, {__close = function() while true do "
            + "end end}) end",
        "local function f() pcall(f) pcall(f) end f()",
        "print(setmetatable({}, {__tostring = function() while true do end end}))",
        "local t = {} for i = 1, 1e5 do t[i] = i end while true do pcall(table.sort, t, "
            + "function(a, b) return true end) end",
        "string.rep('', math.maxinteger) while true do utf8.len(('x'):rep(1e6)) end",
        "while true do string.format('%99d', 1) end",
        "goto a ::a:: goto a",
        "string.find(('a'):rep(1e6), '[' .. ('b'):rep(1e6) .. ']x')",
        "local s, t = ('x'):rep(1 << 20), {} for i = 1, 4 do t[i] = s end while true do "
            + "pcall(json.encode, t) end",
    ])
    func `nothing outlives its time`(source: String) async throws {
        let session = try Session(limits: Self.short)
        let clock = SystemClock()
        let start = clock.uptime()
        let error = try #require(await session.failure(source))
        #expect(error.kind == .limit(.time))
        #expect(clock.uptime() - start < .seconds(3))
        #expect(try await session.run("return 1", limits: Limits()) == [1])
    }

    @Test(arguments: [
        "local t = {} while true do t[#t + 1] = {} end",
        "local s = 'x' while true do s = s .. s end",
        "local t = {} while true do pcall(function() t[#t + 1] = ('x'):rep(1e5) end) end",
        "local t = {} while true do t[#t+1] = coroutine.create(function() end) end",
        "local s, t = ('x'):rep(1 << 20), {} for i = 1, 4000 do t[i] = s end json.encode(t)",
    ])
    func `memory ends a run for good`(source: String) async throws {
        let session = try Session(limits: Limits(time: .seconds(10), memory: 8 << 20))
        let error = try #require(await session.failure(source))
        #expect(error.kind == .limit(.memory))
        #expect(try await session.run("return 1") == [1])
    }

    @Test func `garbage is no reason to stop`() async throws {
        let session = try Session(limits: Limits(memory: 4 << 20))
        let source = "for i = 1, 2e5 do local t = {i, i, i, i} end return 'done'"
        #expect(try await session.run(source) == ["done"])
    }

    @Test func `endless recursion is a limit that pcall does not catch`() async throws {
        let session = try Session(limits: Limits(memory: nil))
        let error = await session.failure("local function f() return 1 + f() end print(pcall(f))")
        #expect(error?.kind == .limit(.depth))
        #expect(session.output == "")
    }

    @Test func `output beyond the limit ends the run`() async throws {
        let session = try Session(limits: Limits(output: 10))
        let error = await session.failure("while true do pcall(print, 'abc') end")
        #expect(error?.kind == .limit(.output))
        #expect(session.output == "abc\nabc\nab")
    }

    @Test(arguments: [
        "local s, t = ('x'):rep(1 << 20), {} for i = 1, 4000 do t[i] = s end return t",
        "local t = {} for i = 1, 60 do t = {t, t} end return t",
        "local t = {} t.t = t return t",
    ])
    func `what is too large to leave Lua is an error`(source: String) async throws {
        let error = try #require(await Session().failure(source))
        #expect(error.kind == .runtime)
        #expect(error.message.contains("too deep or too large"))
    }

    @Test func `waits count by the loop's clock, running code by its processor time`()
        async throws
    {
        let clock = VirtualClock(start: Timestamp(secondsSinceEpoch: 0))
        let session = try Session(
            limits: Limits(time: .milliseconds(200), cpu: .seconds(10)), clock: clock)
        #expect(await session.failure("while true do end")?.kind == .limit(.time))
    }

    @Test func `processor time ends a run`() async throws {
        let session = try Session(limits: Limits(time: .seconds(20), cpu: .milliseconds(50)))
        #expect(await session.failure("while true do end")?.kind == .limit(.cpu))
    }

    @Test func `runs leave no memory behind`() async throws {
        let session = try Session()
        let source = "local t = {} for i = 1, 20 do t[i] = {i} end pcall(error, t) return t"
        for _ in 0..<100 { _ = try await session.run(source) }
        let before = await session.interpreter.memoryAfterCollection()
        for _ in 0..<10_000 { _ = try await session.run(source) }
        let after = await session.interpreter.memoryAfterCollection()
        #expect(after < before + 4096)
    }

    @Test func `an interrupt ends running code and the session lives on`() async throws {
        let session = try Session()
        async let failure = session.failure(
            "print('started') while true do pcall(function() end) end")
        try await session.waitForOutput()
        session.interrupt()
        #expect(await failure?.kind == .interrupted)
        #expect(try await session.run("return 1") == [1])
    }
}

extension Session {
    func interrupt() { interpreter.interrupt() }
}
