import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The system's generator, asked for 256 bytes at a time: a nonce costs no system call of its own.
public final class PooledRandomness: Randomness {
    private let words = Mutex<[UInt64]>([])
    private static let wordsAtOnce = 32

    public init() {}

    public func next() -> UInt64 {
        words.withLock { words in
            if let word = words.popLast() { return word }
            words = Self.fresh()
            return words.removeLast()
        }
    }

    private static func fresh() -> [UInt64] {
        [UInt64](unsafeUninitializedCapacity: wordsAtOnce) { words, count in
            count = wordsAtOnce
            let result = getentropy(words.baseAddress, count * MemoryLayout<UInt64>.size)
            precondition(result == 0, "the system's generator gives nothing")
        }
    }
}
