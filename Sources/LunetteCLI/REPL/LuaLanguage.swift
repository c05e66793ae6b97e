import LunetteTerminal

/// Lua, a line at a time: for colours and indentation while an entry is typed. What is wrong is
/// no concern of this; the compiler tells.
struct LuaLanguage: EntryLanguage {
    /// One piece of a line.
    struct Token: Hashable {
        enum Kind: Hashable {
            case word, number, string, comment, symbol
        }

        let kind: Kind
        let range: Range<Int>
    }

    static let keywords: Set<String> = [
        "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if",
        "in", "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
    ]

    func highlight(_ line: [Character], from state: Int) -> HighlightedLine {
        if state == 0, line.first == ":" || line.first == "?" {
            return HighlightedLine(spans: [(0..<line.count, .name)])
        }
        let (tokens, end) = Self.tokens(line, from: state)
        var spans: [(range: Range<Int>, style: TextStyle)] = []
        for token in tokens {
            switch token.kind {
            case .word where Self.keywords.contains(String(line[token.range])):
                spans.append((token.range, .keyword))
            case .number: spans.append((token.range, .number))
            case .string: spans.append((token.range, .string))
            case .comment: spans.append((token.range, .comment))
            default: break
            }
        }
        return HighlightedLine(spans: spans, endState: end)
    }

    func closesBlock(_ line: String) -> Bool {
        ["end", "else", "elseif", "until", "}", ")", "end)", "})", "},"].contains(line)
    }

    func indentation(after text: String) -> Int {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
        var (state, depth) = (0, 0)
        for line in lines {
            let (tokens, end) = Self.tokens(line, from: state)
            depth = max(0, depth + Self.blockChange(line, tokens))
            state = end
        }
        // What a long string holds is nobody's to indent.
        return state == 0 ? 2 * depth : 0
    }

    /// How many blocks and brackets are open behind a line more than before it.
    static func blockChange(_ line: [Character], _ tokens: [Token]) -> Int {
        var change = 0
        for token in tokens where token.kind == .word || token.kind == .symbol {
            switch String(line[token.range]) {
            case "function", "do", "then", "repeat", "else", "{", "(", "[": change += 1
            case "end", "until", "elseif", "}", ")", "]": change -= 1
            default: break
            }
            if String(line[token.range]) == "else" { change -= 1 }
        }
        return change
    }

    // MARK: Lexing

    // States: 0 between tokens; in a long string or comment of a level; in a quoted string that
    // goes on behind a backslash.
    private static let inString = 1_000
    private static let inComment = 2_000
    private static let inQuotes = 3_000

    /// The tokens of a line, and the state at its end.
    static func tokens(_ line: [Character], from state: Int) -> (tokens: [Token], end: Int) {
        var scanner = LineScanner(line: line)
        if state >= inQuotes {
            scanner.takeQuoted(Character(Unicode.Scalar(UInt8(state - inQuotes))), from: 0)
        } else if state >= inComment {
            scanner.takeLong(level: state - inComment, .comment, from: 0)
        } else if state >= inString {
            scanner.takeLong(level: state - inString, .string, from: 0)
        }
        scanner.run()
        return (scanner.tokens, scanner.endState)
    }

    private struct LineScanner {
        let line: [Character]
        var tokens: [Token] = []
        var endState = 0
        private var index = 0

        init(line: [Character]) {
            self.line = line
        }

        mutating func run() {
            while index < line.count {
                let start = index
                let character = line[index]
                if character == "-", peek(1) == "-" {
                    takeComment(from: start)
                } else if character == "\"" || character == "'" {
                    index += 1
                    takeQuoted(character, from: start)
                } else if character == "[", let level = longLevel(at: index) {
                    index += level + 2
                    takeLong(level: level, .string, from: start)
                } else if character.isLetter || character == "_" {
                    take(.word) { $0.isLetter || $0.isNumber || $0 == "_" }
                } else if character.isNumber {
                    take(.number) { $0.isHexDigit || $0 == "." || $0.isLetter }
                } else {
                    index += 1
                    if character != " " { add(.symbol, from: start) }
                }
            }
        }

        private func peek(_ distance: Int) -> Character? {
            index + distance < line.count ? line[index + distance] : nil
        }

        private mutating func add(_ kind: Token.Kind, from start: Int) {
            tokens.append(Token(kind: kind, range: start..<index))
        }

        private mutating func take(_ kind: Token.Kind, while condition: (Character) -> Bool) {
            let start = index
            while index < line.count, condition(line[index]) { index += 1 }
            add(kind, from: start)
        }

        private mutating func takeComment(from start: Int) {
            index += 2
            if peek(0) == "[", let level = longLevel(at: index) {
                index += level + 2
                takeLong(level: level, .comment, from: start)
            } else {
                index = line.count
                add(.comment, from: start)
            }
        }

        /// The number of `=` when a long bracket opens there.
        private func longLevel(at start: Int) -> Int? {
            let level = line[(start + 1)...].prefix { $0 == "=" }.count
            return start + 1 + level < line.count && line[start + 1 + level] == "[" ? level : nil
        }

        mutating func takeLong(level: Int, _ kind: Token.Kind, from start: Int) {
            let close: [Character] = ["]"] + Array(repeating: "=", count: level) + ["]"]
            while index < line.count {
                if line[index...].starts(with: close) {
                    index += close.count
                    add(kind, from: start)
                    return
                }
                index += 1
            }
            add(kind, from: start)
            endState = (kind == .comment ? inComment : inString) + level
        }

        mutating func takeQuoted(_ quote: Character, from start: Int) {
            while index < line.count {
                let character = line[index]
                index += 1
                if character == quote {
                    add(.string, from: start)
                    return
                }
                if character == "\\" {
                    if index == line.count, let code = quote.asciiValue {
                        endState = inQuotes + Int(code)
                    }
                    index = min(line.count, index + 1)
                }
            }
            add(.string, from: start)
        }
    }
}
