/// SHA-1, SHA-256 and HMAC after FIPS 180-4 and RFC 2104, for the tests alone: what the library
/// signs is checked by code that shares nothing with it.
public enum IndependentDigest {
    public static func sha1(_ message: [UInt8]) -> [UInt8] {
        var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
        for block in blocks(message) {
            var w = block
            for t in 16..<80 { w.append((w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16]).left(1)) }
            var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
            for t in 0..<80 {
                let (f, k): (UInt32, UInt32) =
                    switch t / 20 {
                    case 0: ((b & c) | (~b & d), 0x5A82_7999)
                    case 1: (b ^ c ^ d, 0x6ED9_EBA1)
                    case 2: ((b & c) | (b & d) | (c & d), 0x8F1B_BCDC)
                    default: (b ^ c ^ d, 0xCA62_C1D6)
                    }
                let next = a.left(5) &+ f &+ e &+ k &+ w[t]
                (e, d, c, b, a) = (d, c, b.left(30), a, next)
            }
            state = zip(state, [a, b, c, d, e]).map { $0 &+ $1 }
        }
        return bytes(state)
    }

    public static func sha256(_ message: [UInt8]) -> [UInt8] {
        var state = primes(8).map { fraction($0.squareRoot()) }
        let constants = primes(64).map { fraction(cubeRoot($0)) }
        for block in blocks(message) {
            var w = block
            for t in 16..<64 {
                let low = w[t - 15].right(7) ^ w[t - 15].right(18) ^ w[t - 15] >> 3
                let high = w[t - 2].right(17) ^ w[t - 2].right(19) ^ w[t - 2] >> 10
                w.append(w[t - 16] &+ low &+ w[t - 7] &+ high)
            }
            var v = state
            for t in 0..<64 {
                let sum1 = v[4].right(6) ^ v[4].right(11) ^ v[4].right(25)
                let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
                let first = v[7] &+ sum1 &+ choice &+ constants[t] &+ w[t]
                let sum0 = v[0].right(2) ^ v[0].right(13) ^ v[0].right(22)
                let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
                v = [first &+ sum0 &+ majority] + v[0...6]
                v[4] = v[4] &+ first
            }
            state = zip(state, v).map { $0 &+ $1 }
        }
        return bytes(state)
    }

    public static func hmac(_ hash: ([UInt8]) -> [UInt8], _ message: [UInt8], key: [UInt8])
        -> [UInt8]
    {
        var key = key.count > 64 ? hash(key) : key
        key += [UInt8](repeating: 0, count: 64 - key.count)
        return hash(key.map { $0 ^ 0x5C } + hash(key.map { $0 ^ 0x36 } + message))
    }

    private static func blocks(_ message: [UInt8]) -> [[UInt32]] {
        var padded = message + [0x80]
        while padded.count % 64 != 56 { padded.append(0) }
        let length = UInt64(message.count) * 8
        padded += (0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * UInt64($0))) }
        return stride(from: 0, to: padded.count, by: 64).map { start in
            stride(from: start, to: start + 64, by: 4).map { index in
                padded[index..<index + 4].reduce(0) { $0 << 8 | UInt32($1) }
            }
        }
    }

    private static func bytes(_ words: [UInt32]) -> [UInt8] {
        words.flatMap { word in
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
        }
    }

    private static func primes(_ count: Int) -> [Double] {
        var found: [Int] = []
        var candidate = 2
        while found.count < count {
            if found.allSatisfy({ candidate % $0 != 0 }) { found.append(candidate) }
            candidate += 1
        }
        return found.map(Double.init)
    }

    /// The first 32 bits behind the point.
    private static func fraction(_ value: Double) -> UInt32 {
        UInt32((value - value.rounded(.down)) * 0x1p32)
    }

    private static func cubeRoot(_ value: Double) -> Double {
        var root = value.squareRoot()
        for _ in 0..<60 { root -= (root * root * root - value) / (3 * root * root) }
        return root
    }
}

extension UInt32 {
    fileprivate func left(_ count: UInt32) -> UInt32 { self << count | self >> (32 - count) }
    fileprivate func right(_ count: UInt32) -> UInt32 { self >> count | self << (32 - count) }
}
