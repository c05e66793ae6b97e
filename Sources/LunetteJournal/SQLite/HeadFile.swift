import LunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The file beside the journal that knows its tip: who cuts the journal's tail must cut it too. It
/// is written after each commit and may lag by one. Its lock also orders those who open the
/// journal at the same time.
final class HeadFile: Sendable {
    let path: String
    private let descriptor: Int32

    /// Opens the file; makes it when `creates` says so.
    init(path: String, creates: Bool) throws(FileError) {
        self.path = path
        let flags = creates ? O_RDWR | O_CREAT : O_RDWR
        descriptor = open(path, flags | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError(path: path) }
    }

    deinit {
        close(descriptor)
    }

    /// The tip that it knows; nil when it is empty or no head file.
    func read() -> ChainTip? {
        bytes().flatMap { bytes in
            ChainTip(
                text: String(decoding: bytes.drop { $0 == Self.space }.dropLast(), as: UTF8.self))
        }
    }

    /// The position of the tip that it knows. For each commit, and so without the hash.
    func position() -> Int64? {
        bytes().flatMap { bytes in
            let digits = bytes.drop { $0 == Self.space }.prefix { $0 != Self.space }
            return Int64(String(decoding: digits, as: UTF8.self))
        }
    }

    private func bytes() -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: Self.size)
        return pread(descriptor, &bytes, bytes.count, 0) == Self.size ? bytes : nil
    }

    /// Makes it know this tip, unless it knows a later one. What cannot be written only lags: the
    /// entries are the record.
    func write(_ tip: ChainTip) {
        locked {
            if let known = position(), known >= tip.position { return }
            overwrite(tip)
        }
    }

    /// Runs `body` while no other process runs one.
    func locked<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure)
        -> Value
    {
        flock(descriptor, LOCK_EX)
        defer { flock(descriptor, LOCK_UN) }
        return try body()
    }

    func overwrite(_ tip: ChainTip) {
        // Always as long, so that one write in place is whole or not at all.
        let text = tip.text.utf8
        var line = [UInt8](repeating: Self.space, count: Self.size - 1 - text.count)
        line += text
        line.append(UInt8(ascii: "\n"))
        _ = pwrite(descriptor, line, line.count, 0)
    }

    /// 19 digits, a space, 64 hex digits and a line's end.
    private static let size = 85
    private static let space = UInt8(ascii: " ")
}
