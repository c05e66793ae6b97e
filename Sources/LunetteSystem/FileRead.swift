import CLunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Why a file cannot be read or written, in the system's words.
public struct FileError: Error, Sendable, Hashable {
    public let path: String
    /// `No such file or directory`.
    public let reason: String

    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    init(path: String, errorNumber: Int32) {
        self.init(path: path, reason: String(cString: strerror(errorNumber)))
    }

    /// Why the last system call about this file failed.
    public init(path: String) {
        self.init(path: path, errorNumber: clunette_errno())
    }
}

/// The bytes of a file; `-` is standard input. Refuses folders, and anything longer than
/// `maximumSize` bytes.
public func readFile(_ path: String, maximumSize: Int = 256 << 20) throws(FileError) -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
        throw FileError(path: path, errorNumber: clunette_errno())
    }
    defer { if descriptor != STDIN_FILENO { close(descriptor) } }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
        let count = read(descriptor, &chunk, chunk.count)
        if count == 0 { return bytes }
        if count < 0 {
            if clunette_errno() == EINTR { continue }
            throw FileError(path: path, errorNumber: clunette_errno())
        }
        bytes.append(contentsOf: chunk[..<count])
        guard bytes.count <= maximumSize else {
            throw FileError(path: path, reason: "larger than \(maximumSize) bytes")
        }
    }
}

/// Whether there is anything of this name.
public func isThere(_ path: String) -> Bool {
    var information = stat()
    return lstat(path, &information) == 0
}

/// The path from the root, without links; as it was given when there is nothing there.
public func absolutePath(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
}
