import LunetteSyntax

/// What a construct alone shows, first of all the mistakes of Lua 5.4.4's compiler.
extension TreeReader {
    /// Fixed in Lua 5.4.5 (997f11f5): it shows where a function inside the loop has taken hold of
    /// one of the loop's variables.
    mutating func checkBreak(at place: SourcePlace) {
        guard let loop = loops.last, loop.isClosing,
            loop.variables.contains(where: { reading.variables[$0].isCaptured })
        else { return }
        reading.findings.append(
            Complaint(
                .breakPastClose, at: place, columns: 5,
                "Lua 5.4.4 fails at a break out of a for loop with a closing value, when a "
                    + "function inside uses the loop's variables",
                remedy: "copy the loop's variables into locals of the body, and use those"))
    }

    /// Fixed in Lua 5.4.8 (782ef85b): it shows where the table is a local of a function around.
    mutating func checkComparisonKey(_ key: LuaExpression, of base: LuaExpression) {
        guard case .name(let name) = base.form, let id = variable(name),
            reading.variables[id].level < level, isTruth(key)
        else { return }
        reading.findings.append(
            Complaint(
                .comparisonAsKey, at: key,
                "Lua 5.4.4 compiles an index by a comparison wrongly, when the table is a local "
                    + "of a function around",
                remedy: "put the comparison into a local first"))
    }

    private func isTruth(_ expression: LuaExpression) -> Bool {
        switch expression.bare.form {
        case .binary(let symbol, _, _): ["<", ">", "<=", ">=", "==", "~="].contains(symbol)
        case .unary(let symbol, _): symbol == "not"
        default: false
        }
    }

    /// Fixed in Lua 5.4.5 (c764ca71); it shows in functions with more than 256 constants.
    mutating func checkBitwise(
        _ symbol: String, _ left: LuaExpression, _ right: LuaExpression,
        in expression: LuaExpression
    ) {
        guard ["&", "|", "~"].contains(symbol), isConstantOperand(left),
            case .binary(let inner, _, _) = right.bare.form, inner == "or" || inner == "and"
        else { return }
        reading.findings.append(
            Complaint(
                .constantsInBitwise, at: expression,
                "Lua 5.4.4 may compute this wrongly in a function with many constants",
                remedy: "put what is in the parentheses into a local first"))
    }

    private func isConstantOperand(_ expression: LuaExpression) -> Bool {
        switch expression.bare.form {
        case .integer, .number, .string, .boolean, .nil: true
        default: false
        }
    }

    mutating func checkFinalizer(_ metatable: LuaExpression) {
        guard case .table(let fields) = metatable.form,
            let field = fields.first(where: { $0.key?.string == "__gc" }), let key = field.key
        else { return }
        reading.findings.append(
            Complaint(
                .finalizer, at: key, "the sandbox takes no __gc: nothing could stop a finalizer",
                remedy: "free what must be freed with local … <close>"))
    }

    /// Notes texts that are compared with an error's code.
    mutating func noteCode(_ symbol: String, _ left: LuaExpression, _ right: LuaExpression) {
        guard symbol == "==" || symbol == "~=" else { return }
        for (code, text) in [(left, right), (right, left)] where text.string != nil {
            if case .index(_, let key) = code.form, key.string == "code" {
                reading.codes.append(text)
            }
        }
    }
}
