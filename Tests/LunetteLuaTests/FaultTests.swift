import LunetteBase
import LunetteLua
import Testing

/// Known faults of Debian's Lua 5.4.4, each of which crashes or hangs the stock interpreter.
struct FaultTests {
    private func survives(_ source: String, memory: Int = 256 << 20) async throws {
        let limits = Limits(time: .seconds(3), cpu: nil, memory: memory)
        let session = try Session(limits: limits)
        _ = await session.failure(source)
        #expect(try await session.run("return 1") == [1])
    }

    @Test func `coroutines that close each other do not exhaust the C stack`() async throws {
        try await survives(
            """
            local last
            for i = 1, 20000 do
              local inner = last
              last = coroutine.create(function()
                local x <close> = setmetatable({}, {__close = function()
                  if inner then coroutine.close(inner) end
                end})
                coroutine.yield()
              end)
              coroutine.resume(last)
            end
            coroutine.close(last)
            """)
    }

    @Test func `gmatch goes on after a pattern was too complex`() async throws {
        try await survives(
            """
            local f = string.gmatch(('a'):rep(300000), ('a?'):rep(160000) .. 'b')
            for i = 1, 5 do pcall(f) end
            """)
    }

    @Test func `the name of a long chain of fields is looked up safely`() async throws {
        try await survives("pcall(load('return ' .. ('_ENV.'):rep(6000) .. 'x + 1'))")
    }

    @Test func `a weak metatable survives collections at the limit`() async throws {
        try await survives(
            """
            local keep = {}
            for i = 1, 1e6 do
              local mt = setmetatable({}, {__mode = 'kv'})
              mt.__newindex = setmetatable({}, {__newindex = {}})
              local t = setmetatable({}, mt)
              pcall(function() for j = 1, 50 do t[j] = ('x'):rep(j * 40) end end)
              keep[i % 500] = t
            end
            """, memory: 2 << 20)
    }

    @Test func `a table that calls itself ends at the call depth limit`() async throws {
        let session = try Session()
        let source = "local t = {} setmetatable(t, t) t.__call = t pcall(t)"
        let error = await session.failure(source)
        #expect(error?.kind == .limit(.depth))
        #expect(try await session.run("return 1") == [1])
    }

    @Test func `an error in a message handler keeps the right message`() async throws {
        let source = """
            return xpcall(function() local x <close> = setmetatable({}, {__close = function()
              error('second') end}) error('first') end, function(m) return 'handled ' .. m end)
            """
        let results = try await evaluate(source)
        #expect(results.first == false)
        #expect(results.last?.string?.text.hasPrefix("handled test.lua:") == true)
    }

    @Test func `repeating nothing ends at once`() async throws {
        #expect(try await evaluate("return (''):rep(math.maxinteger)") == [""])
    }
}
