#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where `pattern` first occurs in `bytes`; nil when it doesn't, or is empty. At the pace of
/// memchr: the standard library's own search costs ten times as much, which large answers show.
public func firstOccurrence(of pattern: StaticString, in bytes: [UInt8]) -> Range<Int>? {
    firstOccurrence(
        of: UnsafeRawBufferPointer(start: pattern.utf8Start, count: pattern.utf8CodeUnitCount),
        in: bytes)
}

/// Whether `text` stands anywhere in `bytes`.
public func contains(_ text: String, in bytes: [UInt8]) -> Bool {
    text.withBytes { firstOccurrence(of: UnsafeRawBufferPointer($0), in: bytes) != nil }
}

private func firstOccurrence(of pattern: UnsafeRawBufferPointer, in bytes: [UInt8]) -> Range<Int>? {
    guard let first = pattern.first, let wanted = pattern.baseAddress else { return nil }
    return bytes.withUnsafeBytes { bytes -> Range<Int>? in
        guard let start = bytes.baseAddress else { return nil }
        let count = pattern.count
        var index = 0
        while bytes.count - index >= count,
            let found = memchr(start + index, Int32(first), bytes.count - index - count + 1)
        {
            index = UnsafeRawPointer(found) - start
            if memcmp(found, wanted, count) == 0 { return index..<(index + count) }
            index += 1
        }
        return nil
    }
}
