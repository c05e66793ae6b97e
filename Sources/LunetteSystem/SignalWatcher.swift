import CLunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Turns signals into calls on a thread of its own, so that a handler may do anything.
public enum SignalWatcher {
    /// Holds the signals back from every thread that starts later. Call it first in `main`.
    public static func hold(_ signals: [Int32]) {
        var set = signalSet(signals)
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Calls `handler` for each of the held signals that arrives, one after the other.
    public static func watch(_ signals: [Int32], handler: @escaping @Sendable (Int32) -> Void) {
        let watch = Watch(signals: signals, handler: handler)
        let context = Unmanaged.passRetained(watch).toOpaque()
        let result = clunette_start_thread(
            256 << 10, { Unmanaged<Watch>.fromOpaque($0).takeRetainedValue().run() }, context)
        precondition(result == 0, "no thread for signals")
    }

    /// Lets a write to a reader that is gone fail instead of ending the process.
    public static func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    private final class Watch: Sendable {
        let signals: [Int32]
        let handler: @Sendable (Int32) -> Void

        init(signals: [Int32], handler: @escaping @Sendable (Int32) -> Void) {
            self.signals = signals
            self.handler = handler
        }

        func run() {
            var set = signalSet(signals)
            while true {
                var number: Int32 = 0
                if sigwait(&set, &number) == 0 { handler(number) }
            }
        }
    }
}

private func signalSet(_ signals: [Int32]) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in signals { sigaddset(&set, number) }
    return set
}
