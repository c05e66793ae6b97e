import LunetteBase

/// Reads TOML 1.0 (toml.io/en/v1.0.0). Our own, since the libraries in reach tell places for
/// syntax errors only, and end the process over some of them.
struct TOMLParser {
    struct Mistake: Error {
        let message: String
        let position: TextPosition
    }

    private(set) var places = TOMLPlaces()

    private let bytes: [UInt8]
    private(set) var index = 0
    private var line = 1
    private var lineStart = 0
    private var depth = 0

    private static let deepest = 64

    init(_ source: [UInt8]) {
        bytes = source
        if source.starts(with: [0xEF, 0xBB, 0xBF]) {
            index = 3
            lineStart = 3
        }
    }

    /// The whole document.
    mutating func document() throws(Mistake) -> [String: TOMLValue] {
        let root = TOMLTree([], .header)
        var table = root
        while true {
            try skipLines()
            guard let byte = current else { return root.fields }
            if byte == UInt8(ascii: "[") {
                table = try header(root)
            } else {
                try keyAndValue(in: table)
            }
            try endOfLine()
        }
    }

    // MARK: Tables

    private mutating func header(_ root: TOMLTree) throws(Mistake) -> TOMLTree {
        advance()
        let isElement = take("[")
        let names = try dottedKey()
        guard take("]"), !isElement || take("]") else {
            throw mistake("\(isElement ? "]]" : "]") expected behind the table's name")
        }
        var table = root
        for name in names.dropLast() {
            guard let next = table.step(through: name.text) else {
                throw Mistake(
                    message: "'\(name.text)' has a value already and is no table",
                    position: name.position)
            }
            notePlace(next.steps, name.position)
            table = next
        }
        let last = names[names.count - 1]
        let opened = isElement ? table.append(last.text) : table.open(last.text)
        guard let opened else {
            throw Mistake(message: "'\(last.text)' is given twice", position: last.position)
        }
        notePlace(opened.steps, last.position)
        if isElement { notePlace(opened.steps.dropLast(), last.position) }
        return opened
    }

    private mutating func keyAndValue(in table: TOMLTree) throws(Mistake) {
        let names = try dottedKey()
        guard take("=") else { throw mistake("'=' expected behind the key") }
        var table = table
        for name in names.dropLast() {
            guard let next = table.extend(through: name.text) else {
                throw Mistake(
                    message: "'\(name.text)' is given already and cannot be added to here",
                    position: name.position)
            }
            notePlace(next.steps, name.position)
            table = next
        }
        let last = names[names.count - 1]
        guard table.entries[last.text] == nil else {
            throw Mistake(message: "'\(last.text)' is given twice", position: last.position)
        }
        let path = table.steps + [.key(last.text)]
        places.keys[path] = last.position
        skipBlanks()
        table.entries[last.text] = .value(try value(at: path))
    }

    private mutating func notePlace(_ table: some Sequence<TOMLStep>, _ position: TextPosition) {
        let path = Array(table)
        places.keys[path] = places.keys[path] ?? position
        places.values[path] = places.values[path] ?? position
    }

    // MARK: Keys

    private struct Name {
        let text: String
        let position: TextPosition
    }

    private mutating func dottedKey() throws(Mistake) -> [Name] {
        var names: [Name] = []
        repeat {
            skipBlanks()
            let position = position
            names.append(Name(text: try key(), position: position))
            skipBlanks()
        } while take(".")
        return names
    }

    private mutating func key() throws(Mistake) -> String {
        if current == UInt8(ascii: "\"") || current == UInt8(ascii: "'") {
            guard !isHere("\"\"\""), !isHere("'''") else {
                throw mistake("a key is no text of several lines")
            }
            return try string()
        }
        let start = index
        while let byte = current, Self.isBare(byte) { advance() }
        guard index > start else { throw mistake("a key expected, not \(found)") }
        return text(from: start)
    }

    private static func isBare(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    // MARK: Values

    private mutating func value(at path: [TOMLStep]) throws(Mistake) -> TOMLValue {
        places.values[path] = position
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw mistake("nested too deep") }
        switch current {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return .string(try string())
        case UInt8(ascii: "["): return .list(try list(at: path))
        case UInt8(ascii: "{"): return .table(try inlineTable(at: path))
        default: return try scalar()
        }
    }

    private mutating func list(at path: [TOMLStep]) throws(Mistake) -> [TOMLValue] {
        advance()
        var elements: [TOMLValue] = []
        while true {
            try skipLines()
            if take("]") { return elements }
            let element = path + [.element(elements.count)]
            places.keys[element] = position
            elements.append(try value(at: element))
            try skipLines()
            if take("]") { return elements }
            guard take(",") else { throw mistake("',' or ']' expected, not \(found)") }
        }
    }

    private mutating func inlineTable(at path: [TOMLStep]) throws(Mistake) -> [String: TOMLValue] {
        advance()
        let table = TOMLTree(path, .header)
        skipBlanks()
        if take("}") { return [:] }
        while true {
            try keyAndValue(in: table)
            skipBlanks()
            if take("}") { return table.fields }
            guard take(",") else { throw mistake("',' or '}' expected, not \(found)") }
        }
    }

    private mutating func scalar() throws(Mistake) -> TOMLValue {
        let start = (index, position)
        takeWord()
        guard index > start.0 else { throw mistake("a value expected, not \(found)") }
        // A blank may stand between a date and its time.
        let isDate = TOMLScalar.isDate(bytes[start.0..<index])
        if isDate, current == 0x20, let digit = byte(1), (0x30...0x39).contains(digit) {
            advance()
            takeWord()
        }
        let word = text(from: start.0)
        guard let value = TOMLScalar.value(of: word) else {
            throw Mistake(
                message: "'\(word)' is no value; a text needs quotes", position: start.1)
        }
        return value
    }

    private mutating func takeWord() {
        while let byte = current, Self.isBare(byte) || Array("+.:".utf8).contains(byte) {
            advance()
        }
    }
}

// MARK: Walking

extension TOMLParser {
    var current: UInt8? { byte(0) }

    func byte(_ distance: Int) -> UInt8? {
        index + distance < bytes.count ? bytes[index + distance] : nil
    }

    var position: TextPosition {
        TextPosition(line: line, column: index - lineStart + 1)
    }

    func text(from start: Int) -> String {
        String(decoding: bytes[start..<index], as: UTF8.self)
    }

    func mistake(_ message: String) -> Mistake {
        Mistake(message: message, position: position)
    }

    /// What stands here, for messages.
    var found: String {
        guard let byte = current else { return "the end of the file" }
        if byte == 0x0A || byte == 0x0D { return "the end of the line" }
        guard let character = String(decoding: bytes[index...].prefix(16), as: UTF8.self).first
        else { return "a byte" }
        return byte < 0x20 || byte == 0x7F ? "a control character" : "'\(character)'"
    }

    func isHere(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[index...].starts(with: $0) }
    }

    mutating func advance() {
        if current == 0x0A {
            line += 1
            lineStart = index + 1
        }
        index += 1
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard current == UInt8(ascii: character) else { return false }
        advance()
        return true
    }

    mutating func skipBlanks() {
        while current == 0x20 || current == 0x09 { advance() }
    }

    /// Blanks, comments and ends of lines.
    mutating func skipLines() throws(Mistake) {
        repeat {
            skipBlanks()
            try skipComment()
        } while takeLineEnd()
    }

    mutating func takeLineEnd() -> Bool {
        if current == 0x0D, byte(1) == 0x0A { advance() }
        guard current == 0x0A else { return false }
        advance()
        return true
    }

    private mutating func endOfLine() throws(Mistake) {
        skipBlanks()
        try skipComment()
        guard current == nil || takeLineEnd() else {
            throw mistake("the end of the line expected, not \(found)")
        }
    }

    private mutating func skipComment() throws(Mistake) {
        guard current == UInt8(ascii: "#") else { return }
        while let byte = current, byte != 0x0A {
            if byte == 0x0D, self.byte(1) == 0x0A { return }
            guard byte == 0x09 || (byte >= 0x20 && byte != 0x7F) else {
                throw mistake("a comment holds no control characters")
            }
            advance()
        }
    }
}
