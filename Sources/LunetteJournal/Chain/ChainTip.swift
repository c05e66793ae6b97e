import Crypto
import LunetteBase

/// SHA-256 of some bytes, in lower-case hex.
public func fingerprint(of bytes: [UInt8]) -> String {
    hexadecimal(SHA256.hash(data: bytes))
}

/// The end of the chain: an entry's position and hash. It stands for everything before it.
public struct ChainTip: Sendable, Hashable {
    public let position: Int64
    /// SHA-256 in lower-case hex.
    public let hash: String

    /// Before the first entry.
    public static let origin = ChainTip(position: 0, hash: String(repeating: "0", count: 64))

    public init(position: Int64, hash: String) {
        self.position = position
        self.hash = hash
    }

    public init(of entry: Entry) {
        self.init(position: entry.position, hash: entry.hash)
    }

    /// `12 4f0c…`: the position and the hash in hex.
    public var text: String { "\(position) \(hash)" }

    /// Reads what `text` gives; nil for anything else.
    public init?(text: some StringProtocol) {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let position = Int64(parts[0]), parts[1].utf8.count == 64 else {
            return nil
        }
        self.init(position: position, hash: String(parts[1]))
    }

    /// SHA-256 over the previous hash, the position, the run, the kind, the nanoseconds since the
    /// epoch, and the body as it is stored, each with a line's end behind it. (Only the body may
    /// hold one itself, and it is the last.)
    static func hash(
        after previous: String, position: Int64, runID: String, kindName: String, at: Timestamp,
        text: String
    ) -> String {
        var hash = SHA256()
        let head =
            "\(previous)\n\(position)\n\(runID)\n\(kindName)\n\(at.nanosecondsSinceEpoch)\n"
        hash.update(data: Array(head.utf8))
        hash.update(data: Array(text.utf8))
        hash.update(data: [0x0A])
        return hexadecimal(hash.finalize())
    }
}
