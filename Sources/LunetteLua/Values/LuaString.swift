import LunetteBase

/// A Lua string: bytes, which need not be UTF-8. Short ones, as most keys and identifiers are, take
/// no memory of their own.
public struct LuaString: Hashable, Sendable {
    // Of two equal strings both are short or both are long.
    enum Storage: Hashable, Sendable {
        case short(ShortBytes)
        case long([UInt8])
    }

    private(set) var storage: Storage

    public init(bytes: [UInt8]) {
        let short = bytes.withUnsafeBufferPointer { ShortBytes($0) }
        storage = short.map { .short($0) } ?? .long(bytes)
    }

    public init(_ text: String) {
        var text = text
        self = text.withUTF8 { LuaString(copying: $0) }
    }

    init(copying bytes: UnsafeBufferPointer<UInt8>) {
        storage = ShortBytes(bytes).map { .short($0) } ?? .long(Array(bytes))
    }

    public var bytes: [UInt8] {
        get {
            switch storage {
            case .short(let short): short.withBytes { Array($0) }
            case .long(let bytes): bytes
            }
        }
        set { self = LuaString(bytes: newValue) }
    }

    /// As text; bytes that are no UTF-8 are shown: `\xff`.
    public var text: String { withBytes { textShowingBytes($0) } }

    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        switch storage {
        case .short(let short): short.withBytes(body)
        case .long(let bytes): bytes.withUnsafeBufferPointer(body)
        }
    }
}

/// Up to sixteen bytes, zeroes behind them.
struct ShortBytes: Hashable, Sendable {
    private static let capacity = 16

    private(set) var first: UInt64 = 0
    private(set) var second: UInt64 = 0
    let count: UInt8

    /// Nil: they are too many.
    fileprivate init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count <= Self.capacity else { return nil }
        let source = UnsafeRawBufferPointer(bytes)
        switch bytes.count {
        case 8...:
            first = Self.word(source, at: 0)
            // The last eight, without those that `first` has already.
            let overlap = UInt64(8 * (Self.capacity - bytes.count))
            second = overlap == 64 ? 0 : Self.word(source, at: bytes.count - 8) >> overlap
        default:
            for byte in source.reversed() { first = first << 8 | UInt64(byte) }
        }
        count = UInt8(bytes.count)
    }

    private static func word(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        withUnsafeBytes(of: (first.littleEndian, second.littleEndian)) { words in
            body(UnsafeBufferPointer(rebasing: words.bindMemory(to: UInt8.self)[..<Int(count)]))
        }
    }
}

extension LuaString: ExpressibleByStringInterpolation, CustomStringConvertible {
    public init(stringLiteral value: String) { self.init(value) }
    public var description: String { text }
}
