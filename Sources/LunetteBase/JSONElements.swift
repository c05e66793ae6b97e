/// Where the elements of one array lie in a JSON text, found without decoding anything: what
/// streams a long list decodes one element at a time.
public struct JSONElements: Sendable {
    public let ranges: [Range<Int>]

    /// The elements of the array that a path of member names leads to. Nil when the path leads
    /// elsewhere, or the text breaks off; the elements themselves are not checked.
    public init?(of text: [UInt8], at path: [String]) {
        var scanner = JSONScanner(bytes: text)
        for name in path {
            guard scanner.enterMember(named: name) else { return nil }
        }
        guard let ranges = scanner.elements() else { return nil }
        self.ranges = ranges
    }
}

/// Steps over JSON values by their brackets and quotes.
private struct JSONScanner {
    let bytes: [UInt8]
    private var index = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || (0x09...0x0D).contains(byte) { index += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard current == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    /// From before an object to before the member's value.
    mutating func enterMember(named name: String) -> Bool {
        let quoted = Array("\"\(name)\"".utf8)
        guard take("{") else { return false }
        repeat {
            skipSpace()
            let start = index
            guard skipValue(), take(":") else { return false }
            if bytes[start...].starts(with: quoted) { return true }
            guard skipValue() else { return false }
        } while take(",")
        return false
    }

    /// From before an array to behind it.
    mutating func elements() -> [Range<Int>]? {
        guard take("[") else { return nil }
        var ranges: [Range<Int>] = []
        if take("]") { return ranges }
        repeat {
            skipSpace()
            let start = index
            guard skipValue() else { return nil }
            ranges.append(start..<index)
        } while take(",")
        return take("]") ? ranges : nil
    }

    /// Over one value: what lies between matching brackets, a string, or a word.
    private mutating func skipValue() -> Bool {
        skipSpace()
        let start = index
        var depth = 0
        while let byte = current {
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return index > start }
                depth -= 1
            case UInt8(ascii: "\""):
                guard skipString() else { return false }
                if depth == 0 { return true }
                continue
            case UInt8(ascii: ","), UInt8(ascii: ":"), 0x20, 0x09...0x0D:
                if depth == 0 { return index > start }
            default: break
            }
            index += 1
            if depth == 0, byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { return true }
        }
        return depth == 0 && index > start
    }

    private mutating func skipString() -> Bool {
        index += 1
        while let byte = current {
            index += byte == UInt8(ascii: "\\") ? 2 : 1
            if byte == UInt8(ascii: "\"") { return true }
        }
        return false
    }
}
