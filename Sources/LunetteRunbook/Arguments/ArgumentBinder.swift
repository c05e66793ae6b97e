import LunetteBase
import LunetteSystem

/// Turns command-line words into a runbook's arguments, as its manifest declares them.
public struct ArgumentBinder {
    let parameters: [ParameterDeclaration]
    private let environment: Environment
    private let programs: any ProgramRunner
    private let otherFlags: Set<String>

    /// `programs` runs the commands that secrets come from; `otherFlags` are those that somebody
    /// may have meant besides the parameters' own.
    public init(
        parameters: [ParameterDeclaration], environment: Environment,
        programs: any ProgramRunner = DirectPrograms(), otherFlags: Set<String> = []
    ) {
        self.parameters = parameters
        self.environment = environment
        self.programs = programs
        self.otherFlags = otherFlags
    }

    /// The arguments by name: what was given, else the default. A list's flag repeats; a
    /// boolean's needs no value; `--name=value` works for all. A secret's command is run here.
    public func bind(_ words: [String]) async throws(ArgumentError) -> [String: ArgumentValue] {
        try await bind(words, requiresAll: true)
    }

    func bind(_ words: [String], requiresAll: Bool)
        async throws(ArgumentError) -> [String: ArgumentValue]
    {
        var bound = try await values(in: words)
        for parameter in parameters where bound[parameter.name] == nil {
            if let value = parameter.defaultValue {
                bound[parameter.name] = value
            } else if parameter.isRequired, requiresAll {
                let summary = parameter.summary.map { " (\($0))" } ?? ""
                throw ArgumentError(
                    parameter.flag,
                    "\(parameter.flag) is required\(summary)")
            } else if parameter.kind == .list {
                bound[parameter.name] = .list([])
            }
        }
        return bound
    }

    /// The words as pairs of a parameter's name and a text, in their order; of a boolean without
    /// a value, `true`. Checks the flags, and leaves the values for `bind`.
    public func pairs(in words: [String]) throws(ArgumentError) -> [NamedValue] {
        var pairs: [NamedValue] = []
        var rest = words[...]
        while let word = rest.popFirst() {
            let (flag, inlineValue) = split(word)
            let parameter = try declaration(of: flag)
            let text = inlineValue ?? (parameter.kind == .boolean ? "true" : rest.popFirst())
            guard let text else { throw ArgumentError(flag, "\(flag) needs a value") }
            pairs.append(NamedValue(parameter.name, text))
        }
        return pairs
    }

    private func values(in words: [String]) async throws(ArgumentError)
        -> [String: ArgumentValue]
    {
        var bound: [String: ArgumentValue] = [:]
        for pair in try pairs(in: words) {
            guard let parameter = parameters.first(where: { $0.name == pair.name }) else {
                continue
            }
            let value = try await value(pair.value, of: parameter)
            if case .list(let more) = value, case .list(let before)? = bound[parameter.name] {
                bound[parameter.name] = .list(before + more)
            } else if bound.updateValue(value, forKey: parameter.name) != nil,
                parameter.kind != .boolean
            {
                throw ArgumentError(parameter.flag, "\(parameter.flag) is given twice")
            }
        }
        return bound
    }

    private func split(_ word: String) -> (flag: String, value: String?) {
        guard word.hasPrefix("--"), let equals = word.firstIndex(of: "=") else {
            return (word, nil)
        }
        return (String(word[..<equals]), String(word[word.index(after: equals)...]))
    }

    private func declaration(of flag: String) throws(ArgumentError) -> ParameterDeclaration {
        if let parameter = parameters.first(where: { $0.flag == flag }) { return parameter }
        guard flag.hasPrefix("-") else {
            throw ArgumentError(nil, "unexpected argument '\(flag)'")
        }
        let hint = suggestion(for: flag, among: parameters.map(\.flag) + otherFlags.sorted())
        let known = parameters.map(\.flag).joined(separator: ", ")
        let advice =
            hint.map { "; did you mean \($0)?" }
            ?? (known.isEmpty ? "; this runbook takes no arguments" : " (it takes \(known))")
        throw ArgumentError(flag, "the runbook has no parameter \(flag)\(advice)")
    }

    private func boolean(_ flag: String, _ text: String?) throws(ArgumentError) -> Bool {
        switch text {
        case nil, "true": return true
        case "false": return false
        case let text?: throw ArgumentError(flag, "\(flag) takes true or false, not '\(text)'")
        }
    }

    private func value(_ text: String, of parameter: ParameterDeclaration)
        async throws(ArgumentError) -> ArgumentValue
    {
        let flag = parameter.flag
        switch parameter.kind {
        case .string:
            try checkChoice(text, parameter)
            return .string(text)
        case .integer:
            guard let value = Int64(text) else {
                throw ArgumentError(flag, "\(flag) takes an integer, not '\(text)'")
            }
            return .integer(value)
        case .number:
            guard let value = Double(text), value.isFinite else {
                throw ArgumentError(flag, "\(flag) takes a number, not '\(text)'")
            }
            return .number(value)
        case .boolean: return .boolean(try boolean(flag, text))
        case .duration:
            guard let value = Duration(text: text) else {
                throw ArgumentError(flag, "\(flag) takes a duration such as 90s or 10m")
            }
            return .duration(value)
        case .list:
            let elements = try listElements(text, flag)
            for element in elements { try checkChoice(element, parameter) }
            return .list(elements)
        case .file: return .file(try file(text, flag))
        case .secret: return .secret(try await secret(text, flag))
        case .webhook:
            guard let webhook = Webhook(try await secret(text, flag)) else {
                throw ArgumentError(
                    flag,
                    "\(flag) is not a URL that begins with https:// (or with http://, and a "
                        + "loopback address)")
            }
            return .webhook(webhook)
        }
    }

    private func checkChoice(_ text: String, _ parameter: ParameterDeclaration)
        throws(ArgumentError)
    {
        guard parameter.choices.isEmpty || parameter.choices.contains(text) else {
            let choices = parameter.choices.joined(separator: ", ")
            throw ArgumentError(
                parameter.flag, "\(parameter.flag) must be one of \(choices), not '\(text)'")
        }
    }

    /// One element, or those of `@FILE` or `-`: one a line, blank lines and `#` comments left out.
    private func listElements(_ text: String, _ flag: String) throws(ArgumentError) -> [String] {
        guard text == "-" || text.hasPrefix("@") else { return [text] }
        let bytes = try file(text == "-" ? "-" : String(text.dropFirst()), flag)
        guard let contents = String(validating: bytes, as: UTF8.self) else {
            throw ArgumentError(flag, "\(flag) \(text): the file is not UTF-8 text")
        }
        return contents.split(whereSeparator: \.isNewline)
            .map { String($0).trimmingSpaces() }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
    }

    private func file(_ path: String, _ flag: String) throws(ArgumentError) -> [UInt8] {
        do {
            return try readFile(path)
        } catch {
            throw ArgumentError(flag, "\(flag): cannot read \(error.path): \(error.reason)")
        }
    }

    private func secret(_ text: String, _ flag: String) async throws(ArgumentError) -> Secret {
        guard let source = SecretSource(text) else {
            throw ArgumentError(
                flag,
                "\(flag) is a secret and never taken from the command line itself: give "
                    + SecretSource.forms)
        }
        do {
            return try await source.secret(environment, programs)
        } catch {
            throw ArgumentError(flag, "\(flag): \(error.reason)")
        }
    }
}

extension String {
    fileprivate func trimmingSpaces() -> String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
