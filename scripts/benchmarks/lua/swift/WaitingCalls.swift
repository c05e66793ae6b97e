import Glibc
import LunetteLua
import Synchronization

/// Calls of a Lua function that all wait at once, and what each of them takes.
final class WaitingCalls: Sendable {
    private struct State {
        var interpreter: Interpreter?
        var wanted = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
        var bytesBefore = 0
        var bytesAfter = 0
    }

    private let state = Mutex(State())

    var interpreter: Interpreter? {
        get { state.withLock { $0.interpreter } }
        set { state.withLock { $0.interpreter = newValue } }
    }

    /// Suspends until as many wait as are wanted.
    func wait() async {
        await withCheckedContinuation { continuation in
            let released = state.withLock { state in
                state.waiting.append(continuation)
                guard state.waiting.count == state.wanted else {
                    return [CheckedContinuation<Void, Never>]()
                }
                state.bytesAfter = Self.residentBytes()
                defer { state.waiting = [] }
                return state.waiting
            }
            for continuation in released { continuation.resume() }
        }
    }

    /// Bytes of the process for each of so many waiting calls.
    func bytes(_ count: Int, of function: LuaFunction) async throws -> Double {
        let interpreter = interpreter
        state.withLock { state in
            state.wanted = count
            state.bytesBefore = Self.residentBytes()
        }
        try await withThrowingTaskGroup { group in
            for _ in 0..<count {
                group.addTask { _ = try await interpreter?.call(function) }
            }
            try await group.waitForAll()
        }
        return state.withLock { Double($0.bytesAfter - $0.bytesBefore) / Double(count) }
    }

    private static func residentBytes() -> Int {
        var pages = [UInt8](repeating: 0, count: 128)
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        let count = fread(&pages, 1, pages.count, file)
        let fields = String(decoding: pages.prefix(count), as: UTF8.self).split(separator: " ")
        return (Int(fields[1]) ?? 0) * sysconf(Int32(_SC_PAGESIZE))
    }
}
