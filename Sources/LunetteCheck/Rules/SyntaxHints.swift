import LunetteSyntax

extension Complaint {
    /// What the grammar refuses, with what was probably meant.
    init(_ error: LuaSyntaxError, in source: [UInt8]) {
        self.init(
            .syntax, at: error.place, error.message,
            remedy: syntaxHint(lineText(error.place.line, of: source), error))
    }
}

/// What other languages write where Lua writes something else.
private let foreignSpellings: [(spelling: String, hint: String)] = [
    ("!=", "Lua writes 'not equal' as ~="), ("&&", "Lua writes it as and"),
    ("||", "Lua writes it as or"), ("+=", "Lua has no +=; write x = x + …"),
    ("-=", "Lua has no -=; write x = x - …"), ("++", "Lua has no ++; write x = x + 1"),
    ("else if", "write elseif, or give the inner if an end of its own"),
    ("continue", "Lua has no continue; turn the condition around, or use goto"),
    ("null", "Lua's word for nothing is nil"), ("//", "comments start with --"),
    ("/*", "comments are --[[ … ]]"), ("!", "Lua writes 'not' as not"),
]

/// The same of what a line begins with.
private let foreignWords: [String: String] = [
    "import": "modules are got with require: local list = require \"list\"; ecs is there already",
    "from": "modules are got with require: local list = require \"list\"; ecs is there already",
    "def": "functions are written function name(…) … end",
    "fn": "functions are written function name(…) … end",
    "var": "variables are declared with local", "let": "variables are declared with local",
    "const": "variables are declared with local; local x <const> = 1 stays what it is",
    "try": "errors are caught with pcall, those of an operation with ecs.try",
    "foreach": "lists are gone over with for _, x in ipairs(list) do … end",
    "switch": "choices are made with if … elseif … else … end",
    "elif": "write elseif … then",
]

private func syntaxHint(_ line: String, _ error: LuaSyntaxError) -> String? {
    let first = line.drop { $0 == " " || $0 == "\t" }.prefix { $0.isLetter }
    if let hint = foreignWords[String(first)] { return hint }
    for (spelling, hint) in foreignSpellings where line.contains(spelling) { return hint }
    if error.message.hasPrefix("'then'") { return "a condition is followed by then" }
    if error.message.hasPrefix("'do'") { return "a loop's head is followed by do" }
    if error.message.contains("the end of the file") {
        return "something that was opened above is not closed: look for a missing end"
    }
    if line.contains("="), error.message.contains("'='") { return "comparisons are written ==" }
    return nil
}

/// The text of a line, counted from 1; empty where there is none.
func lineText(_ number: Int, of source: [UInt8]) -> String {
    let lines = source.split(separator: 0x0A, maxSplits: number, omittingEmptySubsequences: false)
    guard number >= 1, number <= lines.count else { return "" }
    return String(decoding: lines[number - 1], as: UTF8.self)
}
