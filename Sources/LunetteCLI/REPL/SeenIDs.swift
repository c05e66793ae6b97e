import Synchronization

/// The ids of resources in answers so far: they complete.
final class SeenIDs: Sendable {
    private let ids = Mutex<Set<String>>([])
    private static let most = 20_000
    private static let prefixes = ["sg-", "i-", "eni-", "vpc-", "vsw-", "d-", "eip-", "rg-", "m-"]
        .map { Array($0.utf8) }

    /// Takes in what a JSON text holds between quotes.
    func note(_ body: [UInt8]) {
        var found: [String] = []
        for part in body.split(separator: UInt8(ascii: "\"")) where part.count < 40 {
            guard Self.prefixes.contains(where: part.starts) else { continue }
            if part.allSatisfy(Self.isPartOfID) {
                found.append(String(decoding: part, as: UTF8.self))
            }
        }
        guard !found.isEmpty else { return }
        ids.withLock { ids in
            if ids.count < Self.most { ids.formUnion(found) }
        }
    }

    /// Whether it looks like one.
    static func isID(_ text: Substring) -> Bool { prefixes.contains { text.utf8.starts(with: $0) } }

    /// All of them.
    var all: Set<String> { ids.withLock { $0 } }

    /// Those that begin so, in order.
    func matching(_ prefix: String) -> [String] {
        ids.withLock { $0.filter { $0.hasPrefix(prefix) } }.sorted()
    }

    private static func isPartOfID(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "_")
    }
}
