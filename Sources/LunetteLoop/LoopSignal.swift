import Synchronization

/// Tells a loop from any thread, or from a signal handler, that something has happened.
public final class LoopSignal: Sendable {
    private let loop: ScriptLoop
    private let isRaised = Atomic(false)

    public init(loop: ScriptLoop) {
        self.loop = loop
    }

    /// Has the loop call what was attached, once however often this is raised before it does.
    public func raise() {
        isRaised.store(true, ordering: .sequentiallyConsistent)
        loop.wake()
    }

    /// Whether it was raised since this was last asked.
    func take() -> Bool {
        isRaised.exchange(false, ordering: .sequentiallyConsistent)
    }
}
