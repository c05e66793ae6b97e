/// Reads Lua 5.4 source into a tree, and refuses what the compiler's grammar refuses.
///
/// What a compiler checks beyond its grammar (labels, constants, `break` outside of loops) is for
/// whoever walks the tree.
public struct LuaParser: Sendable {
    private var lexer: LuaLexer
    var token: LuaToken
    /// The end of the token before.
    var lastEnd = SourcePlace(line: 1, column: 1)
    private var ahead: LuaToken?
    private var level = 0

    /// The tree of a whole chunk.
    public static func chunk(_ source: [UInt8]) throws(LuaSyntaxError) -> LuaBlock {
        var parser = try LuaParser(source)
        let block = try parser.block()
        guard parser.token.kind == .end else { throw parser.unexpected("<eof>") }
        return block
    }

    private init(_ source: [UInt8]) throws(LuaSyntaxError) {
        lexer = LuaLexer(source)
        token = try lexer.next()
    }

    // MARK: Tokens

    mutating func advance() throws(LuaSyntaxError) {
        lastEnd = token.end
        if let ahead {
            token = ahead
            self.ahead = nil
        } else {
            token = try lexer.next()
        }
    }

    mutating func peek() throws(LuaSyntaxError) -> LuaToken {
        if let ahead { return ahead }
        let next = try lexer.next()
        ahead = next
        return next
    }

    func isWord(_ word: String) -> Bool { token.kind == .name(word) }
    func isSymbol(_ symbol: String) -> Bool { token.kind == .symbol(symbol) }

    mutating func takeWord(_ word: String) throws(LuaSyntaxError) -> Bool {
        guard isWord(word) else { return false }
        try advance()
        return true
    }

    mutating func takeSymbol(_ symbol: String) throws(LuaSyntaxError) -> Bool {
        guard isSymbol(symbol) else { return false }
        try advance()
        return true
    }

    mutating func expectSymbol(_ symbol: String) throws(LuaSyntaxError) {
        guard try takeSymbol(symbol) else { throw unexpected("'\(symbol)'") }
    }

    mutating func expectWord(_ word: String, closing opener: LuaToken? = nil)
        throws(LuaSyntaxError)
    {
        guard !isWord(word) else { return try advance() }
        guard let opener, opener.place.line != token.place.line else {
            throw unexpected("'\(word)'")
        }
        throw unexpected("'\(word)' (to close \(opener.shown) at line \(opener.place.line))")
    }

    mutating func name(attribute: String? = nil) throws(LuaSyntaxError) -> LuaName {
        guard case .name(let text) = token.kind, !luaKeywords.contains(text) else {
            throw unexpected("a name")
        }
        let name = LuaName(text: text, place: token.place, attribute: attribute)
        try advance()
        return name
    }

    func unexpected(_ wanted: String) -> LuaSyntaxError {
        LuaSyntaxError("\(wanted) expected near \(token.shown)", at: token.place)
    }

    /// Keeps the nesting within what the compiler takes.
    mutating func nested<Result>(
        _ parse: (inout LuaParser) throws(LuaSyntaxError) -> Result
    ) throws(LuaSyntaxError) -> Result {
        level += 1
        defer { level -= 1 }
        guard level < 190 else {
            throw LuaSyntaxError("the chunk has too many syntax levels", at: token.place)
        }
        return try parse(&self)
    }

    // MARK: Statements

    mutating func block() throws(LuaSyntaxError) -> LuaBlock {
        var statements: [LuaStatement] = []
        while !endsBlock {
            if try takeSymbol(";") { continue }
            let isLast = isWord("return")
            statements.append(
                try nested { parser throws(LuaSyntaxError) in try parser.statement() })
            if isLast { break }
        }
        return LuaBlock(statements: statements, end: token.place)
    }

    private var endsBlock: Bool {
        switch token.kind {
        case .end: true
        case .name(let word): ["end", "else", "elseif", "until"].contains(word)
        default: false
        }
    }

    private mutating func statement() throws(LuaSyntaxError) -> LuaStatement {
        let start = token
        let form: LuaStatement.Form
        switch token.kind {
        case .name("if"): form = try branches(start)
        case .name("while"): form = try whileLoop(start)
        case .name("do"):
            try advance()
            form = .block(try block())
            try expectWord("end", closing: start)
        case .name("for"): form = try forLoop(start)
        case .name("repeat"): form = try repeatLoop(start)
        case .name("function"): form = try function(start)
        case .name("local"): form = try local()
        case .name("return"): form = try returned()
        case .name("break"):
            try advance()
            form = .exit
        case .name("goto"):
            try advance()
            form = .jump(try name())
        case .symbol("::"):
            try advance()
            form = .label(try name())
            try expectSymbol("::")
        default: form = try assignmentOrCall()
        }
        return LuaStatement(form: form, place: start.place)
    }

    private mutating func branches(_ start: LuaToken) throws(LuaSyntaxError) -> LuaStatement.Form {
        var branches: [LuaBranch] = []
        repeat {
            try advance()
            let condition = try expression()
            try expectWord("then")
            branches.append(LuaBranch(condition: condition, block: try block()))
        } while isWord("elseif")
        var otherwise: LuaBlock?
        if try takeWord("else") { otherwise = try block() }
        try expectWord("end", closing: start)
        return .branches(branches, otherwise: otherwise)
    }

    private mutating func whileLoop(_ start: LuaToken) throws(LuaSyntaxError) -> LuaStatement.Form {
        try advance()
        let condition = try expression()
        try expectWord("do")
        let body = try block()
        try expectWord("end", closing: start)
        return .whileLoop(condition, body)
    }

    private mutating func repeatLoop(_ start: LuaToken) throws(LuaSyntaxError) -> LuaStatement.Form
    {
        try advance()
        let body = try block()
        try expectWord("until", closing: start)
        return .repeatLoop(body, until: try expression())
    }

    private mutating func forLoop(_ start: LuaToken) throws(LuaSyntaxError) -> LuaStatement.Form {
        try advance()
        var names = [try name()]
        let isNumeric = try takeSymbol("=")
        if !isNumeric {
            while try takeSymbol(",") { names.append(try name()) }
            guard try takeWord("in") else { throw unexpected("'=' or 'in'") }
        }
        let values = try expressions()
        if isNumeric, !(2...3).contains(values.count) { throw unexpected("','") }
        try expectWord("do")
        let body = try block()
        try expectWord("end", closing: start)
        return isNumeric
            ? .numericFor(names[0], bounds: values, body)
            : .genericFor(names, in: values, body)
    }

    private mutating func function(_ start: LuaToken) throws(LuaSyntaxError) -> LuaStatement.Form {
        try advance()
        let first = try name()
        var target = make(.name(first.text), from: first.place)
        var isMethod = false
        while !isMethod, isSymbol(".") || isSymbol(":") {
            isMethod = isSymbol(":")
            try advance()
            let key = try name()
            target = make(
                .index(target, key: make(.string(key.text), from: key.place)), from: first.place)
        }
        return .function(target: target, try functionBody(isMethod: isMethod, start))
    }

    private mutating func local() throws(LuaSyntaxError) -> LuaStatement.Form {
        try advance()
        if isWord("function") {
            let start = token
            try advance()
            let name = try name()
            return .localFunction(name, try functionBody(isMethod: false, start))
        }
        var names: [LuaName] = []
        repeat {
            let name = try name()
            names.append(LuaName(text: name.text, place: name.place, attribute: try attribute()))
        } while try takeSymbol(",")
        return .local(names, try takeSymbol("=") ? try expressions() : [])
    }

    private mutating func attribute() throws(LuaSyntaxError) -> String? {
        guard try takeSymbol("<") else { return nil }
        let attribute = try name()
        guard ["const", "close"].contains(attribute.text) else {
            throw LuaSyntaxError("unknown attribute '\(attribute.text)'", at: attribute.place)
        }
        try expectSymbol(">")
        return attribute.text
    }

    private mutating func returned() throws(LuaSyntaxError) -> LuaStatement.Form {
        try advance()
        let values = endsBlock || isSymbol(";") ? [] : try expressions()
        _ = try takeSymbol(";")
        guard endsBlock else { throw unexpected("the end of the block behind 'return'") }
        return .returned(values)
    }

    private mutating func assignmentOrCall() throws(LuaSyntaxError) -> LuaStatement.Form {
        let first = try suffixedExpression()
        guard isSymbol("=") || isSymbol(",") else {
            switch first.form {
            case .call, .methodCall: return .call(first)
            default: throw LuaSyntaxError("syntax error near \(token.shown)", at: token.place)
            }
        }
        var targets = [first]
        while try takeSymbol(",") { targets.append(try suffixedExpression()) }
        for target in targets {
            switch target.form {
            case .name, .index: continue
            default: throw LuaSyntaxError("this cannot be assigned to", at: target.place)
            }
        }
        try expectSymbol("=")
        return .assignment(targets, try expressions())
    }
}

/// The words that cannot be names.
public let luaKeywords: Set<String> = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in",
    "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
]

extension LuaToken {
    /// As messages name it.
    var shown: String {
        switch kind {
        case .name(let word): "'\(word)'"
        case .string(let text): "'\(text.prefix(40))'"
        case .integer(let value): "'\(value)'"
        case .number(let value): "'\(value)'"
        case .symbol(let symbol): "'\(symbol)'"
        case .end: "the end of the file"
        }
    }
}
