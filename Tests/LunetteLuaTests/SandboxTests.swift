import LunetteLua
import Testing

struct SandboxTests {
    @Test(arguments: [
        "io", "package", "dofile", "loadfile", "warn", "os.exit", "os.getenv", "os.execute",
        "os.remove", "os.rename", "os.tmpname", "os.setlocale", "string.dump", "debug.getinfo",
        "debug.sethook", "debug.getregistry", "debug.getupvalue",
    ])
    func `what could reach outside is absent`(name: String) async throws {
        #expect(try await evaluate("return \(name)") == [nil])
    }

    @Test(arguments: [
        "string.x = 1", "string.rep = nil", "rawset(string, 'x', 1)", "math.pi = 3",
        "getmetatable('').__index = {}", "setmetatable(string, {})", "table.insert(string, 1)",
        "json.null = 1", "os.time = nil", "table.sort = nil", "debug.x = 1",
        "setmetatable({}, string).x = 1",
    ])
    func `libraries cannot be changed`(source: String) async throws {
        #expect(try await evaluate("return (pcall(load([[\(source)]])))") == [false])
    }

    @Test func `a library can be looked through`() async throws {
        let source = """
            local n = 0
            for k, v in pairs(string) do n = n + 1 end
            return n > 10, rawget(string, 'rep') == string.rep, next(string) ~= nil,
              type(string), getmetatable(string)
            """
        #expect(try await evaluate(source) == [true, true, true, "table", false])
    }

    @Test func `strings keep their methods whatever becomes of the globals`() async throws {
        #expect(try await evaluate("string = nil return ('x'):rep(2)") == ["xx"])
    }

    @Test func `a finalizer is refused`() async throws {
        let results = try await evaluate("return pcall(setmetatable, {}, {__gc = print})")
        #expect(results == [false, "'__gc' is not available to scripts"])
    }

    @Test(arguments: ["bt", "b", "t", "tb"])
    func `bytecode is refused`(mode: String) async throws {
        let results = try await evaluate(
            "return (load('\\27Lua' .. ('x'):rep(100), 'x', '\(mode)'))")
        #expect(results == [nil])
    }

    @Test func `large source is refused by load`() async throws {
        let results = try await evaluate("return load(('x'):rep(40000))")
        #expect(results == [nil, "load takes at most 32768 bytes of source"])
    }

    @Test func `only collectgarbage count is there`() async throws {
        let source = "return type(collectgarbage('count')), (pcall(collectgarbage))"
        #expect(try await evaluate(source) == ["number", false])
    }

    @Test func `error objects cannot be forged or bent`() async throws {
        let library = HostLibrary(
            "host", functions: [HostFunction("host.refuse") { _ in throw Refusal(code: "X") }])
        let source = """
            local _, err = pcall(host.refuse)
            return (pcall(setmetatable, err, {})), (pcall(setmetatable, {}, getmetatable(err)))
            """
        #expect(try await evaluate(source, libraries: [library]) == [false, false])
    }

    @Test func `lazy libraries look a field up once and say what was meant`() async throws {
        let library = HostLibrary("ecs", fields: [("region_id", "cn-hangzhou")]) { field in
            guard field == "leave" else { throw LuaMessage("no operation '\(field)'") }
            return .hostFunction(HostFunction("ecs.leave") { _ in .value(1) })
        }
        let source = """
            return ecs.leave(), ecs.leave == ecs.leave, ecs.region_id,
              select(2, pcall(function() return ecs.leaf end)), (pcall(function() ecs.x = 1 end))
            """
        let results = try await evaluate(source, libraries: [library])
        #expect(results == [1, true, "cn-hangzhou", "test.lua:2: no operation 'leaf'", false])
    }

    @Test func `names are listed without running code`() async throws {
        let session = try Session()
        _ = try await session.run("t = setmetatable({a = 1}, {__index = error}) u = {v = {w = 1}}")
        #expect(await session.interpreter.names(at: ["t"]) == ["a"])
        #expect(await session.interpreter.names(at: ["u", "v"]) == ["w"])
        #expect(await session.interpreter.names(at: ["string"]).contains("rep"))
        #expect(await session.interpreter.names().contains("pcall"))
        #expect(await session.interpreter.names(at: ["nowhere", "x"]) == [])
    }
}
