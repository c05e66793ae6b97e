import LunetteRunbook
import LunetteSystem
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
    var exitReason: ExitReason {
        [SIGTERM, SIGHUP].contains(signal) ? .terminated : .interrupted
    }

    func note(_ signal: Int32) {
        first.withLock { $0 = $0 ?? signal }
    }

    /// Watches for Ctrl-C, SIGTERM and a terminal that is gone (not under `nohup`): the first
    /// signal calls `interrupt`. The second ends the process at once, and the change that is under
    /// way is settled by whoever goes on.
    static func watched(_ interrupt: @escaping @Sendable () -> Void) -> SignalEnding {
        let ending = SignalEnding()
        let hangUp = SignalWatcher.isIgnored(SIGHUP) ? [] : [SIGHUP]
        SignalWatcher.watch([SIGINT, SIGTERM] + hangUp) { number in
            // A terminal that goes tells its shell, which may say the same once more.
            if number == SIGHUP, ending.signal == SIGHUP { return }
            if ending.signal != nil { _exit(ending.exitReason.exitCode) }
            ending.note(number)
            interrupt()
        }
        return ending
    }
}
