/// The Lua name of a wire name: `LeaveSecurityGroup` → `leave_security_group`,
/// `VSwitchId` → `vswitch_id`, `Ipv6Address` → `ipv6_address`.
///
/// A word starts at an upper-case letter that follows a lower-case one or a digit, and at the
/// last capital of a run that a lower-case letter follows (`ENIId` → `eni_id`). `VSwitch`,
/// `VRouter` and `IPv` count as one word each.
public func snakeCase(_ name: String) -> String {
    let bytes = Array(name.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 8)
    for (index, byte) in bytes.enumerated() {
        guard isUpper(byte) else {
            result.append(byte == UInt8(ascii: "-") ? UInt8(ascii: "_") : byte)
            continue
        }
        if index > 0 {
            let before = bytes[index - 1]
            let after = index + 1 < bytes.count ? bytes[index + 1] : 0
            // A word that goes on here starts with the capital before.
            let startsAfterCapital =
                isUpper(before) && isLower(after)
                && !oneWords.contains { bytes[(index - 1)...].starts(with: $0) }
            if startsAfterCapital || isLower(before) || isDigit(before) {
                result.append(UInt8(ascii: "_"))
            }
        }
        result.append(byte + 32)
    }
    return String(decoding: result, as: UTF8.self)
}

private let oneWords = [Array("VSwitch".utf8), Array("VRouter".utf8), Array("IPv".utf8)]

private func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
private func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
