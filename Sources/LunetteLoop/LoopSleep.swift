import LunetteBase

/// One cancellable wait on a loop.
actor LoopSleep {
    private let loop: ScriptLoop
    private var continuation: CheckedContinuation<Void, any Error>?
    private var timer: TimerToken?

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    init(loop: ScriptLoop) {
        self.loop = loop
    }

    func wait(_ delay: Duration) async throws {
        try Task.checkCancellation()
        try await withTaskCancellationHandler {
            // The preference brings the continuation back to the loop without a hop to the pool.
            try await withTaskExecutorPreference(loop) {
                try await withCheckedThrowingContinuation { continuation in
                    self.continuation = continuation
                    timer = loop.schedule(after: delay) { [self] in
                        assumeIsolated { $0.finish(.success(())) }
                    }
                }
            }
        } onCancel: {
            Task { await self.cancel() }
        }
    }

    private func cancel() {
        if let timer { loop.cancel(timer) }
        finish(.failure(CancellationError()))
    }

    private func finish(_ result: Result<Void, any Error>) {
        continuation?.resume(with: result)
        continuation = nil
        timer = nil
    }
}
