import LunetteLoop
import LunetteLua

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whole runs, one after the other in one process, each in an interpreter of its own: none may
/// leave anything behind.
struct Repetition {
    private static let warmUp = 200

    private let loop = ScriptLoop()

    /// Something of everything that a run can do: values both ways, objects, errors, coroutines,
    /// waits inside of them, modules, and what is still waited for when the script ends.
    private static let script = """
        local thing, held = host.thing(), {}
        for i = 1, 20 do
          held[i] = host.echo({ name = 'n' .. i, list = { 1, 2.5, true } }, thing)
          assert(not pcall(host.fail, 'Code'))
        end
        assert(thing:name() == 'a thing' and lazy.field == 'field')
        assert(require('embedded').name == 'embedded')
        local function wait() host.sleep(0) return host.call(function(x) return x end, 7) end
        local threads = {}
        for i = 1, 5 do threads[i] = coroutine.wrap(function() return pcall(wait) end) end
        for i = 1, 5 do assert(threads[i]()) end
        local abandoned = coroutine.create(function() coroutine.yield(held) end)
        coroutine.resume(abandoned)
        local text = ('x'):rep(1000):gsub('x', '%0%0')
        local read = json.decode('{"a":[1,2,{"b":null}]}')
        return text, read, held
        """

    /// Ways in which runs end; they take turns.
    private static let endings = [
        "", "", "", "error(held)", "host.fail('Code')", "host.call(error, 'deep')",
        "while true do end", "local t = {} while true do t[#t + 1] = ('x'):rep(1000) .. #t end",
    ]

    /// Bytes of the process that so many runs have added to those of the first few.
    func growth(over rounds: Int) async throws -> Int {
        for round in 0..<Self.warmUp { try await run(round) }
        let before = Self.residentBytes()
        for round in 0..<rounds { try await run(round) }
        return Self.residentBytes() - before
    }

    private func run(_ round: Int) async throws {
        let ending = Self.endings[round % Self.endings.count]
        let time: Duration = ending.hasPrefix("while") ? .milliseconds(5) : .seconds(10)
        let playground = try Playground(
            loop: loop, limits: Limits(time: time, cpu: nil, memory: 4 << 20))
        defer { playground.close() }
        let source = ending.isEmpty ? Self.script : "local held = {}\n" + ending
        let values = try? await playground.interpreter.run(
            Array(source.utf8), chunkName: "=run")
        let isRight = ending.isEmpty ? values?.count == 3 : values == nil
        guard isRight else { throw WrongEnd(round: round) }
    }

    /// A run that ended otherwise than its source says.
    struct WrongEnd: Error {
        let round: Int
    }

    private static func residentBytes() -> Int {
        var text = [UInt8](repeating: 0, count: 128)
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        let count = fread(&text, 1, text.count, file)
        let fields = String(decoding: text.prefix(count), as: UTF8.self).split(separator: " ")
        return (Int(fields[1]) ?? 0) * sysconf(Int32(_SC_PAGESIZE))
    }
}
