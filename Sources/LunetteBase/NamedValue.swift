/// A name and its value as text: a query parameter, a form field, a header.
public struct NamedValue: Sendable, Hashable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension Sequence<NamedValue> {
    /// The first value of this name, spelt exactly so.
    @inlinable
    public func value(named name: String) -> String? {
        first { $0.name == name }?.value
    }

    /// The first value of this header; the case of ASCII letters doesn't count.
    @inlinable
    public func header(named name: String) -> String? {
        first { equalIgnoringCase($0.name, name) }?.value
    }
}

/// Whether two names are the same but for the case of their ASCII letters. Inlinable: most names
/// differ in their length.
@inlinable
public func equalIgnoringCase(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count && equalLettersIgnoringCase(left, right)
}

@usableFromInline
func equalLettersIgnoringCase(_ left: String, _ right: String) -> Bool {
    func lowered(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte + 32 : byte }
    return left.withBytes { left in
        right.withBytes { right in
            // Most that are the same are in one case, too.
            left.elementsEqual(right)
                || left.indices.allSatisfy { lowered(left[$0]) == lowered(right[$0]) }
        }
    }
}

extension NamedValue {
    /// Reads `a=1&b=%20` of a URL's query or a form; a `+` is a space, a lone name has an empty
    /// value. Nil when a part is not percent-encoded UTF-8.
    public static func list(decodingQuery text: some StringProtocol) -> [NamedValue]? {
        var result: [NamedValue] = []
        for part in Array(text.utf8).split(separator: UInt8(ascii: "&")) {
            let equals = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
            let valueStart = equals == part.endIndex ? equals : equals + 1
            guard let name = percentDecoded(part[..<equals], plusIsSpace: true),
                let value = percentDecoded(part[valueStart...], plusIsSpace: true)
            else { return nil }
            result.append(NamedValue(name, value))
        }
        return result
    }
}
