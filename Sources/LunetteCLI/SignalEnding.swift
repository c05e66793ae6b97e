import LunetteRunbook
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Which signal asked a run to end; the first one counts.
final class SignalEnding: Sendable {
    private let first = Mutex<Int32?>(nil)

    var signal: Int32? { first.withLock { $0 } }

    /// How a run ends that the signal ended.
    var exitReason: ExitReason { signal == SIGTERM ? .terminated : .interrupted }

    func note(_ signal: Int32) {
        first.withLock { $0 = $0 ?? signal }
    }
}
