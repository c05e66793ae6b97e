import LunetteLua
import Testing

struct Refusal: LuaErrorConvertible, Hashable {
    let code: String

    var luaFields: [(String, LuaValue)] { [("kind", "service"), ("code", .string(code))] }
    var luaSummary: String { "refused: \(code)" }
}

private final class Thing: HostObject {
    static let luaType = HostType("thing", methods: [])
}

struct HostTests {
    static let library = HostLibrary(
        "host",
        functions: [
            HostFunction("host.add") { arguments in
                let sum = try arguments.integer(1, "left") + arguments.integer(2, "right")
                return .value(.integer(sum))
            },
            HostFunction("host.echo") { arguments in .values(arguments.all) },
            HostFunction("host.refuse") { arguments in
                throw Refusal(code: try arguments.text(1, "code"))
            },
            HostFunction("host.thing") { _ in .value(.object(Thing())) },
            HostFunction("host.table") { arguments in
                .value(.table(try arguments.table(1, "parameters")))
            },
        ])

    private func run(_ source: String) async throws -> [LuaValue] {
        try await evaluate(source, libraries: [Self.library])
    }

    @Test func `an object shows its type and no address`() async throws {
        #expect(try await run("return tostring(host.thing())") == ["<thing>"])
    }

    @Test func `an immediate function answers`() async throws {
        #expect(try await run("return host.add(2, 3)") == [5])
    }

    @Test func `values cross the border both ways`() async throws {
        let results = try await run(
            "return host.echo(nil, true, 1 << 62, 0.5, 'a\\0b', {1, {2}, k = 'v'}, json.null)")
        #expect(
            results == [
                nil, true, .integer(1 << 62), .number(0.5), "a\0b",
                .table(LuaTable([1, [2]], pairs: [.init(key: "k", value: "v")])), .null,
            ])
    }

    @Test func `a wrong argument names function, position and parameter`() async throws {
        let results = try await run("return pcall(host.table, 'x')")
        #expect(
            results == [
                false, "bad argument #1 to 'host.table' (parameters: table expected, got string)",
            ])
    }

    @Test func `a Swift error is an error object that pcall catches`() async throws {
        let source = """
            local ok, err = pcall(host.refuse, 'Forbidden.RAM')
            return ok, err.kind, err.code, tostring(err), err:is('Forbidden.*'), err:is('x'),
              getmetatable(err), type(err), type(err.traceback)
            """
        #expect(
            try await run(source) == [
                false, "service", "Forbidden.RAM", "refused: Forbidden.RAM", true, false, false,
                "table", "string",
            ])
    }

    @Test(arguments: [
        "host.refuse('X')",
        "local ok, err = pcall(host.refuse, 'X') error(err)",
        "coroutine.wrap(function() host.refuse('X') end)()",
        "local t <close> = setmetatable({}, {__close = function() end}) host.refuse('X')",
    ])
    func `an error object comes back to Swift as it was`(source: String) async throws {
        let error = try #require(
            await Session(libraries: [Self.library]).failure("local x\n" + source))
        #expect(error.underlying as? Refusal == Refusal(code: "X"))
        #expect(error.line == 2)
    }
}
