import LunetteCatalogue
import LunetteSyntax

/// The names that scripts may use without declaring them.
struct KnownNames: Sendable {
    /// Without those that a test file sees besides.
    private(set) var globals = Set(sandboxGlobals)
    /// The fields of libraries and modules, where all are known: by `string` or `ecs.wait`.
    private var fields: [String: Set<String>] = sandboxFields

    init(besides others: Set<String> = []) {
        globals.formUnion(others)
        fields["ecs"] = ["try", "each", "preview", "wait"]
        // The prelude makes globals of the modules that need no require.
        let sources = ModuleSources.definitions() + [ModuleSources.stdlib("prelude") ?? []]
        for source in sources {
            guard let tree = try? LuaParser.chunk(source) else { continue }
            for name in Self.declared(in: tree) {
                // `_G.state` is the global `state`.
                add(name.first == "_G" ? Array(name.dropFirst()) : name, isGlobal: true)
            }
        }
    }

    /// The fields of a library, or of a module of the standard library; nil when unknown.
    mutating func fields(of path: [String]) -> Set<String>? {
        let name = joined(path)
        if let known = fields[name] { return known }
        guard path.count == 1, let source = ModuleSources.stdlib(name),
            let tree = try? LuaParser.chunk(source)
        else { return nil }
        for declared in Self.declared(in: tree) where declared.first == name {
            add(declared, isGlobal: false)
        }
        return fields[name]
    }

    private mutating func add(_ path: [String], isGlobal: Bool) {
        guard let first = path.first else { return }
        if isGlobal { globals.insert(first) }
        for length in 1..<max(1, path.count) {
            fields[joined(Array(path.prefix(length))), default: []].insert(path[length])
        }
    }

    /// What a file of definitions, or a module, declares at its top: `["log", "info"]`.
    private static func declared(in tree: LuaBlock) -> [[String]] {
        tree.statements.flatMap { statement -> [[String]] in
            switch statement.form {
            case .function(let target, _): [path(target)].compactMap { $0 }
            case .assignment(let targets, let values):
                // What is set to nil is taken away.
                zip(targets, values).filter { !$0.1.isNil }.compactMap { path($0.0) }
            default: []
            }
        }
    }

    private static func path(_ target: LuaExpression) -> [String]? {
        switch target.form {
        case .name(let name): [name]
        case .index(let base, let key):
            if let base = path(base), let key = key.string { base + [key] } else { nil }
        default: nil
        }
    }
}

/// The globals of Lua that the sandbox has.
private let sandboxGlobals = [
    "_G", "_VERSION", "assert", "collectgarbage", "coroutine", "debug", "error", "getmetatable",
    "ipairs", "load", "math", "next", "os", "pairs", "pcall", "print", "rawequal", "rawget",
    "rawlen", "rawset", "require", "select", "setmetatable", "string", "table", "tonumber",
    "tostring", "type", "utf8", "xpcall",
]

/// The fields of Lua's libraries in the sandbox.
private let sandboxFields: [String: Set<String>] = [
    "string": [
        "byte", "char", "find", "format", "gmatch", "gsub", "len", "lower", "match", "pack",
        "packsize", "rep", "reverse", "sub", "unpack", "upper",
    ],
    "table": ["concat", "insert", "move", "pack", "remove", "sort", "unpack"],
    "math": [
        "abs", "acos", "asin", "atan", "ceil", "cos", "deg", "exp", "floor", "fmod", "huge", "log",
        "max", "maxinteger", "min", "mininteger", "modf", "pi", "rad", "random", "randomseed",
        "sin", "sqrt", "tan", "tointeger", "type", "ult",
    ],
    "utf8": ["char", "charpattern", "codepoint", "codes", "len", "offset"],
    "coroutine": [
        "close", "create", "isyieldable", "resume", "running", "status", "wrap", "yield",
    ],
    "os": ["clock", "date", "difftime", "time"],
    "debug": ["traceback"],
]

extension LuaExpression {
    fileprivate var isNil: Bool {
        if case .nil = form { true } else { false }
    }
}
