import LunetteBase
import LunetteLoop
import LunetteLua
import Synchronization
import Testing

struct AsyncTests {
    /// `host.sleep(milliseconds)` answers its argument, late; `host.now(x)` at once;
    /// `host.each(list, f)` calls f on all at the same time.
    private func session(limits: Limits = Limits(time: .seconds(20))) throws -> Session {
        let loop = Mutex<ScriptLoop?>(nil)
        let interpreter = Mutex<Interpreter?>(nil)
        let library = HostLibrary(
            "host",
            functions: [
                HostFunction(
                    "host.sleep",
                    waiting: { arguments in
                        let duration = try arguments.integer(1, "milliseconds")
                        let sleeper = loop.withLock { $0 }
                        try await sleeper?.sleep(for: .milliseconds(duration))
                        return .value(.integer(duration))
                    }),
                HostFunction("host.now", waiting: { .value($0[1]) }),
                HostFunction(
                    "host.refuse", waiting: { _ in throw Refusal(code: "X") }),
                HostFunction(
                    "host.each",
                    waiting: { arguments in
                        let items = try arguments.table(1, "items").elements
                        let function = try arguments.function(2, "function")
                        guard let interpreter = interpreter.withLock({ $0 }) else { return .none }
                        return .value(
                            .table(LuaTable(try await all(items, function, interpreter))))
                    }),
            ])
        let session = try Session(limits: limits, libraries: [library])
        loop.withLock { $0 = session.loop }
        interpreter.withLock { $0 = session.interpreter }
        return session
    }

    private func all(
        _ items: [LuaValue], _ function: LuaFunction, _ interpreter: Interpreter
    ) async throws -> [LuaValue] {
        try await withThrowingTaskGroup(of: (Int, LuaValue).self) { group in
            for (index, item) in items.enumerated() {
                group.addTask {
                    (index, try await interpreter.call(function, [item]).first ?? .nothing)
                }
            }
            var results = [LuaValue](repeating: .nothing, count: items.count)
            for try await (index, value) in group { results[index] = value }
            return results
        }
    }

    @Test(arguments: [
        "return host.now(7)",
        "return host.sleep(7)",
        "return select(2, pcall(host.sleep, 7))",
        "return select(2, xpcall(host.sleep, print, 7))",
        "return coroutine.wrap(function() return host.sleep(7) end)()",
        "return select(2, coroutine.resume(coroutine.create(function() return host.now(7) end)))",
        "return setmetatable({}, {__index = function(_, k) return host.sleep(k) end})[7]",
        "return setmetatable({}, {__add = function() return host.sleep(7) end}) + 1",
        "return setmetatable({}, {__call = function(_, x) return host.sleep(x) end})(7)",
        "for x in function() return host.sleep(7) end do return x end",
        "do local t <close> = setmetatable({}, {__close = function() x = host.sleep(7) end}) end "
            + "return x",
        "local f = coroutine.wrap(function() coroutine.yield(host.now(1)) return host.sleep(7) end)"
            + " f() return f()",
    ])
    func `a call waits wherever Lua can yield`(source: String) async throws {
        #expect(try await session().run(source) == [7])
    }

    @Test(arguments: [
        ("table.sort({2, 1}, function() host.sleep(1) end)", "sort"),
        ("string.gsub('a', 'a', function() host.sleep(1) end)", "gsub"),
        ("assert(load(function() host.sleep(1) end))", "load"),
        (
            "table.sort({2, 1}, function() coroutine.wrap(function() host.sleep(1) end)() end)",
            "coroutine.resume"
        ),
    ])
    func `where Lua cannot yield the error says so`(source: String, name: String) async throws {
        let error = try #require(await session().failure(source))
        #expect(error.kind == .runtime)
        #expect(
            error.message.contains(
                "'sleep' has to wait, and a function called by '\(name)' cannot"), "\(error)")
    }

    @Test func `a waiting function's error is raised where it was called`() async throws {
        let source = "local ok, err = pcall(host.refuse) return ok, err.code"
        #expect(try await session().run(source) == [false, "X"])
    }

    @Test func `a script cannot yield to the host`() async throws {
        let error = try await session().failure("coroutine.yield(1)")
        #expect(error?.message == "attempt to yield from outside a coroutine")
    }

    @Test func `functions called at once wait at the same time`() async throws {
        let session = try session()
        let start = SystemClock().uptime()
        let source = """
            local items = {}
            for i = 1, 200 do items[i] = i end
            local done = host.each(items, function(i) host.sleep(100) return i * 2 end)
            return #done, done[200]
            """
        #expect(try await session.run(source) == [200, 400])
        #expect(SystemClock().uptime() - start < .seconds(10))
    }

    @Test func `the deadline reaches a call that waits`() async throws {
        let session = try session(limits: Limits(time: .milliseconds(50)))
        let start = SystemClock().uptime()
        let error = await session.failure("pcall(host.sleep, 60000)")
        #expect(error?.kind == .limit(.time))
        #expect(SystemClock().uptime() - start < .seconds(3))
        #expect(try await session.run("return 1", limits: Limits()) == [1])
    }

    @Test func `an interrupt reaches a call that waits`() async throws {
        let session = try session()
        async let failure = session.failure("print(1) host.sleep(60000)")
        try await session.waitForOutput()
        session.interrupt()
        #expect(await failure?.kind == .interrupted)
    }

    @Test func `what is left of a stopped run calls no more Lua`() async throws {
        let session = try session(limits: Limits(time: .milliseconds(100)))
        let source = """
            host.each({1, 2}, function()
              while true do pcall(host.sleep, 20) late = (late or 0) + 1 end
            end)
            """
        #expect(await session.failure(source)?.kind == .limit(.time))
        let count = try await session.run("return late or 0", limits: Limits())
        try await session.loop.sleep(for: .milliseconds(80))
        #expect(try await session.run("return late or 0", limits: Limits()) == count)
    }

    @Test func `a host function that lives on starts no other run`() async throws {
        let called = Mutex<LuaError?>(nil)
        let interpreter = Mutex<Interpreter?>(nil)
        let stubborn = HostFunction(
            "host.stubborn",
            waiting: { arguments in
                let function = try arguments.function(1, "function")
                guard let interpreter = interpreter.withLock({ $0 }) else { return .none }
                let other = ScriptLoop()
                defer { other.stop() }
                while !Task.isCancelled { await Task.yield() }
                try? await Task { try await other.sleep(for: .milliseconds(30)) }.value
                do throws(LuaError) {
                    _ = try await interpreter.call(function)
                } catch {
                    called.withLock { $0 = error }
                }
                return .none
            })
        let session = try Session(
            limits: Limits(time: .milliseconds(50)),
            libraries: [HostLibrary("host", functions: [stubborn])])
        interpreter.withLock { $0 = session.interpreter }
        _ = await session.failure("host.stubborn(function() escaped = true end)")
        while called.withLock({ $0 }) == nil { await Task.yield() }
        #expect(try await session.run("return escaped", limits: Limits()) == [nil])
    }

    @Test func `a cancelled task ends its chunk`() async throws {
        let session = try session()
        let task = Task { await session.failure("print(1) host.sleep(60000)") }
        try await session.waitForOutput()
        task.cancel()
        #expect(await task.value?.kind == .interrupted)
    }
}
