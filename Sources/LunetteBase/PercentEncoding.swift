/// Percent-encoding as both signatures want it: everything but `A-Z a-z 0-9 - _ . ~` becomes
/// `%XX`, upper case (RFC 3986 §2.1, §2.3).
public func percentEncoded(_ text: String) -> String {
    String(capacity: 3 * text.utf8.count) { $0.writePercentEncoded(text) }
}

/// Undoes percent-encoding; `+` is a space when `plusIsSpace` (form style). Nil for a `%` that
/// two hex digits don't follow, or when the bytes are not UTF-8.
public func percentDecoded(_ text: some Sequence<UInt8>, plusIsSpace: Bool) -> String? {
    let decoded = text.withContiguousStorageIfAvailable { decode($0, plusIsSpace) }
    return decoded ?? Array(text).withUnsafeBufferPointer { decode($0, plusIsSpace) }
}

private func decode(_ text: UnsafeBufferPointer<UInt8>, _ plusIsSpace: Bool) -> String? {
    let plus = plusIsSpace ? UInt8(ascii: "+") : UInt8(ascii: "%")
    guard text.contains(where: { $0 == UInt8(ascii: "%") || $0 == plus }) else {
        return String(validating: text, as: UTF8.self)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var iterator = text.makeIterator()
    while let byte = iterator.next() {
        if byte == UInt8(ascii: "%") {
            guard let high = iterator.next().flatMap(hexValue),
                let low = iterator.next().flatMap(hexValue)
            else { return nil }
            bytes.append(high << 4 | low)
        } else {
            bytes.append(byte == plus ? 0x20 : byte)
        }
    }
    return String(validating: bytes, as: UTF8.self)
}

/// Lower-case hex digits of `bytes`.
public func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    Array(bytes).withUnsafeBytes { bytes in
        String(capacity: 2 * bytes.count) { $0.writeHexadecimal(bytes) }
    }
}

/// The digit of a value below 16; those from ten on count up from `letters`.
func hexDigit(_ value: UInt8, letters: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : letters + value - 10
}

/// RFC 3986 §2.3.
func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~"): true
    default: false
    }
}

private func hexValue(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x41 + 10
    case 0x61...0x66: digit - 0x61 + 10
    default: nil
    }
}
