/// Where chance comes from: the system's generator, or a seed.
public protocol Randomness: Sendable {
    func next() -> UInt64
}

extension Randomness {
    /// 32 lower-case hex digits, as the vendor's libraries make their nonces.
    public func nonce() -> String {
        String(unsafeUninitializedCapacity: 32) { text in
            for half in 0..<2 {
                writeHex(next(), letters: UInt8(ascii: "a"), to: text, at: 16 * half)
            }
            return 32
        }
    }

    /// An upper-case UUID, as the service makes its request ids.
    public func uuid() -> String {
        let high = (next() & ~0xF000) | 0x4000
        let low = (next() & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digits in
            writeHex(high, letters: UInt8(ascii: "A"), to: digits, at: 0)
            writeHex(low, letters: UInt8(ascii: "A"), to: digits, at: 16)
            return String(unsafeUninitializedCapacity: 36) { text in
                var place = 0
                for (index, digit) in digits.enumerated() {
                    if index == 8 || index == 12 || index == 16 || index == 20 {
                        text[place] = UInt8(ascii: "-")
                        place += 1
                    }
                    text[place] = digit
                    place += 1
                }
                return place
            }
        }
    }

    /// Evenly from 0 up to, and without, 1.
    public func fraction() -> Double {
        Double(next() >> 11) * 0x1p-53
    }
}

/// Writes 16 digits from `start` on.
private func writeHex(
    _ value: UInt64, letters: UInt8, to text: UnsafeMutableBufferPointer<UInt8>, at start: Int
) {
    for index in 0..<16 {
        let digit = UInt8(value >> (60 - 4 * UInt64(index)) & 15)
        text[start + index] = hexDigit(digit, letters: letters)
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
