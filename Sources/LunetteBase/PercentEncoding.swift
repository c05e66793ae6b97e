/// Percent-encoding as both signatures want it: everything but `A-Z a-z 0-9 - _ . ~` becomes
/// `%XX`, upper case (RFC 3986 §2.1, §2.3).
public func percentEncoded(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    appendPercentEncoded(text.utf8, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
}

/// The same, appended to a buffer. Inlinable: each call signs some hundred bytes with it.
@inlinable
public func appendPercentEncoded(_ text: some Sequence<UInt8>, to bytes: inout [UInt8]) {
    for byte in text {
        if isUnreserved(byte) {
            bytes.append(byte)
        } else {
            bytes.append(UInt8(ascii: "%"))
            bytes.append(hexDigit(byte >> 4, letters: UInt8(ascii: "A")))
            bytes.append(hexDigit(byte & 15, letters: UInt8(ascii: "A")))
        }
    }
}

/// The same of a text: most names and values need no encoding, and are copied then.
public func appendPercentEncoded(_ text: String, to bytes: inout [UInt8]) {
    text.withBytes { text in
        if text.allSatisfy({ isUnreserved($0) }) {
            bytes.append(contentsOf: text)
        } else {
            appendPercentEncoded(text, to: &bytes)
        }
    }
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
@inlinable
public func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    var digits: [UInt8] = []
    digits.reserveCapacity(2 * bytes.underestimatedCount)
    appendHexadecimal(bytes, to: &digits)
    return String(decoding: digits, as: UTF8.self)
}

@inlinable
func appendHexadecimal(_ bytes: some Sequence<UInt8>, to digits: inout [UInt8]) {
    for byte in bytes {
        digits.append(hexDigit(byte >> 4, letters: UInt8(ascii: "a")))
        digits.append(hexDigit(byte & 15, letters: UInt8(ascii: "a")))
    }
}

/// Calls `body` with the lower-case hex digits of `bytes`.
public func withHexadecimal<Value>(
    of bytes: UnsafeRawBufferPointer, _ body: (UnsafeBufferPointer<UInt8>) -> Value
) -> Value {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * bytes.count) { digits in
        for (index, byte) in bytes.enumerated() {
            digits[2 * index] = hexDigit(byte >> 4, letters: UInt8(ascii: "a"))
            digits[2 * index + 1] = hexDigit(byte & 15, letters: UInt8(ascii: "a"))
        }
        return body(UnsafeBufferPointer(digits))
    }
}

/// The digit of a value below 16; those from ten on count up from `letters`.
@inlinable
func hexDigit(_ value: UInt8, letters: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : letters + value - 10
}

/// RFC 3986 §2.3.
@inlinable
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
