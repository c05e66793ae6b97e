import LunetteBase

/// A table of a TOML document, asked key by key for what it must hold; what does not fit is an
/// error that points at its place.
public struct TOMLSection: Sendable {
    let document: TOMLDocument
    let steps: [TOMLStep]
    let fields: [String: TOMLValue]

    /// Where it starts.
    public var position: TextPosition { document.places.keys[steps] ?? start }

    private var start: TextPosition { TextPosition(line: 1, column: 1) }

    /// Its keys, in the order of the source.
    public var keys: [String] {
        fields.keys.map { (name: $0, position: position(of: $0)) }
            .sorted {
                ($0.position.line, $0.position.column, $0.name)
                    < ($1.position.line, $1.position.column, $1.name)
            }
            .map(\.name)
    }

    /// The value of a key, whatever it is.
    public func value(_ key: String) -> TOMLValue? { fields[key] }

    /// Where a key stands; the table's own place when it isn't there.
    public func position(of key: String) -> TextPosition {
        document.places.keys[steps + [.key(key)]] ?? position
    }

    /// Refuses keys other than these, with the closest of them.
    public func allow(only names: [String]) throws(TOMLError) {
        for key in keys where !names.contains(key) {
            let hint = suggestion(for: key, among: names).map { "; did you mean '\($0)'?" }
            let known = "; it takes \(names.sorted().joined(separator: ", "))"
            throw TOMLError(
                path: document.path, position: position(of: key),
                message: "\(name) has no key '\(key)'\(hint ?? known)")
        }
    }

    public func string(_ key: String) throws(TOMLError) -> String? {
        guard let value = fields[key] else { return nil }
        guard case .string(let text) = value else { throw wrong(key, "a string") }
        return text
    }

    public func boolean(_ key: String) throws(TOMLError) -> Bool? {
        guard let value = fields[key] else { return nil }
        guard case .boolean(let boolean) = value else { throw wrong(key, "true or false") }
        return boolean
    }

    public func integer(_ key: String, in range: ClosedRange<Int64>) throws(TOMLError) -> Int64? {
        guard let value = fields[key] else { return nil }
        guard case .integer(let integer) = value, range.contains(integer) else {
            throw wrong(key, "an integer from \(range.lowerBound) to \(range.upperBound)")
        }
        return integer
    }

    public func duration(_ key: String) throws(TOMLError) -> Duration? {
        guard let value = fields[key] else { return nil }
        guard case .string(let text) = value, let duration = Duration(text: text) else {
            throw wrong(key, "a duration such as \"90s\" or \"10m\"")
        }
        return duration
    }

    public func byteCount(_ key: String) throws(TOMLError) -> ByteCount? {
        guard let value = fields[key] else { return nil }
        guard case .string(let text) = value, let count = ByteCount(text: text) else {
            throw wrong(key, "a size such as \"64MiB\"")
        }
        return count
    }

    /// One of some words.
    public func choice(_ key: String, among words: [String]) throws(TOMLError) -> String? {
        guard let text = try string(key) else { return nil }
        guard words.contains(text) else {
            let hint = suggestion(for: text, among: words).map { "; did you mean '\($0)'?" }
            throw error(
                at: key,
                "\(label(key)) must be one of \(words.joined(separator: ", ")), not "
                    + "'\(text)'\(hint ?? "")")
        }
        return text
    }

    /// A list of strings; one string counts as a list of one.
    public func strings(_ key: String) throws(TOMLError) -> [String]? {
        switch fields[key] {
        case nil: return nil
        case .string(let text)?: return [text]
        case .list(let elements)?:
            var texts: [String] = []
            for (index, element) in elements.enumerated() {
                guard case .string(let text) = element else {
                    throw error(
                        at: key, element: index,
                        "\(label(key)) must be a list of strings, not of \(element.kind)")
                }
                texts.append(text)
            }
            return texts
        case _?: throw wrong(key, "a list of strings")
        }
    }

    /// The table `[key]`.
    public func section(_ key: String) throws(TOMLError) -> TOMLSection? {
        guard let value = fields[key] else { return nil }
        guard case .table(let fields) = value else { throw wrong(key, "a table") }
        return TOMLSection(document: document, steps: steps + [.key(key)], fields: fields)
    }

    /// The tables `[[key]]`, in the order of the source; none when there are none.
    public func sections(_ key: String) throws(TOMLError) -> [TOMLSection] {
        guard let value = fields[key] else { return [] }
        guard case .list(let elements) = value else { throw wrong(key, "a list of tables") }
        var sections: [TOMLSection] = []
        for (index, element) in elements.enumerated() {
            guard case .table(let fields) = element else {
                throw error(
                    at: key, element: index,
                    "\(label(key)) must be a list of tables, not of \(element.kind)")
            }
            let path = steps + [.key(key), .element(index)]
            sections.append(TOMLSection(document: document, steps: path, fields: fields))
        }
        return sections
    }

    /// The tables `[key.NAME]`, in the order of the source.
    public func namedSections(_ key: String) throws(TOMLError)
        -> [(name: String, section: TOMLSection)]
    {
        guard let outer = try section(key) else { return [] }
        var sections: [(name: String, section: TOMLSection)] = []
        for name in outer.keys {
            guard let section = try outer.section(name) else { continue }
            sections.append((name, section))
        }
        return sections
    }

    /// A mistake at a key's value, or at an element of its list.
    public func error(at key: String, element: Int? = nil, _ message: String) -> TOMLError {
        let whole = steps + [.key(key)]
        let part = element.map { whole + [.element($0)] } ?? whole
        let places = document.places.values
        return TOMLError(
            path: document.path, position: places[part] ?? places[whole] ?? position,
            message: message)
    }

    private func wrong(_ key: String, _ wanted: String) -> TOMLError {
        let found = fields[key]?.kind ?? "nothing"
        return error(at: key, "\(label(key)) must be \(wanted), not \(found)")
    }

    /// `policy.rules[0]`; the document itself is `the file`.
    private var name: String {
        let text = steps.reduce(into: "") { text, step in
            switch step {
            case .key(let name): text += text.isEmpty ? name : ".\(name)"
            case .element(let index): text += "[\(index)]"
            }
        }
        return text.isEmpty ? "the file" : "[\(text)]"
    }

    private func label(_ key: String) -> String {
        steps.isEmpty ? key : "\(name.dropFirst().dropLast()).\(key)"
    }
}
