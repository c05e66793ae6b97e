import CLunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A terminal's two descriptors, and its mode before we changed it.
struct TerminalDevice: Sendable {
    let input: Int32
    let output: Int32
    private var savedMode: [UInt8]?

    init(input: Int32, output: Int32) {
        self.input = input
        self.output = output
    }

    /// Keys come one by one from now on, and pastes are marked.
    mutating func makeRaw() {
        var mode = [UInt8](repeating: 0, count: clunette_terminal_mode_size())
        guard clunette_terminal_raw(input, &mode, mode.count) == 0 else { return }
        // The first mode is the one to go back to.
        if savedMode == nil { savedMode = mode }
        write("\u{1B}[?2004h")
    }

    /// As it was before.
    mutating func restore() {
        guard let mode = savedMode else { return }
        write("\u{1B}[?2004l")
        _ = clunette_terminal_restore(input, mode)
        savedMode = nil
    }

    func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return }
            _ = clunette_write_all(output, start, bytes.count)
        }
    }

    /// 80 × 24 where the terminal does not say.
    var size: TerminalSize {
        var (columns, rows): (Int32, Int32) = (0, 0)
        guard clunette_terminal_size(output, &columns, &rows) == 0, columns > 0, rows > 0 else {
            return TerminalSize(columns: 80, rows: 24)
        }
        return TerminalSize(columns: Int(columns), rows: Int(rows))
    }

    /// What happened first.
    enum Event {
        case input([UInt8])
        case woken
        case silence
        case closed
    }

    /// Waits for input, for a byte in the pipe, or for the time to be over (-1: without end).
    func wait(wake: Int32, milliseconds: Int32) -> Event {
        var descriptors = [
            pollfd(fd: input, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
        ]
        let count = poll(&descriptors, 2, milliseconds)
        if count == 0 { return .silence }
        guard count > 0 else { return clunette_errno() == EINTR ? .woken : .closed }
        if descriptors[1].revents != 0 {
            var bytes = [UInt8](repeating: 0, count: 64)
            while read(wake, &bytes, bytes.count) == bytes.count {}
            if descriptors[0].revents == 0 { return .woken }
        }
        var bytes = [UInt8](repeating: 0, count: 16 << 10)
        let received = read(input, &bytes, bytes.count)
        if received < 0, [EINTR, EAGAIN].contains(clunette_errno()) { return .woken }
        return received > 0 ? .input(Array(bytes[..<received])) : .closed
    }

    /// Whether more input is there already.
    var hasInput: Bool {
        var descriptor = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) > 0 && descriptor.revents & Int16(POLLIN) != 0
    }

    /// Stops the process as the shell's Ctrl-Z does; returns when it goes on. The jail lets it
    /// signal none but itself.
    func suspendProcess() {
        kill(getpid(), SIGTSTP)
    }
}
