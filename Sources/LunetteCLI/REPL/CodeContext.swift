import LunetteTerminal

/// What surrounds the place where something is typed, as far as completion and hints need it.
struct CodeContext: Hashable {
    /// A bracket that is still open.
    struct Bracket: Hashable {
        var symbol: Character
        /// What is called with it: `["ecs", "leave_security_group"]`.
        var callee: [String]
        /// The names before `=` so far.
        var keys: [String] = []
        var isAtKey = true
        /// The name that it is the value of: `regions = {`.
        var valueOf: String?
    }

    /// The word under way with what leads to it: `["ecs", "lea"]`; empty behind anything else.
    private(set) var path: [String] = []
    private(set) var open: [Bracket] = []
    /// The text of a string that is still open.
    private(set) var string: String?
    private(set) var isInComment = false
    /// The name that the string, or the word, is the value of: `status = "`.
    private(set) var valueOf: String?

    /// Of the text in front of the cursor.
    init(_ text: String) {
        var state = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let characters = Array(line)
            let (tokens, end) = LuaLanguage.tokens(characters, from: state)
            for (index, token) in tokens.enumerated() {
                let isLast = index == tokens.count - 1 && token.range.upperBound == characters.count
                take(token, characters, isLast: isLast)
            }
            if tokens.last?.range.upperBound != characters.count { endWord() }
            state = end
        }
        if state != 0, string == nil { isInComment = true }
    }

    /// What a string is for: the name that it, or the list around it, is the value of.
    var purpose: String? { valueOf ?? open.last?.valueOf }

    /// The operation whose parameters are being written, and the brackets around them.
    var call: Bracket? {
        guard let last = open.last, last.symbol == "{", !last.callee.isEmpty else { return nil }
        return last
    }

    private var isWordOpen = false

    private mutating func take(
        _ token: LuaLanguage.Token, _ line: [Character], isLast: Bool
    ) {
        let text = String(line[token.range])
        string = nil
        isInComment = false
        switch token.kind {
        case .word: takeWord(text)
        case .symbol: takeSymbol(Character(text))
        case .string:
            if isLast, !Self.isClosed(text) { string = Self.contents(text) }
            endWord()
        case .comment: isInComment = isLast
        case .number: endWord()
        }
    }

    private static func isClosed(_ text: String) -> Bool {
        guard let quote = text.first else { return false }
        return text.count > 1 && (text.last == quote || (quote == "[" && text.hasSuffix("]")))
    }

    private static func contents(_ text: String) -> String {
        String(text.drop { "\"'[=".contains($0) })
    }

    private mutating func takeWord(_ word: String) {
        if path.last == "" { path[path.count - 1] = word } else { path = [word] }
        isWordOpen = true
    }

    private mutating func endWord() {
        if path.last != "" { path = [] }
        isWordOpen = false
    }

    private mutating func takeSymbol(_ symbol: Character) {
        switch symbol {
        case ".",
            ":" where !path.isEmpty:
            path.append("")
        case "{", "(", "[":
            let inherited = open.last.flatMap { $0.symbol == "(" && $0.isAtKey ? $0.callee : nil }
            let callee = path.isEmpty ? inherited ?? [] : path
            open.append(
                Bracket(symbol: symbol, callee: symbol == "[" ? path : callee, valueOf: valueOf))
            path = []
            valueOf = nil
        case "}", ")", "]":
            _ = open.popLast()
            path = []
        case "=":
            if let last = open.indices.last, let name = path.last {
                open[last].keys.append(name)
                open[last].isAtKey = false
            }
            valueOf = path.last
            path = []
        case ",", ";":
            if let last = open.indices.last { open[last].isAtKey = true }
            valueOf = nil
            path = []
        default: path = []
        }
    }
}
