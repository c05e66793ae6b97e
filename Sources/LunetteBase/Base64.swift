/// Base64 of `bytes`, padded (RFC 4648 §4).
public func base64Encoded(_ bytes: some Collection<UInt8>) -> String {
    var digits: [UInt8] = []
    digits.reserveCapacity((bytes.count + 2) / 3 * 4)
    var buffer: UInt32 = 0
    var bits = 0
    for byte in bytes {
        buffer = buffer << 8 | UInt32(byte)
        bits += 8
        while bits >= 6 {
            bits -= 6
            digits.append(alphabet[Int(buffer >> UInt32(bits) & 63)])
        }
    }
    if bits > 0 { digits.append(alphabet[Int(buffer << UInt32(6 - bits) & 63)]) }
    while !digits.count.isMultiple(of: 4) { digits.append(padding) }
    return String(decoding: digits, as: UTF8.self)
}

/// Undoes Base64; nil for anything but whole, padded groups of the standard alphabet.
public func base64Decoded(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 4) else { return nil }
    let body = digits.prefix { $0 != padding }
    guard digits.count - body.count <= 2, digits[body.count...].allSatisfy({ $0 == padding })
    else { return nil }
    var bytes: [UInt8] = []
    var buffer: UInt32 = 0
    var bits = 0
    for digit in body {
        guard let value = values[Int(digit)] else { return nil }
        buffer = buffer << 6 | UInt32(value)
        bits += 6
        if bits >= 8 {
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
        }
    }
    return bytes
}

private let padding = UInt8(ascii: "=")
private let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
private let values: [UInt8?] = (0...255).map { byte in
    alphabet.firstIndex(of: UInt8(byte)).map { UInt8($0) }
}
