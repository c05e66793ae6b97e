import Synchronization

/// Which signal asked a run to end; the first one counts.
final class SignalEnding: Sendable {
    private let first = Mutex<Int32?>(nil)

    var signal: Int32? { first.withLock { $0 } }

    func note(_ signal: Int32) {
        first.withLock { $0 = $0 ?? signal }
    }
}
