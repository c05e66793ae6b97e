import LunetteSyntax

extension TreeReader {
    mutating func read(_ expression: LuaExpression) {
        readValue(expression, for: nil)
    }

    /// Reads an expression that becomes the value of a function's name, if it is one.
    mutating func readValue(_ expression: LuaExpression, for key: FunctionKey?) {
        switch expression.form {
        case .nil, .varargs, .boolean, .integer, .number, .string: break
        case .function(let function): readFunction(function, as: key)
        case .name(let name): readName(name, expression)
        case .index: readIndex(expression, isWrite: false)
        case .call, .methodCall: readCall(expression, isStatement: false)
        case .table(let fields): readTable(fields)
        case .unary(let symbol, let operand):
            if symbol == "#" { noteList(operand, for: symbol) }
            read(operand)
        case .binary(let symbol, let left, let right):
            noteCode(symbol, left, right)
            checkBitwise(symbol, left, right, in: expression)
            read(left)
            switch symbol {
            case "and", "or": read(right, where: left, holds: symbol == "and")
            default: read(right)
            }
        case .parenthesized(let inner): readValue(inner, for: key)
        }
    }

    private mutating func readName(_ name: String, _ expression: LuaExpression) {
        if let id = variable(name) {
            reading.variables[id].reads += 1
            if reading.variables[id].level < level { reading.variables[id].isCaptured = true }
            reading.references.append((owners.first, .variable(id)))
        } else {
            reading.globals.append(
                GlobalUse(name: name, place: expression.place, isWrite: false, isFunction: false))
            reading.references.append((owners.first, .global(name)))
        }
    }

    mutating func readIndex(_ expression: LuaExpression, isWrite: Bool) {
        guard case .index(let base, let key) = expression.form else { return }
        checkComparisonKey(key, of: base)
        if let own = ownFunction(expression) { reading.references.append((owners.first, own)) }
        if let path = path(of: expression), path.count > 1 {
            reading.fields.append(
                FieldUse(
                    path: path, place: expression.place, columns: expression.columns, key: key,
                    isWrite: isWrite, owner: owners.first))
            readBase(base)
            return
        }
        if isWrite, let name = key.string { reading.keysSet.insert(name) }
        if !isWrite, key.string != nil, let answer = answer(base) {
            reading.answers.append(AnswerUse(answer: answer, key: key))
        }
        if let path = path(of: base), ["ecs", "ecs.try", "ecs.each"].contains(joined(path)) {
            reading.computedOperations.append(key.place)
        }
        read(base)
        read(key)
    }

    /// Marks the variable or global at the start of a chain as read, without the chain's parts.
    private mutating func readBase(_ base: LuaExpression) {
        switch base.form {
        case .index(let inner, _): readBase(inner)
        default: read(base)
        }
    }

    private mutating func readTable(_ fields: [LuaField]) {
        var seen: [String: SourcePlace] = [:]
        for field in fields {
            if let key = field.key {
                if let name = key.string {
                    if seen.updateValue(key.place, forKey: name) != nil {
                        reading.findings.append(
                            Complaint(
                                .duplicateKey, at: key, "'\(name)' is set twice in this table",
                                remedy: "the last one counts; take the other out"))
                    }
                } else {
                    read(key)
                }
            }
            read(field.value)
        }
    }

    // MARK: Calls

    mutating func readCall(_ expression: LuaExpression, isStatement: Bool) {
        switch expression.form {
        case .methodCall(let base, let method, let arguments):
            if method.text == "is", arguments.count == 1, arguments[0].string != nil {
                reading.codes.append(arguments[0])
            }
            read(base)
            for argument in arguments { read(argument) }
        case .call(let callee, let arguments):
            note(callee, arguments, isStatement)
            read(callee)
            readArguments(arguments, of: callee)
        default: read(expression)
        }
    }

    private mutating func note(
        _ callee: LuaExpression, _ arguments: [LuaExpression], _ isStatement: Bool
    ) {
        let path = path(of: callee) ?? []
        let own = ownFunction(callee)
        guard !path.isEmpty || own != nil else { return }
        reading.calls.append(
            CallSite(
                path: path, callee: own, arguments: arguments,
                given: arguments.first.flatMap(given), place: callee.place, columns: callee.columns,
                isStatement: isStatement, owner: owners.first,
                callback: callbacks.last, region: region(of: callee)))
        noteList(of: arguments, to: path)
        if path == ["require"], let name = arguments.first, name.string != nil {
            reading.modules.append(name)
        }
        if path == ["setmetatable"], arguments.count == 2 { checkFinalizer(arguments[1]) }
    }

    private mutating func readArguments(_ arguments: [LuaExpression], of callee: LuaExpression) {
        let name = joined(path(of: callee) ?? [])
        let cannotWait = ["table.sort", "string.gsub"].contains(name)
        for argument in arguments {
            if cannotWait, case .function(let function) = argument.form {
                callbacks.append(name)
                readFunction(function, as: nil)
                callbacks.removeLast()
            } else {
                read(argument)
            }
        }
    }

    // MARK: Paths

    /// What an expression names, from a global on: `ecs.try.leave_security_group`, also by way of
    /// locals that stay what they were set to.
    func path(of expression: LuaExpression) -> [String]? {
        switch expression.form {
        case .name(let name):
            guard let id = variable(name) else { return [name] }
            return isConstant(id) ? reading.variables[id].initial.path : nil
        case .index(let base, let key):
            guard let name = key.string, let path = path(of: base) else { return nil }
            return path + [name]
        case .call(let callee, let arguments):
            switch path(of: callee) {
            case ["require"]?:
                guard let name = arguments.first?.string else { return nil }
                return [name]
            case ["ecs", "with"]?: return ["ecs"]
            default: return nil
            }
        case .parenthesized(let inner): return path(of: inner)
        default: return nil
        }
    }

    /// The region that the `ecs` module at the start of a chain is bound to by a literal.
    func region(of expression: LuaExpression) -> String? {
        switch expression.form {
        case .name(let name):
            guard let id = variable(name), isConstant(id) else { return nil }
            return reading.variables[id].initial.region
        case .index(let base, _): return region(of: base)
        case .call(_, let arguments):
            guard case .table(let fields)? = arguments.first?.form else { return nil }
            return fields.first { $0.key?.string == "region" }?.value.string
        default: return nil
        }
    }
}

/// `ecs.try` of its parts.
func joined(_ path: [String]) -> String {
    path.joined(separator: ".")
}
