import CLunetteSystem

/// Runs `body`, which may block, on a thread of its own, beside the caller's loop.
func onOwnThread<Value: Sendable>(
    _ body: @escaping @Sendable () throws(ProgramFailure) -> Value
) async throws(ProgramFailure) -> Value {
    let result = await withCheckedContinuation { continuation in
        let work = ThreadWork { continuation.resume(returning: Result(catching: body)) }
        let context = Unmanaged.passRetained(work)
        let status = clunette_start_thread(
            1 << 20, { Unmanaged<ThreadWork>.fromOpaque($0).takeRetainedValue().body() },
            context.toOpaque())
        if status != 0 {
            context.release()
            continuation.resume(returning: .failure(ProgramFailure("no thread to wait on it")))
        }
    }
    return try result.get()
}

private final class ThreadWork: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
    }
}
