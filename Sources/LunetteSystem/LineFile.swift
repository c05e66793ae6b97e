import CLunetteSystem
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A new file that lines are written to as they come, from any thread. Only its owner can read it.
public final class LineFile: Sendable {
    public let path: String
    private let descriptor: Int32
    private let firstFailure = Mutex<Int32>(0)

    /// Makes the file, or empties it.
    public init(_ path: String) throws(FileError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError(path: path, errorNumber: clunette_errno()) }
    }

    deinit {
        close(descriptor)
    }

    /// Why not every line could be written; nil when all were.
    public var failure: FileError? {
        let number = firstFailure.withLock { $0 }
        return number == 0 ? nil : FileError(path: path, errorNumber: number)
    }

    /// Writes one line; behind one that failed nothing is written any more.
    public func write(_ line: [UInt8]) {
        firstFailure.withLock { failure in
            guard failure == 0 else { return }
            let bytes = line + [UInt8(ascii: "\n")]
            failure = clunette_write_all(descriptor, bytes, bytes.count)
        }
    }
}
