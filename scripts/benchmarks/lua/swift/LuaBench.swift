import Glibc
import LunetteLoop
import LunetteLua

/// The Swift host of the Lua benchmarks: `lua-bench FILE` runs it under the full sandbox.
@main
struct LuaBench {
    static func main() async throws {
        let waiting = WaitingCalls()
        let loop = ScriptLoop()
        let interpreter = try Interpreter(
            loop: loop,
            limits: Limits(time: .seconds(600), cpu: .seconds(600), memory: 256 << 20),
            libraries: [HostLibrary("host", functions: immediate + suspending(waiting))]
        ) { _ in }
        waiting.interpreter = interpreter
        let path = CommandLine.arguments[1]
        _ = try await interpreter.run(try read(path), chunkName: "@" + path)
        loop.stop()
    }

    private static let immediate = [
        HostFunction("host.clock") { _ in .value(.integer(processorTime())) },
        HostFunction("host.report") { arguments in
            let nanoseconds = String(try arguments.number(2, "nanoseconds"))
            puts(try arguments.text(1, "name") + "\t" + nanoseconds)
            return .none
        },
        HostFunction("host.add") { arguments in
            .value(.integer(try arguments.integer(1, "left") + arguments.integer(2, "right")))
        },
        HostFunction("host.copy") { arguments in
            .value(.table(try arguments.table(1, "fields")))
        },
        HostFunction("host.fail") { _ in throw LuaMessage("it failed") },
        HostFunction("host.object") { _ in .value(.object(Thing())) },
    ]

    private static func suspending(_ waiting: WaitingCalls) -> [HostFunction] {
        [
            HostFunction("host.ready", waiting: { _ in .none }),
            HostFunction(
                "host.waits",
                waiting: { _ in
                    await Task.yield()
                    return .none
                }),
            HostFunction(
                "host.forever",
                waiting: { _ in
                    await waiting.wait()
                    return .none
                }),
            HostFunction(
                "host.waiting_bytes",
                waiting: { arguments in
                    let count = Int(try arguments.integer(1, "count"))
                    let function = try arguments.function(2, "function")
                    return .value(.number(try await waiting.bytes(count, of: function)))
                }),
        ]
    }

    private static func processorTime() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    private static func read(_ path: String) throws -> [UInt8] {
        guard let file = fopen(path, "r") else { throw LuaMessage("cannot read \(path)") }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 256 << 10)
        bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
        return bytes
    }
}

final class Thing: HostObject {
    static let luaType = HostType("thing", methods: [])
}
