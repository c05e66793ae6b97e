import LunetteBase
import LunetteCatalogue
import LunetteSyntax

// What is gone over and is no list, or is one and has no iterator.
extension Subject {
    func listFindings() -> [Complaint] {
        answersAsLists + iteratorsAsLists + bareLoops
    }

    // MARK: Answers

    private var answersAsLists: [Complaint] {
        reading.lists.compactMap { use in
            guard let lists = use.answer.lists else { return nil }
            let isWhole = use.answer.part == .whole
            let what =
                isWhole
                ? "the whole answer of \(use.answer.operation)"
                : "one of what \(use.answer.operation) lists"
            return Complaint(
                .notAList, at: use.expression,
                "\(use.taker) wants a list, and this is \(what)",
                remedy: Self.advice(use.expression, lists))
        }
    }

    private static func advice(_ expression: LuaExpression, _ lists: [String]) -> String {
        guard let first = lists.first else { return "it holds no list; pairs goes over its fields" }
        let text = expression.bare.outline
        let others = lists.dropFirst().prefix(3).map { "\(text).\($0)" }.joined(separator: ", ")
        return "did you mean \(text).\(first)?"
            + (others.isEmpty ? "" : " There are \(others), too")
    }

    private var iteratorsAsLists: [Complaint] {
        reading.iterators.map { expression in
            Complaint(
                .notAList, at: expression,
                "ipairs wants a list, and ecs.each is an iterator itself",
                remedy: "write for … in \(expression.bare.outline) do")
        }
    }

    // MARK: Loops

    private var bareLoops: [Complaint] {
        // A function of the script's own that it was given to may have made it callable.
        let callable = reading.calls.filter { $0.path.isEmpty || $0.path == ["setmetatable"] }
            .flatMap(\.arguments).map(\.bare.outline)
        return reading.loops.compactMap { loop in
            guard let what = what(loop),
                loop.isWritten || !callable.contains(loop.expression.outline)
            else {
                return nil
            }
            return Complaint(
                .noIterator, at: loop.expression,
                "a for loop needs an iterator, and this is \(what)", remedy: advice(for: loop))
        }
    }

    /// What the loop goes over, in words; nil where it may be an iterator.
    private func what(_ loop: LoopUse) -> String? {
        if let answer = loop.answer {
            return answer.lists == nil ? nil : "a table of the answer of \(answer.operation)"
        }
        if loop.isTable { return "a table" }
        guard let path = loop.path else { return nil }
        switch loop.expression.form {
        case .index where path.first == "args" && path.count == 2:
            let parameter = manifest?.parameters.first { $0.name == path[1] }
            return parameter?.kind == .list ? "a list" : nil
        case .call:
            let annotations = FunctionIndex.entry(named: joined(path))?.annotations ?? []
            let result = annotations.first { $0.hasPrefix("@return") }
            return result?.contains("[]") == true ? "the list that \(joined(path)) hands over" : nil
        default: return nil
        }
    }

    private func advice(for loop: LoopUse) -> String {
        var text = loop.expression.outline
        if loop.isAnswerItself, let list = loop.answer?.lists?.first { text += ".\(list)" }
        let names = loop.names.map(\.text)
        let pair = names.count == 1 ? ["_"] + names : names
        let whole = "for \(pair.joined(separator: ", ")) in ipairs(\(text)) do"
        return "write \(whole); pairs(\(text)) goes over names and their values"
    }
}

extension LuaExpression {
    /// The expression in short, as a script would have it.
    fileprivate var outline: String {
        switch form {
        case .name(let name): name
        case .index(let base, let key):
            key.string.map { "\(base.outline).\($0)" } ?? "\(base.outline)[…]"
        case .call(let callee, let arguments):
            if case .table? = arguments.first?.form {
                "\(callee.outline) { … }"
            } else {
                "\(callee.outline)(\(arguments.isEmpty ? "" : "…"))"
            }
        case .parenthesized(let inner): inner.outline
        case .table: "{ … }"
        default: "…"
        }
    }
}
