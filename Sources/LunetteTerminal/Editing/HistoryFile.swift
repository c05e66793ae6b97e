import CLunetteSystem
import LunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A history on disk: an entry a line, its line ends escaped. Sessions add to it at the same time,
/// each entry by one write at the end, so that none is torn and none needs a lock.
public struct HistoryFile: Sendable {
    public let path: String
    private static let mostEntries = 10_000
    /// The newest entries of a file that grew for years are in its last bytes.
    private static let mostBytes = 4 << 20

    public init(path: String) {
        self.path = path
    }

    /// The newest entries, the oldest first; none when the file cannot be read.
    public func load() -> [String] {
        let lines = end().split(separator: 0x0A).suffix(Self.mostEntries)
        return lines.map { Self.unescaped(String(decoding: $0, as: UTF8.self)) }
    }

    /// The last bytes of the file, from the beginning of an entry on.
    private func end() -> ArraySlice<UInt8> {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        let start = max(0, Int(lseek(descriptor, 0, SEEK_END)) - Self.mostBytes)
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < Self.mostBytes {
            let count = pread(descriptor, &piece, piece.count, off_t(start + bytes.count))
            guard count > 0 else { break }
            bytes += piece[..<count]
        }
        guard start > 0, let first = bytes.firstIndex(of: 0x0A) else { return bytes[...] }
        return bytes[(first + 1)...]
    }

    /// Adds an entry at the end. Only its owner can read the file.
    public func append(_ entry: String) throws(FileError) {
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw FileError(path: path, reason: String(cString: strerror(clunette_errno())))
        }
        defer { close(descriptor) }
        let line = Array((Self.escaped(entry) + "\n").utf8)
        guard write(descriptor, line, line.count) == line.count else {
            throw FileError(path: path, reason: String(cString: strerror(clunette_errno())))
        }
    }

    static func escaped(_ entry: String) -> String {
        entry.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    }

    static func unescaped(_ line: String) -> String {
        var entry = ""
        var isEscaped = false
        for character in line {
            if isEscaped {
                entry.append(character == "n" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                entry.append(character)
            }
        }
        return entry
    }
}
