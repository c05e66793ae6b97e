import LunetteBase
import LunetteLoop
import LunetteLua

/// A snippet run in a sandbox, and what came of it.
struct Trial {
    let end: Expectation.End
    let elapsed: Duration
    let output: [UInt8]
    /// Whether the interpreter can run another chunk.
    let isSessionLost: Bool
    /// What the snippet left behind that it should not have been able to.
    let damage: String?

    /// Runs a snippet in an interpreter of its own, which must be in good health afterwards.
    static func run(
        _ snippet: Snippet, limits: Limits, loop: ScriptLoop
    ) async throws -> Trial {
        let playground = try Playground(loop: loop, limits: limits)
        defer { playground.close() }
        let clock = SystemClock()
        let start = clock.uptime()
        let end = await end(of: snippet, in: playground.interpreter)
        let elapsed = clock.uptime() - start
        let isSessionLost = await !playground.interpreter.isUsable
        return Trial(
            end: end, elapsed: elapsed, output: playground.output, isSessionLost: isSessionLost,
            damage: isSessionLost ? nil : await damage(in: playground.interpreter))
    }

    private static func end(
        of snippet: Snippet, in interpreter: Interpreter
    ) async -> Expectation.End {
        do {
            _ = try await interpreter.run(snippet.source, chunkName: "@" + snippet.path)
            return .ok
        } catch {
            return Expectation.End(error)
        }
    }

    /// Asks the session whether it still works. It may have lost its globals, which are its own,
    /// but neither the methods of strings nor the language.
    private static func damage(in interpreter: Interpreter) async -> String? {
        let examination = """
            local function twice(s) return s .. s end
            return ('x'):rep(3) .. ('%d'):format(42) .. ('a-b'):gsub('%a', twice) .. 7 // 2
            """
        let limits = Limits(time: .seconds(5), cpu: nil, memory: 64 << 20)
        do {
            let values = try await interpreter.run(
                Array(examination.utf8), chunkName: "=examination", limits: limits)
            return values == ["xxx42aa-bb3"] ? nil : "the session answers \(values)"
        } catch {
            return "the session fails: \(error)"
        }
    }
}

/// An interpreter that lives as long as the process, next to every snippet's own.
struct Neighbour {
    private let playground: Playground
    private let before: [LuaValue]

    private static let survey = """
        local names = {}
        for _, library in ipairs {_G, string, table, math, utf8, coroutine, os, debug, json} do
            local own = {}
            for name, value in pairs(library) do own[#own + 1] = name .. type(value) end
            table.sort(own)
            names[#names + 1] = table.concat(own, ' ')
        end
        return table.concat(names, '|'), getmetatable(''), ('').x
        """

    init(loop: ScriptLoop) async throws {
        playground = try Playground(loop: loop, limits: Limits(time: .seconds(5), cpu: nil))
        before = try await playground.interpreter.run(
            Array(Self.survey.utf8), chunkName: "=survey")
    }

    func close() {
        playground.close()
    }

    /// Whether it sees what it saw at first.
    func isUntouched() async -> Bool {
        let now = try? await playground.interpreter.run(
            Array(Self.survey.utf8), chunkName: "=survey")
        return now == before
    }
}
