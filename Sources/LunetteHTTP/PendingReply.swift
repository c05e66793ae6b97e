import LunetteBase
import NIOCore
import Synchronization

/// A reply that is still to come, from any thread: a change is answered once it is on disk.
public final class PendingReply: Sendable {
    private enum State {
        case open
        case awaited(@Sendable (Reply) -> Void)
        case complete(Reply)
    }

    private let state = Mutex(State.open)

    public init() {}

    /// One that is there already, and only waits for its pause to pass.
    public convenience init(_ reply: Reply) {
        self.init()
        complete(reply)
    }

    /// Hands the reply over; to be called once, else the client waits until its time is over.
    public func complete(_ reply: Reply) {
        let waiter = state.withLock { state -> (@Sendable (Reply) -> Void)? in
            defer { state = .complete(reply) }
            if case .awaited(let waiter) = state { return waiter }
            return nil
        }
        waiter?(reply)
    }

    /// Succeeds once the reply is there and the pause is over.
    func future(on loop: any EventLoop, after pause: Duration) -> EventLoopFuture<Reply> {
        let promise = loop.makePromise(of: Reply.self)
        let reply = state.withLock { state -> Reply? in
            if case .complete(let reply) = state { return reply }
            state = .awaited { promise.succeed($0) }
            return nil
        }
        if let reply { promise.succeed(reply) }
        let paused = loop.scheduleTask(in: .nanoseconds(pause.nanoseconds)) {}.futureResult
        return paused.flatMap { promise.futureResult }
    }
}
