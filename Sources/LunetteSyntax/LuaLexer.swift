/// Splits Lua source into tokens (Lua 5.4 manual §3.1), as the compiler would; what it refuses is a
/// `LuaSyntaxError`.
public struct LuaLexer: Sendable {
    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    private var lineStart = 0

    public init(_ source: [UInt8]) {
        bytes = source
        // A first line that starts with # is for the shell.
        if bytes.first == UInt8(ascii: "#") { skipLine() }
    }

    /// The next token; `.end` once the source is used up.
    public mutating func next() throws(LuaSyntaxError) -> LuaToken {
        try skipSpaceAndComments()
        let place = place
        let start = index
        let kind: LuaToken.Kind
        if let byte = current { kind = try self.kind(startingWith: byte) } else { kind = .end }
        return LuaToken(kind: kind, place: place, end: self.place, range: start..<index)
    }

    private mutating func kind(startingWith byte: UInt8) throws(LuaSyntaxError) -> LuaToken.Kind {
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
        return .symbol(try symbol())
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

    private mutating func skipSpaceAndComments() throws(LuaSyntaxError) {
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

    private mutating func symbol() throws(LuaSyntaxError) -> String {
        let place = place
        for length in [3, 2] where index + length <= bytes.count {
            let text = String(decoding: bytes[index..<index + length], as: UTF8.self)
            if longSymbols.contains(text) {
                for _ in 0..<length { advance() }
                return text
            }
        }
        let byte = bytes[index]
        guard shortSymbols.contains(byte) else {
            let shown = (0x21..<0x7F).contains(byte) ? String(UnicodeScalar(byte)) : "\\\(byte)"
            throw LuaSyntaxError("unexpected symbol '\(shown)'", at: place)
        }
        advance()
        return String(UnicodeScalar(byte))
    }

    private mutating func number() throws(LuaSyntaxError) -> LuaToken.Kind {
        let place = place
        let text = numeral()
        if let value = Int64(text) { return .integer(value) }
        if text.lowercased().hasPrefix("0x"), let value = hexadecimal(text.dropFirst(2)) {
            return .integer(value)
        }
        guard let last = text.utf8.last, last != UInt8(ascii: "x"), let value = Double(text) else {
            throw LuaSyntaxError("malformed number '\(text)'", at: place)
        }
        return .number(value)
    }

    /// What the compiler takes for one number: letters too, and a sign behind an exponent's mark.
    private mutating func numeral() -> String {
        let start = index
        let isHexadecimal = current == UInt8(ascii: "0") && (peek(1) ?? 0) | 0x20 == 0x78
        let mark = UInt8(ascii: isHexadecimal ? "p" : "e")
        while let byte = current, isDigit(byte) || isNameStart(byte) || byte == UInt8(ascii: ".") {
            advance()
            let isSigned = current == UInt8(ascii: "-") || current == UInt8(ascii: "+")
            if byte | 0x20 == mark, isSigned { advance() }
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    /// Wraps around, as Lua's integers do.
    private func hexadecimal(_ digits: Substring) -> Int64? {
        guard !digits.isEmpty else { return nil }
        var value: UInt64 = 0
        for digit in digits {
            guard let digit = digit.hexDigitValue else { return nil }
            value = value << 4 | UInt64(digit)
        }
        return Int64(bitPattern: value)
    }
}

// MARK: Strings

extension LuaLexer {
    private mutating func quoted(by quote: UInt8) throws(LuaSyntaxError) -> String {
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
        throw LuaSyntaxError("the string does not end on its line", at: start)
    }

    private mutating func escape(into value: inout [UInt8]) throws(LuaSyntaxError) {
        let start = place
        let simple: [UInt8: UInt8] = [
            0x61: 7, 0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9, 0x76: 11, 0x5C: 0x5C,
            0x22: 0x22, 0x27: 0x27, 0x0A: 0x0A, 0x0D: 0x0A,
        ]
        guard let letter = current else {
            throw LuaSyntaxError("the string does not end on its line", at: start)
        }
        if isDigit(letter) {
            var code = 0
            for _ in 0..<3 {
                guard let digit = current, isDigit(digit) else { break }
                code = code * 10 + Int(digit - 0x30)
                advance()
            }
            guard let byte = UInt8(exactly: code) else {
                throw LuaSyntaxError("decimal escape too large", at: start)
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
                throw LuaSyntaxError("hexadecimal digit expected", at: start)
            }
            index += 2
            value.append(byte)
        case UInt8(ascii: "u"):
            try unicodeEscape(into: &value, start)
        default:
            guard let byte = simple[letter] else {
                throw LuaSyntaxError("invalid escape sequence", at: start)
            }
            value.append(byte)
        }
    }

    private mutating func unicodeEscape(into value: inout [UInt8], _ start: SourcePlace)
        throws(LuaSyntaxError)
    {
        guard current == UInt8(ascii: "{") else {
            throw LuaSyntaxError("missing '{' in \\u{xxxx}", at: start)
        }
        advance()
        let digits = take { isDigit($0) || isNameStart($0) }
        guard current == UInt8(ascii: "}"), let code = UInt32(digits, radix: 16), code < 1 << 31
        else { throw LuaSyntaxError("malformed \\u{xxxx}", at: start) }
        advance()
        appendUTF8(code, to: &value)
    }

    /// As Lua does it: beyond Unicode as well, up to 2^31.
    private func appendUTF8(_ code: UInt32, to value: inout [UInt8]) {
        guard code >= 0x80 else { return value.append(UInt8(code)) }
        var tail: [UInt8] = []
        var rest = code
        var room: UInt32 = 0x3F
        while rest > room {
            tail.append(UInt8(0x80 | rest & 0x3F))
            rest >>= 6
            room >>= 1
        }
        value.append(UInt8(truncatingIfNeeded: ~room << 1 | rest))
        value.append(contentsOf: tail.reversed())
    }

    /// The number of `=` when a long bracket opens here: `[[` is 0, `[==[` is 2.
    private func longBracketLevel() -> Int? {
        var level = 0
        while peek(1 + level) == UInt8(ascii: "=") { level += 1 }
        return peek(1 + level) == UInt8(ascii: "[") ? level : nil
    }

    private mutating func longBracket(level: Int) throws(LuaSyntaxError) -> String {
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
        throw LuaSyntaxError("the long string or comment does not end", at: start)
    }
}

private let longSymbols: Set<String> = [
    "...", "==", "~=", "<=", ">=", "//", "::", "<<", ">>", "..",
]

private let shortSymbols = Set("+-*/%^#&~|<>=(){}[];:,.".utf8)

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

private func isNameStart(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_")
}
