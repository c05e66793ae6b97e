import CLunetteLua
import LunetteLoop
import Synchronization
import Testing

@testable import LunetteLua

/// A host object that counts how many of it live.
private final class Token: HostObject {
    static let alive = Atomic(0)
    static let luaType = HostType(
        "Token",
        methods: [
            HostFunction("Token.number") { arguments in
                _ = try arguments.object(1, "token", as: Token.self)
                return .value(7)
            }
        ])

    init() { Self.alive.add(1, ordering: .relaxed) }
    deinit { Self.alive.subtract(1, ordering: .relaxed) }
}

/// An error whose copies are counted by what it holds.
private struct Refused: LuaErrorConvertible {
    let token = Token()
    var luaFields: [(String, LuaValue)] { [("code", "X"), ("list", [1, 2, 3])] }
    var luaSummary: String { "refused" }
}

@Suite(.serialized)
struct FailingAllocationTests {
    private static let library = HostLibrary(
        "host",
        functions: [
            HostFunction("host.token") { _ in .value(.object(Token())) },
            HostFunction("host.refuse") { _ in throw Refused() },
            HostFunction("host.echo") { arguments in .values(arguments.all) },
            HostFunction("host.wait", waiting: { arguments in .value(arguments[1]) }),
            HostFunction("host.answer") { _ in
                let page = #"{"Items":{"Item":[{"ItemId":"a","N":[1,2.5,null]}]}}"#
                return .value(
                    .json(JSONText(pages: [Array(page.utf8), Array(page.utf8)], list: "items")))
            },
        ])

    private static let lazy = HostLibrary("lazy") { name in
        name == "library" ? .library(HostLibrary("inner", fields: [("tokens", tokens)])) : nil
    }

    private static let tokens = LuaValue.hostFunction(
        HostFunction(
            "inner.tokens",
            waiting: { arguments in
                guard arguments.count == 0 else { throw Refused() }
                return .value([.object(Token()), .object(Token())])
            }))

    private static let modules = EmbeddedModules([
        "sweep": Array("local M = {} function M.five() return 5 end return M".utf8)
    ])

    private static let program = """
        local ok, err = pcall(host.refuse)
        if type(err) == 'string' then error(err, 0) end
        local token = host.token()
        local tokens = lazy.library.tokens()
        local _, refused = pcall(lazy.library.tokens, 1)
        if type(refused) == 'string' then error(refused, 0) end
        local five = require 'sweep'.five()
        local a, b = host.echo({1, {2, x = 'y'}}, function() end)
        local waited = coroutine.wrap(function() return host.wait({z = 1}) end)()
        local answer = host.answer()
        local text = json.encode(json.decode('{"a":[1,2,{"b":null}]}'))
        local packed = table.concat({('abc'):rep(50), ('x'):gsub('x', 'y')}, ',')
        local f = assert(load('return 1 + 1'))
        return err.code, refused.code, token:number(), tokens[2]:number(), five, a[2].x, waited.z, answer.items.item[1].item_id, text,
          #packed, f()
        """

    private static let expected: [LuaValue] = [
        "X", "X", 7, 7, 5, "y", 1, "a", #"{"a":[1,2,{"b":null}]}"#, 154, 2,
    ]

    /// Lua collects and tries again when an allocation fails: a script sees it where that fails too.
    @Test(arguments: [false, true])
    func `whichever allocation fails, nothing crashes, leaks or comes out wrong, then or later`(
        isRetryToFail: Bool
    ) async throws {
        let loop = ScriptLoop()
        defer { loop.stop() }
        var number: UInt64 = 1
        var failures = 0
        while true {
            let interpreter = try Interpreter(
                loop: loop, libraries: [Self.library, Self.lazy], modules: Self.modules
            ) { _ in }
            await interpreter.failAllocation(number, andItsRetry: isRetryToFail)
            let result: Result<[LuaValue], LuaError>
            do throws(LuaError) {
                result = .success(
                    try await interpreter.run(Array(Self.program.utf8), chunkName: "=sweep"))
            } catch {
                result = .failure(error)
            }
            let hasFailed = await interpreter.hasFailedAllocation
            switch result {
            case .success(let values): #expect(values == Self.expected, "allocation \(number)")
            case .failure(let error):
                failures += 1
                #expect(hasFailed, "allocation \(number)")
                #expect(
                    error.kind == .limit(.memory) || error.message.hasSuffix("not enough memory"),
                    "allocation \(number): \(error.message)")
            }
            if !hasFailed { break }
            let again = try await interpreter.run(Array(Self.program.utf8), chunkName: "=again")
            #expect(again == Self.expected, "after allocation \(number)")
            number += 1
        }
        #expect(number > 100)
        #expect(failures > 100 || !isRetryToFail)
        await loop.settle()
        #expect(Token.alive.load(ordering: .relaxed) == 0)
    }
}

extension Interpreter {
    func failAllocation(_ number: UInt64, andItsRetry: Bool) {
        clunette_engine_fail_allocation(border.engine, number, andItsRetry)
    }

    var hasFailedAllocation: Bool { clunette_engine_failed_allocation(border.engine) }
}

extension ScriptLoop {
    /// Lets what is on its way to the loop run first.
    func settle() async {
        try? await sleep(for: .milliseconds(20))
    }
}
