/// One chunk under way: whichever comes first, its end or what stops it, is its outcome.
final class Run {
    /// The run that a task works for, with the children of host functions.
    @TaskLocal static var bound: Identity?

    /// Tells runs apart, also when they are over.
    final class Identity: Sendable {}

    let identity = Identity()
    private var continuation: CheckedContinuation<Result<[LuaValue], LuaError>, Never>?
    var driver: Task<Void, Never>?
    private(set) var isFinished = false

    func start(_ continuation: CheckedContinuation<Result<[LuaValue], LuaError>, Never>) {
        self.continuation = continuation
    }

    func finish(_ result: Result<[LuaValue], LuaError>) {
        isFinished = true
        continuation?.resume(returning: result)
        continuation = nil
    }
}
