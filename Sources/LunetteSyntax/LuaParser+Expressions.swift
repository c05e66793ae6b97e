extension LuaParser {
    mutating func expressions() throws(LuaSyntaxError) -> [LuaExpression] {
        var list = [try expression()]
        while try takeSymbol(",") { list.append(try expression()) }
        return list
    }

    mutating func expression() throws(LuaSyntaxError) -> LuaExpression {
        try nested { parser throws(LuaSyntaxError) in try parser.operation(above: 0) }
    }

    /// An expression whose operators bind tighter than `limit`.
    private mutating func operation(above limit: Int) throws(LuaSyntaxError) -> LuaExpression {
        let start = token.place
        var left: LuaExpression
        if let sign = unaryOperator {
            try advance()
            let operand = try nested { parser throws(LuaSyntaxError) in
                try parser.operation(above: unaryPriority)
            }
            left = make(.unary(sign, operand), from: start)
        } else {
            left = try simpleExpression()
        }
        while let symbol = binaryOperator, let priority = priorities[symbol],
            priority.left > limit
        {
            try advance()
            let right = try nested { parser throws(LuaSyntaxError) in
                try parser.operation(above: priority.right)
            }
            left = make(.binary(symbol, left, right), from: start, over: left)
            try checkDepth(left)
        }
        return left
    }

    private var unaryOperator: String? {
        switch token.kind {
        case .name("not"): "not"
        case .symbol(let symbol) where ["-", "#", "~"].contains(symbol): symbol
        default: nil
        }
    }

    private var binaryOperator: String? {
        switch token.kind {
        case .name(let word) where word == "and" || word == "or": word
        case .symbol(let symbol): symbol
        default: nil
        }
    }

    private mutating func simpleExpression() throws(LuaSyntaxError) -> LuaExpression {
        let start = token
        let form: LuaExpression.Form
        switch token.kind {
        case .integer(let value): form = .integer(value)
        case .number(let value): form = .number(value)
        case .string(let text): form = .string(text)
        case .name("nil"): form = .nil
        case .name("true"): form = .boolean(true)
        case .name("false"): form = .boolean(false)
        case .symbol("..."): form = .varargs
        case .symbol("{"): return try table()
        case .name("function"):
            try advance()
            return make(
                .function(try functionBody(isMethod: false, start)), from: start.place)
        default: return try suffixedExpression()
        }
        try advance()
        return make(form, from: start.place)
    }

    mutating func suffixedExpression() throws(LuaSyntaxError) -> LuaExpression {
        let start = token.place
        var base = try primaryExpression()
        while true {
            switch token.kind {
            case .symbol("."):
                try advance()
                let key = try name()
                base = make(
                    .index(base, key: make(.string(key.text), from: key.place)), from: start,
                    over: base)
            case .symbol("["):
                try advance()
                let key = try expression()
                try expectSymbol("]")
                base = make(.index(base, key: key), from: start, over: base)
            case .symbol(":"):
                try advance()
                let method = try name()
                let arguments = try arguments()
                base = make(.methodCall(base, method, arguments), from: start, over: base)
            case .symbol("("), .symbol("{"), .string:
                base = make(.call(base, try arguments()), from: start, over: base)
            default: return base
            }
            try checkDepth(base)
        }
    }

    private mutating func primaryExpression() throws(LuaSyntaxError) -> LuaExpression {
        let start = token
        if try takeSymbol("(") {
            let inner = try expression()
            guard try takeSymbol(")") else {
                throw unexpected("')' (to close '(' at line \(start.place.line))")
            }
            return make(.parenthesized(inner), from: start.place)
        }
        guard case .name(let text) = token.kind, !luaKeywords.contains(text) else {
            throw LuaSyntaxError("unexpected symbol near \(token.shown)", at: token.place)
        }
        try advance()
        return make(.name(text), from: start.place)
    }

    private mutating func arguments() throws(LuaSyntaxError) -> [LuaExpression] {
        let start = token
        switch token.kind {
        case .string(let text):
            try advance()
            return [make(.string(text), from: start.place)]
        case .symbol("{"): return [try table()]
        case .symbol("("):
            try advance()
            if try takeSymbol(")") { return [] }
            let list = try expressions()
            guard try takeSymbol(")") else {
                throw unexpected("')' (to close '(' at line \(start.place.line))")
            }
            return list
        default: throw unexpected("the arguments of the call")
        }
    }

    private mutating func table() throws(LuaSyntaxError) -> LuaExpression {
        let start = token
        try expectSymbol("{")
        var fields: [LuaField] = []
        while !isSymbol("}") {
            fields.append(try field())
            let hasSeparator = isSymbol(",") || isSymbol(";")
            if hasSeparator { try advance() } else { break }
        }
        guard try takeSymbol("}") else {
            throw unexpected("'}' (to close '{' at line \(start.place.line))")
        }
        return make(.table(fields), from: start.place)
    }

    private mutating func field() throws(LuaSyntaxError) -> LuaField {
        let start = token.place
        if try takeSymbol("[") {
            let key = try expression()
            try expectSymbol("]")
            try expectSymbol("=")
            return LuaField(key: key, value: try expression(), place: start)
        }
        if case .name = token.kind, try peek().kind == .symbol("=") {
            let name = try name()
            let key = make(.string(name.text), from: name.place)
            try advance()
            return LuaField(key: key, value: try expression(), place: start)
        }
        return LuaField(key: nil, value: try expression(), place: start)
    }

    mutating func functionBody(isMethod: Bool, _ start: LuaToken) throws(LuaSyntaxError)
        -> LuaFunction
    {
        var parameters: [LuaName] = []
        if isMethod {
            parameters.append(LuaName(text: "self", place: start.place, attribute: nil))
        }
        var isVariadic = false
        try expectSymbol("(")
        if !isSymbol(")") {
            repeat {
                isVariadic = try takeSymbol("...")
                if isVariadic { break }
                parameters.append(try name())
            } while try takeSymbol(",")
        }
        try expectSymbol(")")
        let body = try block()
        try expectWord("end", closing: start)
        return LuaFunction(parameters: parameters, isVariadic: isVariadic, body: body)
    }

    // MARK: Nodes

    func make(
        _ form: LuaExpression.Form, from place: SourcePlace, over left: LuaExpression? = nil
    ) -> LuaExpression {
        LuaExpression(
            form: form, place: place, end: lastEnd, depth: (left?.depth ?? 0) + 1)
    }

    /// Whoever walks the tree goes as deep as it is; the compiler knows no such limit.
    private func checkDepth(_ expression: LuaExpression) throws(LuaSyntaxError) {
        guard expression.depth < 1_000 else {
            throw LuaSyntaxError("the expression is longer than can be read", at: expression.place)
        }
    }
}

private let unaryPriority = 12

/// Lua 5.4 manual §3.4.8; `..` and `^` associate to the right.
private let priorities: [String: (left: Int, right: Int)] = [
    "or": (1, 1), "and": (2, 2),
    "<": (3, 3), ">": (3, 3), "<=": (3, 3), ">=": (3, 3), "~=": (3, 3), "==": (3, 3),
    "|": (4, 4), "~": (5, 5), "&": (6, 6), "<<": (7, 7), ">>": (7, 7),
    "..": (9, 8), "+": (10, 10), "-": (10, 10),
    "*": (11, 11), "/": (11, 11), "//": (11, 11), "%": (11, 11), "^": (14, 13),
]
