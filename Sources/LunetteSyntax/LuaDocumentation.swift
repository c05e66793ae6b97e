/// What the comments of a source say about its functions: the `---` lines above each of them.
public struct LuaDocumentation: Sendable {
    /// A function, or a named value, with its comment.
    public struct Entry: Sendable {
        /// As scripts write it: `list.map`, `World:run`.
        public let name: String
        /// `list.map(items, fn)`; for a value its name.
        public let signature: String
        /// The comment without its annotations, a line each, without examples.
        public let text: [String]
        /// The annotations: `@param items T[]`.
        public let annotations: [String]
        /// The lines that the comment indents, each run of them a block.
        public let examples: [[String]]
        /// Counted from 1.
        public let line: Int
    }

    /// A table's form, as `@class` and `@field` give it.
    public struct Form: Sendable {
        /// `fleet.Options`.
        public let name: String
        public internal(set) var fields: [Field] = []
    }

    /// A field of a table's form.
    public struct Field: Sendable, Hashable {
        public let name: String
        /// `string|string[]?`.
        public let type: String
        /// What it is; empty where its name says that.
        public let text: String
    }

    public let entries: [Entry]
    public let forms: [Form]

    public init(_ source: [UInt8]) {
        var entries: [Entry] = []
        var forms: [Form] = []
        var comment: [String] = []
        let lines = String(decoding: source, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            if line.hasPrefix("---"), !line.hasPrefix("----") {
                comment.append(String(line.dropFirst(3)))
                continue
            }
            if let signature = Self.signature(line), !comment.isEmpty {
                entries.append(Entry(signature, comment, line: index + 1))
            }
            forms += Self.forms(comment)
            comment = []
        }
        self.entries = entries
        self.forms = forms
    }

    private static func forms(_ comment: [String]) -> [Form] {
        var forms: [Form] = []
        for line in comment {
            if line.hasPrefix("@class ") {
                let name = line.dropFirst(7).prefix { $0 != ":" && $0 != " " }
                forms.append(Form(name: String(name)))
            } else if line.hasPrefix("@field "), !forms.isEmpty {
                forms[forms.count - 1].fields.append(Field(line.dropFirst(7)))
            }
        }
        return forms
    }

    /// What a line declares: a global function, or a field that is set.
    private static func signature(_ line: Substring) -> String? {
        // A module may be a function itself.
        let line = line.hasPrefix("local function ") ? line.dropFirst(6) : line
        if line.hasPrefix("function ") {
            return line.dropFirst(9).firstIndex(of: ")").map { String(line.dropFirst(9)[...$0]) }
        }
        guard let first = line.first, first.isLetter, !line.hasPrefix("local "),
            let equals = line.firstRange(of: " = ")
        else { return nil }
        return String(line[..<equals.lowerBound])
    }
}

extension LuaDocumentation.Field {
    /// Of `name type text`; a type has spaces in its brackets, and behind a colon or a comma.
    fileprivate init(_ line: Substring) {
        let name = line.prefix { $0 != " " }
        var type = ""
        var depth = 0
        for character in line.dropFirst(name.count + 1) {
            if character == " ", depth == 0, ![":", ","].contains(type.last) { break }
            if "(<{[".contains(character) { depth += 1 }
            if ")>}]".contains(character) { depth -= 1 }
            type.append(character)
        }
        self.init(
            name: String(name), type: type,
            text: String(line.dropFirst(name.count + 1 + type.count + 1)))
    }
}

extension LuaDocumentation.Entry {
    init(_ signature: String, _ comment: [String], line: Int) {
        self.signature = signature
        name = String(signature.prefix { $0 != "(" })
        self.line = line
        var text: [String] = []
        var annotations: [String] = []
        var examples: [[String]] = []
        var isInExample = false
        for line in comment {
            let isExample = line.hasPrefix("     ")
            if line.hasPrefix("@") {
                annotations.append(line)
            } else if isExample {
                if !isInExample { examples.append([]) }
                examples[examples.count - 1].append(String(line.dropFirst(5)))
            } else {
                text.append(String(line.hasPrefix(" ") ? line.dropFirst() : line[...]))
            }
            isInExample = isExample
        }
        while text.last?.isEmpty == true { text.removeLast() }
        self.text = text
        self.annotations = annotations
        self.examples = examples
    }
}
