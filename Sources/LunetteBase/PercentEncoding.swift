/// Percent-encoding as both signatures want it: everything but `A-Z a-z 0-9 - _ . ~` becomes
/// `%XX`, upper case (RFC 3986 §2.1, §2.3).
public func percentEncoded(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    appendPercentEncoded(text.utf8, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
}

/// The same, appended to a buffer.
public func appendPercentEncoded(_ text: some Sequence<UInt8>, to bytes: inout [UInt8]) {
    let isDone: Void? = text.withContiguousStorageIfAvailable { append($0, to: &bytes) }
    if isDone == nil { Array(text).withUnsafeBufferPointer { append($0, to: &bytes) } }
}

private func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    for byte in text {
        if unreserved[Int(byte)] {
            bytes.append(byte)
        } else {
            bytes.append(UInt8(ascii: "%"))
            bytes.append(upperHexDigits[Int(byte >> 4)])
            bytes.append(upperHexDigits[Int(byte & 15)])
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
public func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    return String(unsafeUninitializedCapacity: 2 * bytes.count) { digits in
        for (index, byte) in bytes.enumerated() {
            digits[2 * index] = lowerHexDigits[Int(byte >> 4)]
            digits[2 * index + 1] = lowerHexDigits[Int(byte & 15)]
        }
        return 2 * bytes.count
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

let upperHexDigits = Array("0123456789ABCDEF".utf8)
let lowerHexDigits = Array("0123456789abcdef".utf8)
private let unreserved: [Bool] = (0...255).map { byte in
    switch UInt8(byte) {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~"): true
    default: false
    }
}
