import LunetteSyntax

/// Walks a tree once, with its scopes.
struct TreeReader {
    var reading = Reading()
    /// The variables as an earlier walk over the same tree found them.
    let earlier: [Variable]
    var scopes: [[String: Int]] = [[:]]
    var owners: [FunctionKey] = []
    var callbacks: [String] = []
    /// The loops around, inside the function.
    var loops: [Loop] = []
    /// How many functions are around.
    var level = 0
    /// What the conditions that are known to hold here keep out.
    var excluded: Set<Exclusion> = []

    struct Loop {
        /// It has a value that is closed when the loop ends.
        var isClosing = false
        var variables: [Int] = []
    }

    init(earlier: [Variable]) {
        self.earlier = earlier
    }

    mutating func read(_ block: LuaBlock) {
        let around = excluded
        for statement in block.statements {
            // It is jumped to from elsewhere in the block.
            if case .label = statement.form { excluded = around }
            read(statement)
        }
        excluded = around
    }

    mutating func inScope(_ body: (inout TreeReader) -> Void) {
        scopes.append([:])
        body(&self)
        scopes.removeLast()
    }

    // MARK: Names

    func variable(_ name: String) -> Int? {
        for scope in scopes.reversed() {
            if let id = scope[name] { return id }
        }
        return nil
    }

    @discardableResult
    mutating func declare(
        _ name: LuaName, _ kind: Variable.Kind, initial: Initial = Initial()
    ) -> Int {
        reading.variables.append(
            Variable(name: name, kind: kind, level: level, initial: initial))
        let id = reading.variables.count - 1
        scopes[scopes.count - 1][name.text] = id
        return id
    }

    /// Whether the variable keeps the value of its declaration.
    func isConstant(_ id: Int) -> Bool {
        id < earlier.count && earlier[id].writes == 0
    }

    // MARK: Statements

    private mutating func read(_ statement: LuaStatement) {
        switch statement.form {
        case .local(let names, let values): readLocal(names, values)
        case .localFunction(let name, let function):
            let id = declare(name, .function)
            readFunction(function, as: .variable(id))
        case .function(let target, let function):
            readTarget(target, isFunction: true)
            readFunction(function, as: functionKey(of: target))
        case .assignment(let targets, let values):
            for (index, value) in values.enumerated() {
                let target = index < targets.count ? targets[index] : nil
                readValue(value, for: target.flatMap(functionKey))
            }
            for target in targets { readTarget(target) }
        case .call(let call): readCall(call, isStatement: true)
        case .block(let block): inScope { $0.read(block) }
        case .whileLoop(let condition, let body):
            read(condition)
            readLoop(body, Loop())
        case .repeatLoop(let body, let condition):
            // The condition sees the body's locals.
            inScope {
                $0.loops.append(Loop())
                $0.read(body)
                $0.loops.removeLast()
                $0.read(condition)
            }
        case .branches(let branches, let otherwise):
            readBranches(branches, otherwise: otherwise)
        case .numericFor(let name, let bounds, let body):
            for bound in bounds { read(bound) }
            inScope {
                $0.declare(name, .loop)
                $0.readLoop(body, Loop())
            }
        case .genericFor(let names, let values, let body): readFor(names, values, body)
        case .returned(let values): for value in values { readValue(value, for: nil) }
        case .exit: checkBreak(at: statement.place)
        case .jump, .label: break
        }
    }

    private mutating func readLoop(_ body: LuaBlock, _ loop: Loop) {
        loops.append(loop)
        inScope { $0.read(body) }
        loops.removeLast()
    }

    private mutating func readLocal(_ names: [LuaName], _ values: [LuaExpression]) {
        let isPaired = names.count == values.count
        // A local is not yet in sight of its own value.
        var initials = isPaired ? values.map(initial) : names.map { _ in Initial() }
        // The answer is the first of a call's results.
        if values.count == 1 { initials[0].answer = answer(values[0]) }
        if names.count == 1, values.count == 1, case .function(let function) = values[0].form {
            // Its name stands for the function all the same: what it calls belongs to it.
            let id = declare(names[0], .local)
            return readFunction(function, as: .variable(id))
        }
        for value in values { readValue(value, for: nil) }
        for (index, name) in names.enumerated() {
            let id = declare(name, .local, initial: initials[index])
            reading.variables[id].followers = names.count - 1 - index
        }
    }

    private func initial(_ value: LuaExpression) -> Initial {
        var initial = Initial(
            path: path(of: value), literal: literal(value), region: region(of: value))
        if case .table = value.bare.form { initial.isTable = true }
        return initial
    }

    private mutating func readFor(
        _ names: [LuaName], _ values: [LuaExpression], _ body: LuaBlock
    ) {
        for value in values { read(value) }
        if values.count == 1 { noteLoop(names, over: values[0]) }
        var element = Literal.unknown
        let answer = values.count == 1 ? answer(goneOverBy: values[0]) : nil
        if values.count == 1, case .call(let callee, let arguments) = values[0].form,
            path(of: callee) == ["ipairs"], arguments.count == 1
        {
            element = self.element(of: arguments[0])
        }
        inScope {
            var loop = Loop(isClosing: values.count >= 4)
            for (index, name) in names.enumerated() {
                let own = index == answer?.position ? answer?.element : nil
                loop.variables.append($0.declare(name, .loop, initial: Initial(answer: own)))
            }
            if let last = loop.variables.last, names.count == 2 {
                $0.reading.variables[last].element = element
            }
            $0.readLoop(body, loop)
        }
    }

    mutating func readFunction(_ function: LuaFunction, as key: FunctionKey?) {
        if let key { owners.append(key) }
        let around = loops
        loops = []
        level += 1
        inScope { reader in
            for parameter in function.parameters { reader.declare(parameter, .parameter) }
            reader.read(function.body)
        }
        level -= 1
        loops = around
        if key != nil { owners.removeLast() }
    }

    private mutating func readTarget(_ target: LuaExpression, isFunction: Bool = false) {
        switch target.form {
        case .name(let name):
            if let id = variable(name) {
                reading.variables[id].writes += 1
            } else {
                reading.globals.append(
                    GlobalUse(
                        name: name, place: target.place, isWrite: true, isFunction: isFunction))
            }
        case .index: readIndex(target, isWrite: true)
        default: read(target)
        }
    }

    /// The key of a function that is assigned to this.
    private func functionKey(of target: LuaExpression) -> FunctionKey? {
        switch target.form {
        case .name(let name): variable(name).map { .variable($0) } ?? .global(name)
        case .index(let base, let key):
            if case .name(let name) = base.form, let id = variable(name), let key = key.string {
                .field(id, key)
            } else {
                nil
            }
        default: nil
        }
    }

    /// The key of a function of the source's own that an expression names.
    func ownFunction(_ expression: LuaExpression) -> FunctionKey? {
        functionKey(of: expression.bare)
    }
}
