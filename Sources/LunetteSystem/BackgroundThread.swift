import CLunetteSystem

/// Runs `body` on a new thread of its own, with a stack of so many bytes; false when the system
/// gives none. For what blocks: a wait for a process, a write that must reach the disk.
public func startThread(stackSize: Int = 256 << 10, _ body: @escaping @Sendable () -> Void) -> Bool
{
    let context = Unmanaged.passRetained(ThreadBody(body))
    let result = clunette_start_thread(
        stackSize, { Unmanaged<ThreadBody>.fromOpaque($0).takeRetainedValue().body() },
        context.toOpaque())
    if result != 0 { context.release() }
    return result == 0
}

private final class ThreadBody: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
    }
}
