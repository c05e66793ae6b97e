/// What a word without quotes means: a boolean, a number, a date or a time.
enum TOMLScalar {
    /// Nil when it means nothing.
    static func value(of word: String) -> TOMLValue? {
        switch word {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case "inf", "+inf": return .number(.infinity)
        case "-inf": return .number(-.infinity)
        case "nan", "+nan", "-nan": return .number(.nan)
        default: break
        }
        let bytes = Array(word.utf8)
        if let integer = integer(bytes) { return .integer(integer) }
        if let number = number(bytes) { return .number(number) }
        return isMoment(bytes) ? .moment(word) : nil
    }

    // MARK: Numbers

    private static func integer(_ bytes: [UInt8]) -> Int64? {
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)]
        where bytes.starts(with: prefix.utf8) {
            return digits(bytes.dropFirst(2), radix: radix).flatMap { Int64($0, radix: radix) }
        }
        let sign = bytes.first == UInt8(ascii: "-") ? "-" : ""
        return wholePart(unsigned(bytes)).flatMap { Int64(sign + $0) }
    }

    private static func number(_ bytes: [UInt8]) -> Double? {
        let sign = bytes.first == UInt8(ascii: "-") ? "-" : ""
        let rest = unsigned(bytes)
        let exponentStart = rest.firstIndex { $0 & 0xDF == UInt8(ascii: "E") } ?? rest.endIndex
        let mantissa = rest[..<exponentStart]
        let dot = mantissa.firstIndex(of: UInt8(ascii: ".")) ?? mantissa.endIndex
        guard dot < mantissa.endIndex || exponentStart < rest.endIndex,
            var text = wholePart(mantissa[..<dot])
        else { return nil }
        if dot < mantissa.endIndex {
            guard let fraction = digits(mantissa[(dot + 1)...], radix: 10) else { return nil }
            text += ".\(fraction)"
        }
        if exponentStart < rest.endIndex {
            let exponent = rest[(exponentStart + 1)...]
            let isNegative = exponent.first == UInt8(ascii: "-")
            guard let power = digits(unsigned(exponent), radix: 10) else { return nil }
            text += "e\(isNegative ? "-" : "")\(power)"
        }
        return Double(sign + text)
    }

    private static func unsigned(_ bytes: some Collection<UInt8>) -> ArraySlice<UInt8> {
        let hasSign = bytes.first == UInt8(ascii: "+") || bytes.first == UInt8(ascii: "-")
        return Array(bytes)[(hasSign ? 1 : 0)...]
    }

    /// Digits without a needless zero in front.
    private static func wholePart(_ bytes: ArraySlice<UInt8>) -> String? {
        guard bytes.count == 1 || bytes.first != UInt8(ascii: "0") else { return nil }
        return digits(bytes, radix: 10)
    }

    /// The digits, without the single `_` that may stand between two of them.
    private static func digits(_ bytes: ArraySlice<UInt8>, radix: Int) -> String? {
        let parts = bytes.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
        var text = ""
        for part in parts {
            let isWhole = part.allSatisfy { byte in
                Character(.init(byte)).hexDigitValue.map { $0 < radix } ?? false
            }
            guard !part.isEmpty, isWhole else { return nil }
            text += String(decoding: part, as: UTF8.self)
        }
        return text
    }

    // MARK: Dates and times

    /// `2026-01-31`.
    static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let parts = fields(bytes, "dddd-dd-dd"), (1...12).contains(parts[1]) else {
            return false
        }
        let isLeap = parts[0] % 4 == 0 && (parts[0] % 100 != 0 || parts[0] % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...days[parts[1] - 1]).contains(parts[2])
    }

    /// A date, a time, or both, with an offset or without (RFC 3339).
    private static func isMoment(_ bytes: [UInt8]) -> Bool {
        if isDate(bytes[...]) || isTime(bytes[...]) { return true }
        guard bytes.count > 11, isDate(bytes[..<10]), Array("Tt ".utf8).contains(bytes[10]) else {
            return false
        }
        let time = bytes[11...]
        if time.last.map({ $0 & 0xDF }) == UInt8(ascii: "Z") { return isTime(time.dropLast()) }
        let offset = time.suffix(6)
        if let sign = offset.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            let parts = fields(offset.dropFirst(), "dd:dd"), parts[0] < 24, parts[1] < 60
        {
            return isTime(time.dropLast(6))
        }
        return isTime(time)
    }

    /// `07:32:00.999`.
    private static func isTime(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let parts = fields(bytes.prefix(8), "dd:dd:dd"), parts[0] < 24, parts[1] < 60,
            parts[2] < 61
        else { return false }
        let fraction = bytes.dropFirst(8)
        guard let dot = fraction.first else { return true }
        return dot == UInt8(ascii: ".") && fraction.count > 1
            && fraction.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
    }

    /// The numbers in a text of this shape, where `d` is a digit.
    private static func fields(_ bytes: ArraySlice<UInt8>, _ shape: String) -> [Int]? {
        guard bytes.count == shape.utf8.count else { return nil }
        var fields = [0]
        for (byte, wanted) in zip(bytes, shape.utf8) {
            if wanted == UInt8(ascii: "d") {
                guard (0x30...0x39).contains(byte) else { return nil }
                fields[fields.count - 1] = fields[fields.count - 1] * 10 + Int(byte - 0x30)
            } else {
                guard byte == wanted else { return nil }
                fields.append(0)
            }
        }
        return fields
    }
}
