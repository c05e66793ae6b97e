/// Values and operators, the edges of integers and floats above all.
enum Expressions {
    static func any(_ chance: inout Chance, depth: Int) -> String {
        if depth == 0 || chance.happens(onceIn: 5) { return value(&chance) }
        switch chance.number(in: 1...10) {
        case 1...5:
            let left = any(&chance, depth: depth - 1)
            let right = any(&chance, depth: depth - 1)
            return "(\(left) \(chance.pick(binary)) \(right))"
        case 6: return "(\(chance.pick(unary)) \(any(&chance, depth: depth - 1)))"
        case 7: return "select('#', \(any(&chance, depth: depth - 1)))"
        default: return Calls.any(&chance, depth: depth - 1)
        }
    }

    private static let binary = [
        "+", "-", "*", "/", "//", "%", "^", "..", "==", "~=", "<", "<=", ">", ">=", "&", "|", "~",
        "<<", ">>", "and", "or",
    ]
    private static let unary = ["-", "not", "#", "~"]

    static func value(_ chance: inout Chance) -> String {
        switch chance.number(in: 1...10) {
        case 1...4: integer(&chance)
        case 5, 6: float(&chance)
        case 7...9: string(&chance)
        default: chance.pick(["nil", "true", "false", "{}", "print"])
        }
    }

    static func integer(_ chance: inout Chance) -> String {
        if chance.happens(onceIn: 2) { return "\(chance.number(in: -12...12))" }
        return chance.pick([
            "math.maxinteger", "math.mininteger", "(math.maxinteger - 1)", "(1 << 53)", "255",
            "0x7fffffff", "0xffffffffffffffff", "(-1 << 31)", "((1 << 53) + 1)", "64", "63",
        ])
    }

    static func float(_ chance: inout Chance) -> String {
        chance.pick([
            "0.0", "-0.0", "0.1", "1.5", "-2.5", "3.0", "1e15", "1e16", "1e100", "-1e308", "5e-324",
            "math.huge", "-math.huge", "(0/0)", "2^53", "2^63", "-2^63", "(2^53 + 1)", "1/3",
            "123456.789", "0x.8p1", "0x1p-3", "1e-5", "math.pi",
        ])
    }

    static func string(_ chance: inout Chance) -> String {
        if chance.happens(onceIn: 2) {
            let text = chance.list(0...12, separator: "") {
                $0.pick(["a", "b", "1", " ", "-", "x"])
            }
            return "\"\(text)\""
        }
        return chance.pick([
            #""10""#, #""0x10""#, #"" 5 ""#, #""1e1""#, #""3.0""#, #""-7""#, #""0x""#, #""1e""#,
            #""a\0b""#, #""é€""#, #""\xff""#, #""nan""#, #""inf""#, #""9223372036854775808""#,
            #""%d""#, #"("ab"):rep(9)"#, #""\n""#, #""0x1p4""#,
        ])
    }

    /// A small position, at times an extreme one.
    static func position(_ chance: inout Chance) -> String {
        if chance.happens(onceIn: 12) { return integer(&chance) }
        return "\(chance.number(in: -6...12))"
    }
}
