import LunetteSyntax

/// The source of an entry as it is compiled.
enum EntrySource {
    /// The source with `local` taken off at the top of the entry, so that what it names is still
    /// there in the next one: blanks stand in its place, all else is byte for byte the same. What
    /// is declared with `<close>` stays local.
    static func keepingLocals(_ source: [UInt8]) -> [UInt8] {
        guard let tokens = tokens(source) else { return source }
        var edits: [Edit] = []
        var depth = 0
        for (index, token) in tokens.enumerated() {
            guard case .name(let word) = token.kind, !isField(tokens, index) else { continue }
            switch word {
            case "function", "do", "if", "repeat": depth += 1
            case "end", "until": depth -= 1
            case "local" where depth == 0:
                edits += self.edits(tokens[index...]) ?? []
            default: break
            }
        }
        return apply(edits, to: source)
    }

    private struct Edit {
        let range: Range<Int>
        /// What stands behind the blanks.
        var addition = ""
    }

    /// Nil: it is no Lua, and the compiler says why.
    private static func tokens(_ source: [UInt8]) -> [LuaToken]? {
        var lexer = LuaLexer(source)
        var tokens: [LuaToken] = []
        while let token = try? lexer.next() {
            if token.kind == .end { return tokens }
            tokens.append(token)
        }
        return nil
    }

    /// `t.end` is no keyword to anyone but the compiler, which refuses it; goto labels are none.
    private static func isField(_ tokens: [LuaToken], _ index: Int) -> Bool {
        guard index > 0, case .symbol(let symbol) = tokens[index - 1].kind else { return false }
        return symbol == "." || symbol == ":"
    }

    /// What changes in a declaration; nil where it stays as it is.
    private static func edits(_ tokens: ArraySlice<LuaToken>) -> [Edit]? {
        guard let first = tokens.first else { return nil }
        var edits = [Edit(range: first.range)]
        var rest = tokens.dropFirst()
        if rest.first?.kind == .name("function") { return edits }
        var lastRange = first.range
        while case .name? = rest.first?.kind {
            lastRange = rest.removeFirst().range
            if rest.first?.kind == .symbol("<") {
                let attribute = rest.prefix(3)
                guard attribute.count == 3, let close = attribute.last, close.kind == .symbol(">"),
                    attribute.dropFirst().first?.kind == .name("const")
                else { return nil }
                lastRange =
                    rest.first.map { $0.range.lowerBound..<close.range.upperBound } ?? lastRange
                edits.append(Edit(range: lastRange))
                rest = rest.dropFirst(3)
            }
            guard rest.first?.kind == .symbol(",") else { break }
            rest = rest.dropFirst()
        }
        // `local x` alone sets it to nil.
        if rest.first?.kind != .symbol("=") {
            edits.append(
                Edit(range: lastRange.upperBound..<lastRange.upperBound, addition: " = nil"))
        }
        return edits
    }

    private static func apply(_ edits: [Edit], to source: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var index = 0
        for edit in edits {
            result += source[index..<edit.range.lowerBound]
            result += Array(repeating: UInt8(ascii: " "), count: edit.range.count)
            result += Array(edit.addition.utf8)
            index = edit.range.upperBound
        }
        return result + source[index...]
    }
}
