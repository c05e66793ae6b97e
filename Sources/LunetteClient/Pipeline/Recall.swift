import LunetteLoop
import Synchronization

/// Takes back calls that wait for their quota, so that nobody waits a minute for what is not wanted
/// any more. From any thread.
public final class Recall: Sendable {
    /// Of the calls that the calling task makes.
    @TaskLocal public static var current: Recall?

    private struct Waits {
        var areOver = false
        var tasks: Set<Task<Void, any Error>> = []
    }

    private let waits = Mutex(Waits())

    public init() {}

    /// Ends the waits that there are, and those that begin later.
    public func callBack() {
        let tasks = waits.withLock { waits in
            waits.areOver = true
            return waits.tasks
        }
        for task in tasks { task.cancel() }
    }

    /// Waits by the loop's clock; throws once it is called back, or the task is cancelled.
    func sleep(for delay: Duration, on loop: ScriptLoop) async throws {
        let task = Task(executorPreference: loop) { try await loop.sleep(for: delay) }
        let isOver = waits.withLock { waits in
            waits.tasks.insert(task)
            return waits.areOver
        }
        defer { waits.withLock { _ = $0.tasks.remove(task) } }
        if isOver { task.cancel() }
        try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
