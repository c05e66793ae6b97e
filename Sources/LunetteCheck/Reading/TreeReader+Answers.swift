import LunetteSyntax

// What an expression is of an operation's answer, also by way of locals that stay what they are.
extension TreeReader {
    /// `ecs.describe_instances{}`, or one of its `instances[1]`; nil for anything else.
    func answer(_ expression: LuaExpression) -> Answer? {
        switch expression.form {
        case .name(let name):
            guard let id = variable(name), isConstant(id) else { return nil }
            return reading.variables[id].initial.answer
        case .call(let callee, _):
            // `ecs.each` hands over elements, `ecs.preview` changes.
            guard let path = path(of: callee), path.count == 2 || path.dropFirst().first == "try",
                let operation = FieldUse.operation(in: path)
            else { return nil }
            return Answer(operation: operation, part: .whole)
        case .index(let base, let key):
            guard case .integer = key.form else { return nil }
            return element(ofList: base)
        case .parenthesized(let inner): return answer(inner)
        default: return nil
        }
    }

    /// What a loop goes over, and which of its variables holds it.
    func answer(goneOverBy expression: LuaExpression) -> (position: Int, element: Answer)? {
        guard case .call(let callee, let arguments) = expression.form,
            let path = path(of: callee)
        else { return nil }
        if path == ["ipairs"], let list = arguments.first {
            return element(ofList: list).map { (1, $0) }
        }
        guard path.dropFirst().first == "each", let operation = FieldUse.operation(in: path) else {
            return nil
        }
        return (0, Answer(operation: operation, part: .element(of: nil)))
    }

    func element(ofList list: LuaExpression) -> Answer? {
        guard case .index(let base, let key) = list.form, let name = key.string,
            let whole = answer(base), whole.part == .whole
        else { return nil }
        return Answer(operation: whole.operation, part: .element(of: name))
    }
}
