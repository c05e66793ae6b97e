import LunetteEmulator
import Synchronization

/// The emulator of this process. Its port listens before it runs: who connects meanwhile waits.
final class OwnEmulator: Sendable {
    private let run: @Sendable () async throws -> Emulator
    private let running = Mutex<Task<Emulator, any Error>?>(nil)

    init(_ run: @escaping @Sendable () async throws -> Emulator) {
        self.run = run
    }

    /// Starts it on other threads, if it was not.
    func start() {
        running.withLock { running in
            if running == nil { running = Task { [run] in try await run() } }
        }
    }

    /// Ends it, if it was started.
    func stop() async {
        try? await running.withLock { $0 }?.value.stop()
    }
}
