#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The outline of a JSON text: its brackets and quotes. Tells an answer that is cut off anywhere
/// from a whole one at a tenth of the cost of decoding it, which large answers are spared here.
struct JSONOutline {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    /// Whether `bytes` is one object, closed at its end, with nothing but white space around it.
    static func isWholeObject(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var outline = JSONOutline(bytes: bytes)
            return outline.isWholeObject()
        }
    }

    private mutating func isWholeObject() -> Bool {
        skipSpace()
        guard index < bytes.count, bytes[index] == UInt8(ascii: "{"), skipValue() else {
            return false
        }
        skipSpace()
        return index == bytes.count
    }

    /// Moves behind the bracket that closes the one here; false when there is none.
    private mutating func skipValue() -> Bool {
        var depth = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return true }
            case UInt8(ascii: "\""):
                guard skipString() else { return false }
            default: break
            }
        }
        return false
    }

    /// Moves behind the quote that ends the string that starts before here.
    private mutating func skipString() -> Bool {
        while let start = bytes.baseAddress,
            let quote = memchr(start + index, 0x22, bytes.count - index)
        {
            let end = UnsafeRawPointer(quote) - UnsafeRawPointer(start)
            var escapes = 0
            while end - escapes > index, bytes[end - escapes - 1] == UInt8(ascii: "\\") {
                escapes += 1
            }
            index = end + 1
            if escapes.isMultiple(of: 2) { return true }
        }
        return false
    }

    private mutating func skipSpace() {
        while index < bytes.count, bytes[index] == 0x20 || (0x09...0x0D).contains(bytes[index]) {
            index += 1
        }
    }
}
