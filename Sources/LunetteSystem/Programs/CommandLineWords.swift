/// The words of a command line, split as a shell would, without running one: spaces between words,
/// `'…'`, `"…"` and `\` around them.
public struct CommandLineWords {
    private var rest: Substring

    public init(_ text: String) {
        rest = text[...]
    }

    /// All words; nil when a quote has no end.
    public mutating func all() -> [String]? {
        var words: [String] = []
        while true {
            rest = rest.drop(while: \.isWhitespace)
            if rest.isEmpty { return words }
            guard let word = next() else { return nil }
            words.append(word)
        }
    }

    private mutating func next() -> String? {
        var word = ""
        while let character = rest.first, !character.isWhitespace {
            rest = rest.dropFirst()
            switch character {
            case "'":
                guard let end = rest.firstIndex(of: "'") else { return nil }
                word += rest[..<end]
                rest = rest[rest.index(after: end)...]
            case "\"":
                guard quoted(into: &word) else { return nil }
            case "\\":
                guard let escaped = rest.popFirst() else { return nil }
                word.append(escaped)
            default: word.append(character)
            }
        }
        return word
    }

    private mutating func quoted(into word: inout String) -> Bool {
        while let character = rest.popFirst() {
            switch character {
            case "\"": return true
            case "\\" where rest.first == "\"" || rest.first == "\\":
                if let escaped = rest.popFirst() { word.append(escaped) }
            default: word.append(character)
            }
        }
        return false
    }
}
