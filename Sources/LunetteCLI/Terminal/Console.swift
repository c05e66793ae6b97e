import CLunetteSystem
import LunetteRunbook

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The process's standard streams: data to one, diagnostics to the other. A reader that has gone
/// away (`| head`) is no error.
struct Console: Sendable {
    static func writeOut(_ bytes: [UInt8]) {
        write(bytes, to: STDOUT_FILENO)
    }

    static func writeOut(_ text: String) {
        writeOut(Array(text.utf8))
    }

    static func writeError(_ text: String) {
        write(Array(text.utf8), to: STDERR_FILENO)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        _ = bytes.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress else { return Int32(0) }
            return clunette_write_all(descriptor, start, buffer.count)
        }
    }

    static var outIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
    static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
}
