/// Calls of the library.
enum Calls {
    static func any(_ chance: inout Chance, depth: Int) -> String {
        switch chance.number(in: 1...9) {
        case 1...3: math(&chance, depth)
        case 4, 5: string(&chance, depth)
        case 6: formatting(&chance)
        case 7: pattern(&chance)
        case 8: utf8(&chance)
        default: conversion(&chance, depth)
        }
    }

    private static func math(_ chance: inout Chance, _ depth: Int) -> String {
        let one = chance.pick([
            "abs", "ceil", "floor", "tointeger", "type", "modf", "sqrt", "exp", "log", "deg", "rad",
        ])
        let two = chance.pick(["fmod", "max", "min", "ult", "log", "atan"])
        let first = Expressions.any(&chance, depth: depth)
        if chance.happens(onceIn: 2) { return "math.\(one)(\(first))" }
        return "math.\(two)(\(first), \(Expressions.any(&chance, depth: depth)))"
    }

    private static func string(_ chance: inout Chance, _ depth: Int) -> String {
        let text = Expressions.string(&chance)
        let from = Expressions.position(&chance)
        let to = Expressions.position(&chance)
        return switch chance.number(in: 1...8) {
        case 1: "(\(text)):sub(\(from), \(to))"
        case 2: "(\(text)):byte(\(from), \(chance.number(in: -4...9)))"
        case 3: "(\(text)):rep(\(chance.number(in: -2...6)), \(Expressions.string(&chance)))"
        case 4: "(\(text)):upper():reverse()"
        case 5: "#(\(text)):lower()"
        case 6: "string.char(\(chance.number(in: -3...260)), \(chance.number(in: 0...255)))"
        case 7: "(\(text)):find(\(Expressions.string(&chance)), \(from), true)"
        default: "string.len(\(Expressions.any(&chance, depth: depth)))"
        }
    }

    private static func conversion(_ chance: inout Chance, _ depth: Int) -> String {
        switch chance.number(in: 1...4) {
        case 1: "tonumber(\(Expressions.string(&chance)), \(chance.number(in: 0...38)))"
        case 2: "tonumber(\(Expressions.any(&chance, depth: depth)))"
        case 3: "tostring(\(Expressions.any(&chance, depth: depth)))"
        default: "rawequal(\(Expressions.value(&chance)), \(Expressions.value(&chance)))"
        }
    }

    private static func formatting(_ chance: inout Chance) -> String {
        let format = chance.list(1...3, separator: "|") { chance in
            let flags = chance.list(0...2, separator: "") { $0.pick(["-", "+", " ", "#", "0"]) }
            let width = chance.happens(onceIn: 2) ? "\(chance.number(in: 0...25))" : ""
            let precision = chance.happens(onceIn: 3) ? ".\(chance.number(in: 0...20))" : ""
            let kinds = "d d i u c x X o e E f g G a s s q % z".split(separator: " ").map(
                String.init)
            return "%" + flags + width + precision + chance.pick(kinds)
        }
        let values = chance.list(1...4, separator: ", ") { Expressions.value(&$0) }
        return "string.format(\"\(format)\", \(values))"
    }

    private static func utf8(_ chance: inout Chance) -> String {
        let text = chance.pick([
            #""é€a""#, #""\xff""#, #""a\x80b""#, #""\u{7FFFFFFF}""#, #""😀x""#, #""""#,
            #""\xed\xa0\x80""#,
        ])
        let (from, to) = (Expressions.position(&chance), Expressions.position(&chance))
        let isLax = chance.pick(["true", "false"])
        return switch chance.number(in: 1...5) {
        case 1: "utf8.len(\(text), \(from), \(to), \(isLax))"
        case 2: "utf8.offset(\(text), \(from), \(to))"
        case 3: "utf8.codepoint(\(text), \(from), \(chance.number(in: -3...9)), \(isLax))"
        case 4: "utf8.char(\(chance.number(in: -1...70_000)), \(chance.number(in: 0...200)))"
        default: "collect(utf8.codes(\(text), \(isLax)))"
        }
    }

    // MARK: Patterns

    static func pattern(_ chance: inout Chance) -> String {
        let subject = chance.list(0...16, separator: "") {
            $0.pick(["a", "b", "c", "1", " ", "(", ")", "-", "_", "A"])
        }
        let pattern = patternText(&chance)
        let arguments = "\"\(subject)\", \"\(pattern)\""
        let start = Expressions.position(&chance)
        return switch chance.number(in: 1...7) {
        case 1, 2: "string.find(\(arguments), \(start))"
        case 3, 4: "string.match(\(arguments), \(start))"
        case 5: "collect(string.gmatch(\(arguments), \(start)))"
        case 6: "string.gsub(\(arguments), \"\(replacement(&chance))\", \(start))"
        default: "string.gsub(\(arguments), \(chance.pick(replacers)))"
        }
    }

    private static let replacers = [
        "function(...) return list(...) end", "function() return false end", "{a = 1, b = 'B'}",
        "string.upper", "function(c) if c == 'a' then return nil end return 7 end", "{}", "true",
    ]

    private static func replacement(_ chance: inout Chance) -> String {
        chance.list(0...3, separator: "") { $0.pick(["x", "%0", "%1", "%2", "%%", "-", "%x"]) }
    }

    private static func patternText(_ chance: inout Chance) -> String {
        let anchor = chance.happens(onceIn: 6) ? "^" : ""
        let end = chance.happens(onceIn: 6) ? "$" : ""
        let items = chance.list(0...6, separator: "") { chance in
            if chance.happens(onceIn: 14) {
                return chance.pick(["(", ")", "%", "[", "]", "%b", "%f"])
            }
            let single = chance.pick([
                "a", "b", ".", "%a", "%d", "%s", "%w", "%A", "[ab]", "[^a]", "[a-c1]", "%-", "%(",
                "[%w_]",
            ])
            let item = single + chance.pick(["", "", "*", "+", "-", "?"])
            return switch chance.number(in: 1...8) {
            case 1, 2: "(\(item))"
            case 3: chance.pick(["()", "%b()", "%f[%w]", "%1", "%f[%W]"])
            default: item
            }
        }
        return anchor + items + end
    }

    // MARK: Packing

    static func packing(_ chance: inout Chance) -> String {
        let format = chance.list(1...4, separator: " ") { chance in
            chance.pick([
                "b", "B", "h", "H", "i3", "I5", "i4", "l", "j", "J", "n", "d", "f", "z", "s1", "s2",
                "x",
                "<", ">", "=", "!4", "!", "c4", "i9", "Xi4", "i16", "T", "s", "X", "i17", "c",
            ])
        }
        let values = chance.list(1...4, separator: ", ") { Expressions.value(&$0) }
        switch chance.number(in: 1...3) {
        case 1: return "string.pack(\"\(format)\", \(values))"
        case 2:
            let bytes = chance.list(0...20, separator: "") {
                $0.pick(["\\0", "\\1", "a", "\\xff", "\\x80"])
            }
            let start = Expressions.position(&chance)
            return "string.unpack(\"\(format)\", \"\(bytes)\", \(start))"
        default: return "string.packsize(\"\(format)\")"
        }
    }
}
