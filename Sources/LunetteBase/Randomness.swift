/// Where chance comes from: the system's generator, or a seed.
public protocol Randomness: Sendable {
    func next() -> UInt64
}

extension Randomness {
    /// 32 lower-case hex digits, as the vendor's libraries make their nonces.
    public func nonce() -> String {
        hex(next()) + hex(next())
    }

    /// An upper-case UUID, as the service makes its request ids.
    public func uuid() -> String {
        let high = (next() & ~0xF000) | 0x4000
        let low = (next() & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
        let digits = Array((hex(high) + hex(low)).uppercased())
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return groups.map { String(digits[$0]) }.joined(separator: "-")
    }

    /// Evenly from 0 up to, and without, 1.
    public func fraction() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    private func hex(_ value: UInt64) -> String {
        withUnsafeBytes(of: value.bigEndian) { hexadecimal($0) }
    }
}

/// The system's generator.
public struct SystemRandomness: Randomness {
    public init() {}

    public func next() -> UInt64 {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }
}
