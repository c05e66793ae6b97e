#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a broker sends back: a byte that says which of the two, four for the length, the text.
enum BrokerAnswer: Sendable, Hashable {
    case output([UInt8])
    case failure(String)

    private static let headSize = 5

    var bytes: [UInt8] {
        let (kind, text): (UInt8, [UInt8]) =
            switch self {
            case .output(let bytes): (0, bytes)
            case .failure(let reason): (1, Array(reason.utf8))
            }
        let length = UInt32(text.count)
        return [kind] + stride(from: 24, through: 0, by: -8).map { UInt8(length >> $0 & 0xFF) }
            + text
    }

    /// Waits for one; nil when the broker is gone, or sends something else.
    init?(readFrom socket: Int32) {
        guard let head = Self.read(Self.headSize, from: socket) else { return nil }
        let length = head[1...].reduce(0) { $0 << 8 | Int($1) }
        guard length <= 2 << 20, let text = Self.read(length, from: socket) else { return nil }
        switch head[0] {
        case 0: self = .output(text)
        case 1: self = .failure(String(decoding: text, as: UTF8.self))
        default: return nil
        }
    }

    private static func read(_ count: Int, from socket: Int32) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        let got = count == 0 ? 0 : recv(socket, &bytes, count, Int32(MSG_WAITALL))
        return got == count ? bytes : nil
    }
}
