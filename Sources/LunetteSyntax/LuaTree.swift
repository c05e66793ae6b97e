/// A sequence of statements with a scope of its own.
public struct LuaBlock: Sendable {
    public let statements: [LuaStatement]
    /// Of the word or symbol that ends it.
    public let end: SourcePlace
}

/// A statement (Lua 5.4 manual §3.3).
public struct LuaStatement: Sendable {
    /// What kind of statement, and its parts.
    public indirect enum Form: Sendable {
        case local([LuaName], [LuaExpression])
        case localFunction(LuaName, LuaFunction)
        /// `function a.b:c() … end`; the target is the variable or field that gets it.
        case function(target: LuaExpression, LuaFunction)
        case assignment([LuaExpression], [LuaExpression])
        case call(LuaExpression)
        case block(LuaBlock)
        case whileLoop(LuaExpression, LuaBlock)
        case repeatLoop(LuaBlock, until: LuaExpression)
        case branches([LuaBranch], otherwise: LuaBlock?)
        case numericFor(LuaName, bounds: [LuaExpression], LuaBlock)
        case genericFor([LuaName], in: [LuaExpression], LuaBlock)
        case returned([LuaExpression])
        case exit
        case jump(LuaName)
        case label(LuaName)
    }

    public let form: Form
    public let place: SourcePlace
}

/// `if` or `elseif`, and what it guards.
public struct LuaBranch: Sendable {
    public let condition: LuaExpression
    public let block: LuaBlock
}

/// A name where it is declared, with its attribute: `local x <const>`.
public struct LuaName: Sendable, Hashable {
    public let text: String
    public let place: SourcePlace
    public let attribute: String?
}

/// A function's parameters and body.
public struct LuaFunction: Sendable {
    /// With `self` in front where a colon declares it.
    public let parameters: [LuaName]
    public let isVariadic: Bool
    public let body: LuaBlock
}

/// An expression (Lua 5.4 manual §3.4).
public struct LuaExpression: Sendable {
    /// What kind of expression, and its parts.
    public indirect enum Form: Sendable {
        case `nil`
        case varargs
        case boolean(Bool)
        case integer(Int64)
        case number(Double)
        case string(String)
        case function(LuaFunction)
        case name(String)
        /// `base.key` and `base[key]`.
        case index(LuaExpression, key: LuaExpression)
        case call(LuaExpression, [LuaExpression])
        case methodCall(LuaExpression, LuaName, [LuaExpression])
        case table([LuaField])
        case unary(String, LuaExpression)
        case binary(String, LuaExpression, LuaExpression)
        case parenthesized(LuaExpression)
    }

    public let form: Form
    public let place: SourcePlace
    /// Just behind its last byte.
    public let end: SourcePlace
    /// How deep it nests to the left, where no other limit holds.
    let depth: Int
}

/// One field of a table constructor.
public struct LuaField: Sendable {
    /// Nil in the list part. A name before `=` is a string.
    public let key: LuaExpression?
    public let value: LuaExpression
    public let place: SourcePlace
}

extension LuaExpression {
    /// The text of a string literal.
    public var string: String? {
        if case .string(let text) = form { return text }
        return nil
    }

    /// The expression without parentheses around it.
    public var bare: LuaExpression {
        if case .parenthesized(let inner) = form { return inner.bare }
        return self
    }

    /// How many columns it covers on the line on which it begins; 1 where it ends on another.
    public var columns: Int {
        end.line == place.line ? max(1, end.column - place.column) : 1
    }
}
