extension TOMLParser {
    /// Any of the four kinds of text: `"…"` with escapes, `'…'` without, and both with three
    /// quotes over several lines.
    mutating func string() throws(Mistake) -> String {
        let start = position
        let hasEscapes = current == UInt8(ascii: "\"")
        let quote: Unicode.Scalar = hasEscapes ? "\"" : "'"
        let isLong = isHere("\"\"\"") || isHere("'''")
        for _ in 0..<(isLong ? 3 : 1) { advance() }
        if isLong { _ = takeLineEnd() }
        var bytes: [UInt8] = []
        while let byte = current {
            if byte == UInt8(ascii: quote) {
                if try closes(isLong, &bytes) { return String(decoding: bytes, as: UTF8.self) }
            } else if byte == UInt8(ascii: "\\"), hasEscapes {
                try escape(into: &bytes, isLong)
            } else if isLong, takeLineEnd() {
                bytes.append(0x0A)
            } else if byte == 0x0A || byte == 0x0D, !isLong {
                break
            } else if byte == 0x09 || (byte >= 0x20 && byte != 0x7F) {
                bytes.append(byte)
                advance()
            } else {
                throw mistake("a text holds no control characters; write them as \\u00XX")
            }
        }
        throw Mistake(
            message: "the text does not end" + (isLong ? "" : " on its line"), position: start)
    }

    /// Takes the quotes that stand here; whether they end the text. In a long one, up to two may
    /// stand alone, and up to two right before the closing three.
    private mutating func closes(_ isLong: Bool, _ bytes: inout [UInt8]) throws(Mistake) -> Bool {
        guard let quote = current else { return true }
        var count = 0
        while current == quote, count < (isLong ? 5 : 1) {
            advance()
            count += 1
        }
        let isEnd = !isLong || count >= 3
        bytes += Array(repeating: quote, count: isEnd ? max(0, count - 3) : count)
        return isEnd
    }

    private mutating func escape(into bytes: inout [UInt8], _ isLong: Bool) throws(Mistake) {
        let start = self
        advance()
        let simple: [UInt8: UInt8] = [
            UInt8(ascii: "b"): 0x08, UInt8(ascii: "t"): 0x09, UInt8(ascii: "n"): 0x0A,
            UInt8(ascii: "f"): 0x0C, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "\""): 0x22,
            UInt8(ascii: "\\"): 0x5C,
        ]
        if let byte = current.flatMap({ simple[$0] }) {
            bytes.append(byte)
            return advance()
        }
        if take("u") || take("U") {
            let digits = start.byte(1) == UInt8(ascii: "u") ? 4 : 8
            bytes += try unicodeScalar(digits).utf8
            return
        }
        guard isLong, skipLineEnds() else {
            throw start.mistake("there is no such escape; a backslash itself is \\\\")
        }
    }

    private mutating func unicodeScalar(_ digits: Int) throws(Mistake) -> String {
        let start = index
        for _ in 0..<digits where current.map({ Character(.init($0)).isHexDigit }) ?? false {
            advance()
        }
        guard index == start + digits, let code = UInt32(text(from: start), radix: 16),
            let scalar = Unicode.Scalar(code)
        else { throw mistake("\(digits) hexadecimal digits of a character expected") }
        return String(Character(scalar))
    }

    /// Behind a backslash at the end of a line: all white space up to the next letter.
    private mutating func skipLineEnds() -> Bool {
        skipBlanks()
        guard takeLineEnd() else { return false }
        repeat { skipBlanks() } while takeLineEnd()
        return true
    }
}
