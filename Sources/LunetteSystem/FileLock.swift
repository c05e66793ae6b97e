import CLunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A lock that one process holds at a time, until it lets go or ends, however it ends. A child
/// process that is given it holds it on.
public final class FileLock: Sendable {
    let descriptor: Int32

    /// Takes the lock, or answers nil when another holds it. `facts` about the holder, one line,
    /// are kept in the file, for those who find it locked.
    public init?(path: String, facts: String) throws(FileError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError(path: path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        note(facts)
    }

    /// Says other facts of the holder.
    public func note(_ facts: String) {
        let line = Array((facts + "\n").utf8)
        _ = ftruncate(descriptor, 0)
        _ = pwrite(descriptor, line, line.count, 0)
    }

    deinit {
        close(descriptor)
    }

    /// What the holder says of itself; nil when nobody does.
    public static func facts(at path: String) -> String? {
        guard let bytes = try? readFile(path, maximumSize: 4_096), !bytes.isEmpty else {
            return nil
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").first.map(String.init)
    }

    /// Blocks until no process holds it.
    public static func waitUntilFree(_ path: String) {
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        while flock(descriptor, LOCK_SH) != 0, clunette_errno() == EINTR {}
        close(descriptor)
    }

    /// Whether some process holds it.
    public static func isHeld(at path: String) -> Bool {
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_EX | LOCK_NB) != 0
    }
}
