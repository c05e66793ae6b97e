import Glibc
import LunetteLua
import Synchronization
import Testing

private final class Dog: HostObject {
    static let luaType = HostType(
        "dog", methods: [HostFunction("dog.name") { _ in .value("dog") }])
}

private final class Cat: HostObject {
    static let luaType = HostType(
        "cat", methods: [HostFunction("cat.name") { _ in .value("cat") }])

    /// Answers two of each class in turn.
    static var library: HostLibrary {
        let count = Atomic(0)
        return HostLibrary(
            "zoo",
            functions: [
                HostFunction("zoo.next") { _ in
                    let isCat = (count.add(1, ordering: .relaxed).oldValue / 2).isMultiple(of: 2)
                    return .value(.object(isCat ? Cat() : Dog()))
                }
            ])
    }
}

struct BorderTests {
    private let library = HostLibrary(
        "host",
        functions: [
            HostFunction("host.echo") { arguments in .values(arguments.all) },
            HostFunction("host.first") { arguments in .value(arguments[1]) },
            HostFunction("host.none") { _ in .none },
            HostFunction(
                "host.stays",
                waiting: { _ in
                    let here = pthread_self()
                    let isSame = await withTaskGroup { group in
                        group.addTask { @concurrent in pthread_self() == here }
                        return await group.next() ?? false
                    }
                    return .value(.boolean(isSame))
                }),
        ])

    private func run(_ source: String) async throws -> [LuaValue] {
        try await evaluate(source, libraries: [library])
    }

    @Test(arguments: [
        "nil", "true", "false", "0", "math.mininteger", "math.maxinteger", "0.5", "-0.0", "1e308",
        "2.0", "'text'", "''", "json.null",
    ])
    func `one answer is one value of the same type`(literal: String) async throws {
        let results = try await run(
            """
            local given = \(literal)
            local got = table.pack(host.first(given))
            return got.n, got[1] == given, math.type(got[1]) == math.type(given),
              type(got[1]) == type(given)
            """)
        #expect(results == [1, true, true, true])
    }

    @Test func `no answer is no value`() async throws {
        #expect(try await run("return select('#', host.none())") == [0])
    }

    @Test func `an answer that is written does not linger in the next plain one`() async throws {
        let results = try await run(
            "host.first('text') local got = table.pack(host.first(1)) return got.n, got[1]")
        #expect(results == [1, 1])
    }

    @Test(arguments: [0, 1, 4, 5, 6, 40])
    func `integers arrive in their places however many they are`(count: Int64) async throws {
        let numbers = (0..<count).map { LuaValue.integer($0 * -7) }
        let list = numbers.map { "\($0.integer ?? 0)" }.joined(separator: ",")
        #expect(try await run("return host.echo(\(list))") == numbers)
        let withText = try await run("return host.echo(\(list + (count > 0 ? "," : ""))'x')")
        #expect(withText == numbers + ["x"])
    }

    // The first 256 have C functions of their own; the library's own are among them.
    @Test func `each of many functions is itself`() async throws {
        let functions = (0..<300).map { number in
            HostFunction("many.f\(number)") { arguments in
                .value(.integer(Int64(number) + (try arguments.integer(1, "more"))))
            }
        }
        let results = try await evaluate(
            """
            local seen = {}
            for number = 0, 299 do
              local f = many["f" .. number]
              assert(f(1000) == 1000 + number and not seen[f], number)
              assert(select(2, pcall(f)):find("'many.f" .. number .. "'", 1, true))
              seen[f] = true
            end
            return many.f299(0)
            """, libraries: [HostLibrary("many", functions: functions)])
        #expect(results == [299])
    }

    @Test func `a function that answers objects of two classes gives each its methods`()
        async throws
    {
        let results = try await evaluate(
            """
            local names = {}
            for i = 1, 6 do names[i] = zoo.next():name() end
            return table.concat(names, " ")
            """, libraries: [Cat.library])
        #expect(results == ["cat cat dog dog cat cat"])
    }

    @Test(arguments: [0, 1, 7, 8, 15, 16, 17, 100])
    func `a string of any length comes back whole`(count: Int) async throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
        var text = LuaString(bytes: bytes)
        #expect(text.bytes == bytes)
        let escaped = bytes.map { "\\x" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(try await run("return host.echo('\(escaped)')") == [.string(text)])
        text.bytes.append(0)
        #expect(text != LuaString(bytes: bytes))
        text.bytes.removeLast()
        #expect(text == LuaString(bytes: bytes))
        #expect(Set([text, LuaString(bytes: bytes)]).count == 1)
    }

    @Test func `tables among the elements, keys and values of tables keep their places`()
        async throws
    {
        let results = try await run(
            """
            local key = {9}
            local given = {1, {2, {3}}, a = {x = {y = {}}}, b = "b", c = {4}, [key] = {key}}
            given[7.5] = 8
            local got = host.echo(given)
            local found
            for k, v in pairs(got) do if type(k) == "table" then found = k[1] + v[1][1] end end
            return got[1], got[2][1], got[2][2][1], next(got.a.x.y) == nil, got.b, got.c[1], found,
              got[7.5]
            """)
        #expect(results == [1, 2, 3, true, "b", 4, 18, 8])
    }

    @Test func `small blocks beyond the pool are as good, and come back`() async throws {
        let session = try Session(limits: Limits(time: .seconds(20), memory: 128 << 20))
        let source = """
            local list = {}
            for i = 1, 250000 do list[i] = {i, name = i} end
            local sum = 0
            for i = 1, #list do sum = sum + list[i][1] - list[i].name + 1 end
            return sum
            """
        var memory: [Int] = []
        for _ in 0..<3 {
            #expect(try await session.run(source) == [250000])
            memory.append(await session.interpreter.memoryAfterCollection())
        }
        #expect(memory[2] <= memory[0] + 4096)
    }

    @Test func `what a waiting function starts stays on its thread`() async throws {
        #expect(try await run("return host.stays()") == [true])
    }

    @Test func `a session that nobody holds gives up its host functions`() async throws {
        final class Held: Sendable {}
        weak var witness: Held?
        do {
            let held = Held()
            witness = held
            let library = HostLibrary(
                "host",
                functions: [
                    HostFunction("host.now") { _ in
                        .value(.boolean(type(of: held) == Held.self))
                    },
                    HostFunction(
                        "host.later",
                        waiting: { _ in
                            await Task.yield()
                            return .value(.boolean(type(of: held) == Held.self))
                        }),
                ])
            let results = try await evaluate(
                "return host.now(), host.later()", libraries: [library])
            #expect(results == [true, true])
        }
        // The loop's thread lets go last.
        let deadline = ContinuousClock.now + .seconds(5)
        while witness != nil, ContinuousClock.now < deadline { usleep(1000) }
        #expect(witness == nil)
    }
}
