/// Splits Lua source into tokens, as far as a literal table needs it (Lua 5.4 manual §3.1).
struct LuaLexer {
    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    private var lineStart = 0

    init(_ source: [UInt8]) {
        bytes = source
        // A first line that starts with # is for the shell.
        if bytes.first == UInt8(ascii: "#") { skipLine() }
    }

    /// The next token; `.end` once the source is used up.
    mutating func next() throws(ManifestError) -> LuaToken {
        try skipSpaceAndComments()
        let place = place
        guard let byte = current else { return LuaToken(kind: .end, place: place) }
        return LuaToken(kind: try kind(startingWith: byte), place: place)
    }

    private mutating func kind(startingWith byte: UInt8) throws(ManifestError) -> LuaToken.Kind {
        if isNameStart(byte) {
            return .name(take { isNameStart($0) || isDigit($0) })
        }
        if isDigit(byte) || (byte == UInt8(ascii: ".") && isDigit(peek(1) ?? 0)) {
            return try number()
        }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            return .string(try quoted(by: byte))
        }
        if byte == UInt8(ascii: "["), let level = longBracketLevel() {
            return .string(try longBracket(level: level))
        }
        return .symbol(symbol())
    }

    private var place: SourcePlace {
        SourcePlace(line: line, column: index - lineStart + 1)
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private func peek(_ distance: Int) -> UInt8? {
        index + distance < bytes.count ? bytes[index + distance] : nil
    }

    private mutating func advance() {
        if bytes[index] == 0x0A {
            line += 1
            lineStart = index + 1
        }
        index += 1
    }

    private mutating func take(while condition: (UInt8) -> Bool) -> String {
        let start = index
        while let byte = current, condition(byte) { advance() }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func skipLine() {
        while let byte = current, byte != 0x0A {
            _ = byte
            advance()
        }
    }

    private mutating func skipSpaceAndComments() throws(ManifestError) {
        while let byte = current {
            if byte == 0x20 || (0x09...0x0D).contains(byte) {
                advance()
            } else if byte == UInt8(ascii: "-"), peek(1) == UInt8(ascii: "-") {
                advance()
                advance()
                if current == UInt8(ascii: "["), let level = longBracketLevel() {
                    _ = try longBracket(level: level)
                } else {
                    skipLine()
                }
            } else {
                return
            }
        }
    }

    private mutating func symbol() -> String {
        let three = ["..."]
        let two = ["==", "~=", "<=", ">=", "//", "::", "<<", ">>", ".."]
        for length in [3, 2] {
            let text = String(decoding: bytes[index...].prefix(length), as: UTF8.self)
            if (length == 3 ? three : two).contains(text) {
                for _ in 0..<length { advance() }
                return text
            }
        }
        let byte = bytes[index]
        advance()
        return String(decoding: [byte], as: UTF8.self)
    }

    private mutating func number() throws(ManifestError) -> LuaToken.Kind {
        let start = place
        let text = take { isDigit($0) || isNameStart($0) || $0 == UInt8(ascii: ".") }
        if let value = Int64(text) { return .integer(value) }
        if text.lowercased().hasPrefix("0x"), let value = UInt64(text.dropFirst(2), radix: 16) {
            return .integer(Int64(bitPattern: value))
        }
        guard let value = Double(text) else {
            throw ManifestError("malformed number '\(text)'", at: start)
        }
        return .number(value)
    }
}

// MARK: Strings

extension LuaLexer {
    private mutating func quoted(by quote: UInt8) throws(ManifestError) -> String {
        let start = place
        advance()
        var value: [UInt8] = []
        while let byte = current, byte != 0x0A {
            advance()
            if byte == quote { return String(decoding: value, as: UTF8.self) }
            if byte == UInt8(ascii: "\\") {
                try escape(into: &value)
            } else {
                value.append(byte)
            }
        }
        throw ManifestError("the string does not end on its line", at: start)
    }

    private mutating func escape(into value: inout [UInt8]) throws(ManifestError) {
        let start = place
        let simple: [UInt8: UInt8] = [
            0x61: 7, 0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9, 0x76: 11, 0x5C: 0x5C,
            0x22: 0x22, 0x27: 0x27, 0x0A: 0x0A,
        ]
        guard let letter = current else {
            throw ManifestError("the string does not end on its line", at: start)
        }
        if isDigit(letter) {
            var code = 0
            for _ in 0..<3 {
                guard let digit = current, isDigit(digit) else { break }
                code = code * 10 + Int(digit - 0x30)
                advance()
            }
            guard let byte = UInt8(exactly: code) else {
                throw ManifestError("decimal escape too large", at: start)
            }
            value.append(byte)
            return
        }
        advance()
        switch letter {
        case UInt8(ascii: "z"):
            while let byte = current, byte == 0x20 || (0x09...0x0D).contains(byte) { advance() }
        case UInt8(ascii: "x"):
            let digits = String(decoding: bytes[index...].prefix(2), as: UTF8.self)
            guard digits.utf8.count == 2, let byte = UInt8(digits, radix: 16) else {
                throw ManifestError("hexadecimal digit expected", at: start)
            }
            index += 2
            value.append(byte)
        case UInt8(ascii: "u"):
            try unicodeEscape(into: &value, start)
        default:
            guard let byte = simple[letter] else {
                throw ManifestError("invalid escape sequence", at: start)
            }
            value.append(byte)
        }
    }

    private mutating func unicodeEscape(into value: inout [UInt8], _ start: SourcePlace)
        throws(ManifestError)
    {
        guard current == UInt8(ascii: "{") else {
            throw ManifestError("missing '{' in \\u{xxxx}", at: start)
        }
        advance()
        let digits = take { isDigit($0) || isNameStart($0) }
        guard current == UInt8(ascii: "}"), let code = UInt32(digits, radix: 16),
            let scalar = Unicode.Scalar(code)
        else { throw ManifestError("malformed \\u{xxxx}", at: start) }
        advance()
        value.append(contentsOf: String(Character(scalar)).utf8)
    }

    /// The number of `=` when a long bracket opens here: `[[` is 0, `[==[` is 2.
    private func longBracketLevel() -> Int? {
        var level = 0
        while peek(1 + level) == UInt8(ascii: "=") { level += 1 }
        return peek(1 + level) == UInt8(ascii: "[") ? level : nil
    }

    private mutating func longBracket(level: Int) throws(ManifestError) -> String {
        let start = place
        for _ in 0..<(level + 2) { advance() }
        if current == 0x0D { advance() }
        if current == 0x0A { advance() }
        let close =
            [UInt8(ascii: "]")] + Array(repeating: UInt8(ascii: "="), count: level)
            + [UInt8(ascii: "]")]
        let contents = index
        while current != nil {
            if bytes[index...].starts(with: close) {
                let value = String(decoding: bytes[contents..<index], as: UTF8.self)
                index += close.count
                return value
            }
            advance()
        }
        throw ManifestError("the long string or comment does not end", at: start)
    }
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

private func isNameStart(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_")
}
