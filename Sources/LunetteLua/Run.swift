/// One chunk under way: whichever comes first, its end or what stops it, is its outcome.
final class Run {
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
