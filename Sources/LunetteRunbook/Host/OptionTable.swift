import LunetteBase
import LunetteLua

/// The named options that a function of ours was called with. What is wrong with one is an error
/// object of kind `invalid` that names the function and the option.
struct OptionTable: Sendable {
    let function: String
    let table: LuaTable

    /// Refuses an option that is not among `names`, with the one that may have been meant.
    init(_ table: LuaTable, of function: String, knowing names: [String]) throws(ErrorObject) {
        self.function = function
        self.table = table
        for pair in table.pairs {
            let name = pair.key.string?.text ?? "?"
            guard !names.contains(name) else { continue }
            let hint = suggestion(for: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
            throw misfit("there is no option '\(name)'\(hint)")
        }
    }

    func misfit(_ problem: String) -> ErrorObject {
        ErrorObject(
            kind: .invalid, code: "InvalidOptions", message: "\(function): \(problem)",
            disposition: .fix, explanation: "Nothing was done. See what \(function) takes.")
    }

    func text(_ name: String) throws(ErrorObject) -> String? {
        guard let value = table[name] else { return nil }
        guard let text = value.string?.text, !text.isEmpty else {
            throw misfit("\(name) must be a text")
        }
        return text
    }

    /// A whole number in a range.
    func count(_ name: String, in range: ClosedRange<Int>) throws(ErrorObject) -> Int? {
        guard let value = table[name] else { return nil }
        guard let number = value.integer.flatMap(Int.init(exactly:)), range.contains(number) else {
            let end = range.upperBound == .max ? "" : " to \(range.upperBound)"
            throw misfit("\(name) must be a whole number from \(range.lowerBound)\(end)")
        }
        return number
    }

    func duration(_ name: String) throws(ErrorObject) -> Duration? {
        guard let value = table[name] else { return nil }
        guard let duration = Duration(value) else {
            throw misfit("\(name) must be a duration: seconds, or a text such as \"5m\"")
        }
        return duration
    }

    /// One of an enumeration's words.
    func word<Word: RawRepresentable<String> & CaseIterable>(_ name: String)
        throws(ErrorObject) -> Word?
    {
        guard let text = try text(name) else { return nil }
        guard let word = Word(rawValue: text) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw misfit("\(name) must be one of \(words)")
        }
        return word
    }

    /// A list of texts.
    func texts(_ name: String) throws(ErrorObject) -> [String]? {
        guard let value = table[name] else { return nil }
        let texts = (value.table?.elements ?? []).compactMap { $0.string?.text }
        guard let list = value.table, list.pairs.isEmpty, texts.count == list.elements.count else {
            throw misfit("\(name) must be a list of texts")
        }
        return texts
    }
}
