import CLunetteSystem
import LunetteBase
import LunetteRunbook
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The process's standard streams: data to one, diagnostics to the other.
enum Console {
    private static let firstOutFailure = Mutex<Int32>(0)

    /// Why something could not be written to standard output, in the system's words; a run goes on
    /// without its reader, and says so at its end. A reader that has gone away (`| head`) is no
    /// failure.
    static var outFailure: String? {
        let number = firstOutFailure.withLock { $0 }
        return number == 0 || number == EPIPE ? nil : String(cString: strerror(number))
    }

    private static let diversion = Mutex<(@Sendable (String) -> Void)?>(nil)

    /// What would go to a terminal goes there from now on: to whoever owns the terminal.
    static func divert(to owner: (@Sendable (String) -> Void)?) {
        diversion.withLock { $0 = owner }
    }

    private static func diverted(_ bytes: [UInt8], isTerminal: Bool) -> Bool {
        guard let owner = diversion.withLock({ $0 }), isTerminal else { return false }
        owner(String(decoding: bytes, as: UTF8.self))
        return true
    }

    static func writeOut(_ bytes: [UInt8]) {
        if diverted(bytes, isTerminal: outIsTerminal) { return }
        let failure = write(bytes, to: STDOUT_FILENO)
        if failure != 0 { firstOutFailure.withLock { $0 = $0 == 0 ? failure : $0 } }
    }

    static func writeOut(_ text: String) {
        writeOut(Array(text.utf8))
    }

    static func writeError(_ text: String) {
        if diverted(Array(text.utf8), isTerminal: errorIsTerminal) { return }
        _ = write(Array(text.utf8), to: STDERR_FILENO)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        bytes.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress else { return Int32(0) }
            return clunette_write_all(descriptor, start, buffer.count)
        }
    }

    /// The columns of the terminal behind standard output; nil where there is none.
    static var outWidth: Int? { width(STDOUT_FILENO) }
    /// Of the one behind standard error.
    static var errorWidth: Int? { width(STDERR_FILENO) }

    private static func width(_ descriptor: Int32) -> Int? {
        var (columns, rows): (Int32, Int32) = (0, 0)
        guard clunette_terminal_size(descriptor, &columns, &rows) == 0, columns > 0 else {
            return nil
        }
        return Int(columns)
    }

    static var outIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
    static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
}

extension JSONValue {
    /// As commands print it with `--json`: a member a line, and nothing in it controls a terminal.
    var printout: String { printableJSON(prettyText) + "\n" }
}
