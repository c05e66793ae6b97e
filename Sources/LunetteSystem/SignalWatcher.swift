import CLunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Turns signals into calls on a thread of its own, so that a handler may do anything.
///
/// A pipe carries them there: holding signals back for `sigwait` does not work, since the
/// concurrency runtime parks the main thread with every signal admitted.
public enum SignalWatcher {
    /// Calls `handler` for each of these signals that arrives, one after the other, instead of
    /// what the system would do.
    public static func watch(_ signals: [Int32], handler: @escaping @Sendable (Int32) -> Void) {
        let pipe = signals.withUnsafeBufferPointer {
            clunette_watch_signals($0.baseAddress, $0.count)
        }
        precondition(pipe >= 0, "no descriptors left for signals")
        let watch = Watch(pipe: pipe, handler: handler)
        let context = Unmanaged.passRetained(watch).toOpaque()
        let result = clunette_start_thread(
            256 << 10, { Unmanaged<Watch>.fromOpaque($0).takeRetainedValue().run() }, context)
        precondition(result == 0, "no thread for signals")
    }

    /// Whether whoever started the process wants it to live on whatever comes, as `nohup` does.
    public static func isIgnored(_ signal: Int32) -> Bool {
        clunette_signal_is_ignored(signal)
    }

    /// Lets a write to a reader that is gone fail instead of ending the process.
    public static func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    private final class Watch: Sendable {
        let pipe: Int32
        let handler: @Sendable (Int32) -> Void

        init(pipe: Int32, handler: @escaping @Sendable (Int32) -> Void) {
            self.pipe = pipe
            self.handler = handler
        }

        func run() {
            var number: UInt8 = 0
            while true {
                let count = read(pipe, &number, 1)
                if count == 1 {
                    handler(Int32(number))
                } else if count == 0 || clunette_errno() != EINTR {
                    return
                }
            }
        }
    }
}
