/// A step into a JSON value.
public enum JSONStep: Hashable, Sendable {
    case member(String)
    case element(Int)
}

extension [JSONStep] {
    /// `instances[3].security_group_ids[0]`.
    public var text: String {
        reduce(into: "") { text, step in
            switch step {
            case .member(let name): text += text.isEmpty ? name : ".\(name)"
            case .element(let index): text += "[\(index)]"
            }
        }
    }
}

/// A place in a text.
public struct TextPosition: Hashable, Sendable {
    /// Counted from 1; columns in bytes.
    public let line: Int
    public let column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The place of the byte at `index`.
    public init(of index: Int, in text: [UInt8]) {
        let before = text[..<min(index, text.count)]
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        line = before.count { $0 == 0x0A } + 1
        column = before.count - lineStart + 1
    }
}

extension JSONValue {
    /// Where the value at `path` starts in a text that parses; as far as the path leads, when it
    /// leads nowhere. For error messages: it reads the text again, so that parsing need not keep
    /// places.
    public static func position(of path: [JSONStep], in text: [UInt8]) -> TextPosition {
        var finder = JSONPlaceFinder(bytes: text)
        for step in path where !finder.enter(step) { break }
        return TextPosition(of: finder.index, in: text)
    }
}

/// Walks over the text of a value that is known to be well-formed.
private struct JSONPlaceFinder {
    let bytes: [UInt8]
    private(set) var index = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
        skipSpace()
    }

    /// Moves to the start of the member or element; false, and no move, when it isn't there.
    mutating func enter(_ step: JSONStep) -> Bool {
        let start = index
        let (open, close): (Unicode.Scalar, Unicode.Scalar) =
            if case .member = step { ("{", "}") } else { ("[", "]") }
        guard take(open) else { return false }
        var count = 0
        while index < bytes.count {
            skipSpace()
            if take(close) { break }
            if isHere(step, count) { return true }
            skipValue()
            skipSpace()
            _ = take(",")
            count += 1
        }
        index = start
        return false
    }

    /// Steps over a member's name; true when the wanted value follows.
    private mutating func isHere(_ step: JSONStep, _ count: Int) -> Bool {
        guard case .member(let wanted) = step else { return step == .element(count) }
        let start = index
        skipValue()
        let name = try? JSONValue(parsing: bytes[start..<index]).string
        skipSpace()
        _ = take(":")
        skipSpace()
        return name == wanted
    }

    private mutating func skipValue() {
        var depth = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""): skipString()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                index += 1
                continue
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return }
                depth -= 1
                index += 1
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                if depth == 0 { return }
                index += 1
                continue
            case 0x20, 0x0A, 0x0D, 0x09:
                if depth == 0 { return }
                index += 1
                continue
            default: skipWord()
            }
            if depth == 0 { return }
        }
    }

    private mutating func skipString() {
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        index += 1
    }

    private mutating func skipWord() {
        let ends = Array(" \n\r\t,:{}[]\"".utf8)
        while index < bytes.count, !ends.contains(bytes[index]) { index += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func skipSpace() {
        while index < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) { index += 1 }
    }
}
