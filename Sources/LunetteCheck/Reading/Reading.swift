import LunetteSyntax

/// What a source declares, uses and calls.
struct Reading: Sendable {
    var variables: [Variable] = []
    var globals: [GlobalUse] = []
    var fields: [FieldUse] = []
    var calls: [CallSite] = []
    /// Fields of operations' answers: `ecs.describe_instances{}.instances`.
    var answers: [AnswerUse] = []
    /// Answers where a list is wanted, iterators where one is, and what loops go over.
    var lists: [ListUse] = []
    var iterators: [LuaExpression] = []
    var loops: [LoopUse] = []
    /// Names of fields that the script sets somewhere, in whatever table.
    var keysSet: Set<String> = []
    /// Chunks of text that are compared with an error's `code`, or matched with it by `err:is`.
    var codes: [LuaExpression] = []
    /// `ecs[name]`: an operation whose name is computed.
    var computedOperations: [SourcePlace] = []
    /// Every `require "name"`.
    var modules: [LuaExpression] = []
    /// Functions handed around as values, and from where: `fleet.map(items, work)`.
    var references: [(owner: FunctionKey?, callee: FunctionKey)] = []
    /// What constructs and operators alone show.
    var findings: [Complaint] = []

    /// Reads a tree.
    init(_ tree: LuaBlock) {
        // Whether a local stays what it was set to is known at the end: so the tree is read twice.
        var first = TreeReader(earlier: [])
        first.read(tree)
        var second = TreeReader(earlier: first.reading.variables)
        second.read(tree)
        self = second.reading
    }

    init() {}
}
