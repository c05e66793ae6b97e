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

    public init(path: String) {
        self.path = path
    }

    /// The newest entries, the oldest first; none when the file cannot be read.
    public func load() -> [String] {
        guard let bytes = try? readFile(path, maximumSize: 64 << 20) else { return [] }
        let lines = bytes.split(separator: 0x0A).suffix(Self.mostEntries)
        return lines.map { Self.unescaped(String(decoding: $0, as: UTF8.self)) }
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
