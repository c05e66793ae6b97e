/// Text from elsewhere (a script, the cloud, a file, the environment) made fit for one line of a
/// terminal or of a file of lines: what would end the line, control the terminal, turn the order of
/// other text around, or be seen by nobody, is shown as Lua writes it: `\n`, `\x1b`, `\u{202e}`.
public func printable(_ text: String) -> String {
    escaped(text) { scalar in
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case "\0"..."\u{FF}": "\\x" + hexadecimal(scalar, digits: 2)
        default: "\\u{\(hexadecimal(scalar, digits: 1))}"
        }
    }
}

/// The same for text that has lines of its own, such as what a script prints: its line ends and
/// tabs stay.
public func printableLines(_ text: String) -> String {
    escaped(text) { scalar in
        scalar == "\n" || scalar == "\t" ? String(scalar) : printable(String(scalar))
    }
}

/// The same for JSON text, which says afterwards what it said before.
public func printableJSON(_ text: String) -> String {
    escaped(text) { scalar in
        scalar == "\n"
            ? "\n" : String(scalar).utf16.map { "\\u" + hexadecimal($0, digits: 4) }.joined()
    }
}

/// UTF-8 as text; of bytes that are none, each is written as Lua writes it: `\xff`.
@inlinable
public func textShowingBytes(_ bytes: some Collection<UInt8>) -> String {
    String(validating: bytes, as: UTF8.self) ?? showingBytes(Array(bytes))
}

/// UTF-8 that was cut, without the character at its end that is not whole.
public func wholeCharacters(_ bytes: some BidirectionalCollection<UInt8>) -> [UInt8] {
    let bytes = Array(bytes)
    let end = bytes.suffix(4)
    guard let start = end.lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return bytes }
    let wanted =
        switch bytes[start] {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    return bytes.count - start < wanted ? Array(bytes[..<start]) : bytes
}

@usableFromInline
func showingBytes(_ bytes: [UInt8]) -> String {
    var text = ""
    var rest = bytes[...]
    while let byte = rest.first {
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = rest.makeIterator()
        if case .valid(let encoded) = parser.parseScalar(from: &iterator) {
            text.unicodeScalars.append(Unicode.UTF8.decode(encoded))
            rest = rest.dropFirst(encoded.count)
        } else {
            text += "\\x" + hexadecimal(byte, digits: 2)
            rest = rest.dropFirst()
        }
    }
    return text
}

extension Unicode.Scalar {
    /// Whether it controls the terminal or the line, turns the order of other text around, or takes
    /// no room by itself.
    public var isTreacherous: Bool {
        if value < 0x7F { return value < 0x20 }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
        default: return properties.isDefaultIgnorableCodePoint
        }
    }

    /// Joins its neighbours or picks one of their forms, as emoji and some scripts need it.
    fileprivate var joins: Bool {
        switch value {
        case 0x200C...0x200D, 0xFE00...0xFE0F: true
        default: false
        }
    }
}

/// Behind a letter of another script, one joiner is part of how that one is written, and so it is
/// in a keycap; in an id it is none.
private func escaped(
    _ text: String, _ escape: (Unicode.Scalar) -> String
) -> String {
    if text.withBytes({ $0.allSatisfy { 0x20..<0x7F ~= $0 } }) { return text }
    var result = ""
    let scalars = Array(text.unicodeScalars)
    var takesJoiner = false
    for (index, scalar) in scalars.enumerated() {
        let isKept = scalar.joins && (takesJoiner || isInKeycap(scalars, index))
        let isShown = scalar.isTreacherous && !isKept
        isShown ? result += escape(scalar) : result.unicodeScalars.append(scalar)
        // Which form it is may stand before what joins it to the next.
        takesJoiner = !scalar.isASCII && !isShown && (!isKept || scalar.value >= 0xFE00)
    }
    return result
}

/// Whether a digit, which form it has, and the key around it stand there.
private func isInKeycap(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    guard index > 0, index + 1 < scalars.count else { return false }
    return "0123456789#*".unicodeScalars.contains(scalars[index - 1])
        && scalars[index].value == 0xFE0F && scalars[index + 1].value == 0x20E3
}

private func hexadecimal(_ scalar: Unicode.Scalar, digits: Int) -> String {
    hexadecimal(scalar.value, digits: digits)
}

/// With zeros in front.
private func hexadecimal(_ number: some BinaryInteger, digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
}
