import LunetteSyntax

/// An operation's answer, or one of its elements, where a list is wanted.
struct ListUse: Sendable {
    let answer: Answer
    let expression: LuaExpression
    /// `ipairs`, `list.map`, `#`.
    let taker: String
}

/// What a `for` loop goes over without an iterator around it.
struct LoopUse: Sendable {
    let names: [LuaName]
    let expression: LuaExpression
    /// What it is of an answer, or what its elements are.
    let answer: Answer?
    let isAnswerItself: Bool
    /// A table that is written down, there or in a local's declaration.
    let isTable: Bool
    /// It names a value, or what a function hands over.
    let path: [String]?

    /// The table stands there itself: nobody else can have touched it.
    var isWritten: Bool { if case .table = expression.form { true } else { false } }
}

// What is gone over, and by what.
extension TreeReader {
    /// Notes what may be an answer where a list is wanted.
    mutating func noteList(_ expression: LuaExpression?, for taker: String) {
        guard let expression, let answer = answer(expression.bare) else { return }
        reading.lists.append(ListUse(answer: answer, expression: expression, taker: taker))
    }

    /// The same of a call's first argument.
    mutating func noteList(of arguments: [LuaExpression], to path: [String]) {
        guard
            path == ["ipairs"] || path == ["fleet", "map"] || path.count == 2 && path[0] == "list"
        else { return }
        noteList(arguments.first, for: joined(path))
        if path == ["ipairs"], case .call(let callee, _)? = arguments.first?.form,
            let inner = self.path(of: callee), inner.starts(with: ["ecs", "each"])
        {
            reading.iterators.append(arguments[0])
        }
    }

    mutating func noteLoop(_ names: [LuaName], over expression: LuaExpression) {
        let expression = expression.bare
        let answer = answer(expression)
        reading.loops.append(
            LoopUse(
                names: names, expression: expression,
                answer: answer ?? element(ofList: expression), isAnswerItself: answer != nil,
                isTable: isTable(expression), path: pathGoneOver(expression)))
    }

    private func isTable(_ expression: LuaExpression) -> Bool {
        switch expression.form {
        case .table: return true
        case .name(let name):
            guard let id = variable(name), isConstant(id) else { return false }
            return reading.variables[id].initial.isTable
        default: return false
        }
    }

    private func pathGoneOver(_ expression: LuaExpression) -> [String]? {
        switch expression.form {
        case .call(let callee, _): path(of: callee)
        case .index: path(of: expression)
        default: nil
        }
    }
}
