/// One chunk under way: whichever comes first, its end or what stops it, is its outcome.
final class Run {
    /// The run that a task works for, with the children of host functions.
    @TaskLocal static var bound: Identity?

    /// Tells runs apart, also when they are over.
    final class Identity: Sendable {}

    /// How a coroutine ended.
    enum Outcome: Sendable {
        case done([LuaValue])
        case failed(LuaError)

        @inline(never)
        func get() throws(LuaError) -> [LuaValue] {
            switch self {
            case .done(let values): return values
            case .failed(let error): throw error
            }
        }
    }

    let identity = Identity()
    private var continuation: CheckedContinuation<Outcome, Never>?
    var driver: Task<Void, Never>?
    private(set) var isFinished = false

    func start(_ continuation: CheckedContinuation<Outcome, Never>) {
        self.continuation = continuation
    }

    func finish(_ result: Outcome) {
        isFinished = true
        continuation?.resume(returning: result)
        continuation = nil
    }
}
