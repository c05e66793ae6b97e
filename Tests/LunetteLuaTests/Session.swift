import LunetteBase
import LunetteLoop
import LunetteLua
import Synchronization

/// An interpreter on a loop of its own, with what it printed.
final class Session: Sendable {
    let loop: ScriptLoop
    let interpreter: Interpreter
    private let printed: Printed

    private final class Printed: Sendable {
        let bytes = Mutex<[UInt8]>([])
    }

    init(
        limits: Limits = Limits(time: .seconds(20), cpu: .seconds(20), memory: 64 << 20),
        clock: any RunClock = SystemClock(), libraries: [HostLibrary] = [],
        modules: any ModuleLoader = CombinedModules([])
    ) throws {
        let printed = Printed()
        self.printed = printed
        loop = ScriptLoop(clock: clock)
        interpreter = try Interpreter(
            loop: loop, limits: limits, libraries: libraries, modules: modules
        ) { bytes in printed.bytes.withLock { $0 += bytes } }
    }

    deinit {
        loop.stop()
    }

    /// Waits, on another loop than the session's, which may be busy, until something was printed.
    func waitForOutput() async throws {
        let other = ScriptLoop()
        defer { other.stop() }
        while output.isEmpty { try await other.sleep(for: .milliseconds(2)) }
    }

    var output: String {
        printed.bytes.withLock { String(decoding: $0, as: UTF8.self) }
    }

    func run(_ source: String, arguments: [LuaValue] = [], limits: Limits? = nil)
        async throws(LuaError) -> [LuaValue]
    {
        try await interpreter.run(
            Array(source.utf8), chunkName: "@test.lua", arguments: arguments, limits: limits)
    }

    /// The error that a chunk ends with.
    func failure(_ source: String, limits: Limits? = nil) async -> LuaError? {
        do {
            _ = try await run(source, limits: limits)
            return nil
        } catch {
            return error
        }
    }
}

/// The result of one chunk in a session of its own.
func evaluate(_ source: String, libraries: [HostLibrary] = []) async throws -> [LuaValue] {
    try await Session(libraries: libraries).run(source)
}
