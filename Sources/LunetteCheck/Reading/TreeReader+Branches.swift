import LunetteSyntax

/// A text that a local which stays what it is cannot be here: a branch's condition says so.
struct Exclusion: Hashable, Sendable {
    let variable: Int
    let text: String
}

// What comparisons in conditions leave of the texts that a local may be.
extension TreeReader {
    mutating func readBranches(_ branches: [LuaBranch], otherwise: LuaBlock?) {
        var ends: [Set<Exclusion>] = []
        for branch in branches {
            read(branch.condition)
            let others = excluded.union(exclusions(where: branch.condition, holds: false))
            excluded.formUnion(exclusions(where: branch.condition, holds: true))
            inScope { $0.read(branch.block) }
            if !leaves(branch.block) { ends.append(excluded) }
            excluded = others
        }
        if let otherwise { inScope { $0.read(otherwise) } }
        if otherwise.map(leaves) != true { ends.append(excluded) }
        // What follows comes after whichever branch ended.
        if let first = ends.first {
            excluded = ends.dropFirst().reduce(first) { $0.intersection($1) }
        }
    }

    /// Reads what is computed only where what stands before it holds, or does not.
    mutating func read(_ expression: LuaExpression, where condition: LuaExpression, holds: Bool) {
        let around = excluded
        excluded.formUnion(exclusions(where: condition, holds: holds))
        read(expression)
        excluded = around
    }

    /// What is left of a local's value here; nothing is known where no run comes.
    func possible(_ literal: Literal, of id: Int) -> Literal {
        guard !excluded.isEmpty, let texts = literal.texts else { return literal }
        let left = texts.filter { !excluded.contains(Exclusion(variable: id, text: $0)) }
        if left.isEmpty, !texts.isEmpty { return .unknown }
        return left.count == texts.count ? literal : .oneOf(left)
    }

    private func exclusions(where condition: LuaExpression, holds: Bool) -> Set<Exclusion> {
        switch condition.bare.form {
        case .unary("not", let operand): return exclusions(where: operand, holds: !holds)
        case .binary("==", let left, let right): return exclusions(left, right, areEqual: holds)
        case .binary("~=", let left, let right): return exclusions(left, right, areEqual: !holds)
        case .binary(let symbol, let left, let right) where symbol == "and" || symbol == "or":
            let first = exclusions(where: left, holds: holds)
            let second = exclusions(where: right, holds: holds)
            // Both sides are as said where `and` holds or `or` does not, else one of them is.
            return (symbol == "and") == holds ? first.union(second) : first.intersection(second)
        default: return []
        }
    }

    private func exclusions(
        _ left: LuaExpression, _ right: LuaExpression, areEqual: Bool
    ) -> Set<Exclusion> {
        for (local, compared) in [(left.bare, right), (right.bare, left)] {
            guard case .name(let name) = local.form, let id = variable(name),
                let texts = literal(local).texts,
                case .value(.string(let text)) = literal(compared)
            else { continue }
            let excluded = areEqual ? texts.filter { $0 != text } : [text]
            return Set(excluded.map { Exclusion(variable: id, text: $0) })
        }
        return []
    }

    /// Whether nothing behind the block comes after it.
    private func leaves(_ block: LuaBlock) -> Bool {
        switch block.statements.last?.form {
        case .returned, .exit, .jump: true
        case .call(let call):
            if case .call(let callee, _) = call.form {
                path(of: callee) == ["error"]
            } else {
                false
            }
        default: false
        }
    }
}

extension Literal {
    /// The texts that it may be; nil where it is something else, or nobody knows.
    fileprivate var texts: [String]? {
        switch self {
        case .value(.string(let text)): [text]
        case .oneOf(let texts): texts
        default: nil
        }
    }
}
