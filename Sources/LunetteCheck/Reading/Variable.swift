import LunetteSyntax

/// A local variable, and what is done with it.
struct Variable: Sendable {
    enum Kind: Sendable {
        case local, function, parameter, loop
    }

    let name: LuaName
    let kind: Kind
    /// How many functions are around it.
    let level: Int
    /// How many names follow it in its declaration: `local response, err = …`.
    var followers = 0
    /// What its declaration sets it to.
    var initial = Initial()
    /// What it goes over, if it is an element of an `ipairs`.
    var element = Literal.unknown
    /// A function inside the one that declares it reads it.
    var isCaptured = false
    var reads = 0
    var writes = 0
}

/// What is known of a local's first value, as seen from its declaration.
struct Initial: Sendable {
    /// `ecs.try` for `local try = ecs.try`.
    var path: [String]?
    var literal = Literal.unknown
    /// A table that is written down.
    var isTable = false
    /// The region of an `ecs` module that a literal binds elsewhere.
    var region: String?
    /// What it is of an operation's answer.
    var answer: Answer?
}

/// An operation's answer, or an element of one of its lists.
struct Answer: Sendable {
    /// Which part of it.
    enum Part: Sendable, Equatable {
        case whole
        /// Of a list by its name; nil for the one that `ecs.each` goes over.
        case element(of: String?)
    }

    let operation: String
    let part: Part
}

/// A field of an answer, where it is read.
struct AnswerUse: Sendable {
    let answer: Answer
    let key: LuaExpression
}

/// A global variable's name where it is used.
struct GlobalUse: Sendable {
    let name: String
    let place: SourcePlace
    let isWrite: Bool
    /// Set by `function name()`.
    let isFunction: Bool
}

/// `ecs.try.leave_security_group`: a chain of fields that starts at a global or a module.
struct FieldUse: Sendable {
    let path: [String]
    /// Of the whole chain.
    let place: SourcePlace
    let columns: Int
    /// Of the last key.
    let key: LuaExpression
    let isWrite: Bool
    /// The outermost named function around it; nil at the top.
    let owner: FunctionKey?

    /// The operation's name where this is one: `ecs.try.leave_security_group`.
    var operationName: String? { Self.operation(in: path) }

    /// The operation that a chain of names stands for.
    static func operation(in path: [String]) -> String? {
        guard path.first == "ecs" else { return nil }
        if path.count == 2,
            !["try", "each", "preview", "wait", "with", "region_id"].contains(path[1])
        {
            return path[1]
        }
        guard path.count == 3, ["try", "each", "preview"].contains(path[1]) else { return nil }
        return path[2]
    }
}

/// A function that a source declares: a local one, or a field of a local table.
enum FunctionKey: Hashable, Sendable {
    case variable(Int)
    case field(Int, String)
    case global(String)
}

/// A call of something whose name is known.
struct CallSite: Sendable {
    /// Empty for a function of the source's own.
    let path: [String]
    let callee: FunctionKey?
    let arguments: [LuaExpression]
    /// The first argument, where it is a table constructor.
    let given: GivenTable?
    let place: SourcePlace
    let columns: Int
    /// Its results are dropped.
    let isStatement: Bool
    /// Where it stands: the outermost named function around it; nil at the top.
    let owner: FunctionKey?
    /// The function that calls back into the one around it, where Lua cannot wait: `table.sort`.
    let callback: String?
    /// The region that its module is bound to, where a literal says so.
    let region: String?
}
