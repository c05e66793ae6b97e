import LunetteLua
import Testing

struct InterpreterTests {
    @Test func `a chunk answers what it returns`() async throws {
        let results = try await evaluate("return 1, 2.5, 'three', true, nil, {4, x = 5}")
        #expect(
            results == [
                1, .number(2.5), "three", true, nil,
                .table(LuaTable([4], pairs: [.init(key: "x", value: 5)])),
            ])
    }

    @Test func `arguments reach the chunk`() async throws {
        let results = try await Session().run(
            "local a, b = ... return b, a", arguments: [1, "two"])
        #expect(results == ["two", 1])
    }

    @Test func `globals live on from chunk to chunk`() async throws {
        let session = try Session()
        _ = try await session.run("x = 41")
        #expect(try await session.run("return x + 1") == [42])
    }

    @Test func `print writes one line with tabs`() async throws {
        let session = try Session()
        _ = try await session.run("print(1, 'two', nil, true)")
        #expect(session.output == "1\ttwo\tnil\ttrue\n")
    }

    @Test func `a syntax error says its line`() async throws {
        let error = try #require(await Session().failure("x = 1\nx = = 2"))
        #expect(error.kind == .syntax(isIncomplete: false))
        #expect(error.chunk == "test.lua")
        #expect(error.line == 2)
        #expect(error.message == "unexpected symbol near '='")
    }

    @Test(arguments: ["for i = 1, 2 do", "x = {", "return 1 +", "s = [[a"])
    func `source that goes on is told apart`(source: String) async throws {
        let error = try #require(await Session().failure(source))
        #expect(error.kind == .syntax(isIncomplete: true))
    }

    @Test func `an uncaught error says message, place and frames`() async throws {
        let source = """
            local function inner() error('boom') end
            local function outer() inner() end
            outer()
            """
        let error = try #require(await Session().failure(source))
        #expect(error.kind == .runtime)
        #expect(error.message == "boom")
        #expect(error.line == 1)
        #expect(error.chunk == "test.lua")
        #expect(error.frames.map(\.line) == [nil, 1, 2, 3])
        #expect(error.frames.last?.kind == .main)
    }

    @Test func `an error in a wrapped coroutine keeps its frames`() async throws {
        let source = """
            local co = coroutine.wrap(function()
              error('inside')
            end)
            co()
            """
        let error = try #require(await Session().failure(source))
        #expect(error.frames.map(\.kind).contains(.coroutineBoundary))
        #expect(error.frames.map(\.line).contains(2))
        #expect(error.frames.map(\.line).contains(4))
    }

    @Test func `an error value that is a table comes back whole`() async throws {
        let error = try #require(await Session().failure("error({code = 7})"))
        #expect(error.value.table?["code"] == 7)
    }
}
