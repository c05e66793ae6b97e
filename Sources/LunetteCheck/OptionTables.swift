/// What the functions of modules take, by the annotations in the modules' own sources.
struct OptionTables {
    /// One parameter of a function.
    struct Parameter {
        let name: String
        let isOptional: Bool
        /// Only a table or an object of ours will do, no text and no number.
        let isObject: Bool
        /// What stands in it, where it is a table of names that are known.
        let table: Table?
    }

    /// One table: `{ timeout?: string|number, every?: string }`, or a class.
    struct Table {
        /// The fields, each with the texts that it may be; nil for anything.
        private(set) var fields: [String: [String]?] = [:]
        private(set) var required: [String] = []
        /// Whether fields of other names mean something, too.
        private(set) var isOpen = false

        init() {}

        mutating func add(_ name: String, type: String) {
            let words = type.split(separator: "|").map { $0.filter { $0 != " " } }
            let texts = words.filter { $0.first == "\"" }.map { $0.filter { $0 != "\"" } }
            let isOptional =
                words.contains { $0.hasSuffix("?") } || name.hasSuffix("?") || type.hasSuffix("?")
                || words.contains("nil")
            let own = name.filter { $0 != "?" }
            let isText = texts.count == words.count { $0 != "nil" }
            fields[own] = .some(isText && !texts.isEmpty ? texts : nil)
            if !isOptional { required.append(own) }
        }

        /// Reads `{ name?: type, … }`; nil when it is none.
        init?(inline type: String) {
            guard type.first == "{", let end = type.lastIndex(of: "}") else { return nil }
            for part in Self.parts(of: type[type.index(after: type.startIndex)..<end]) {
                guard let colon = part.firstIndex(of: ":") else { return nil }
                let name = part[..<colon].filter { $0 != " " }
                if name.first == "[" {
                    isOpen = true
                } else {
                    add(name, type: part[part.index(after: colon)...].filter { $0 != " " })
                }
            }
        }

        /// Splits at the commas that stand in no brackets.
        private static func parts(of text: Substring) -> [Substring] {
            var depth = 0
            return text.split { character in
                if "({<".contains(character) { depth += 1 }
                if ")}>".contains(character) { depth -= 1 }
                return character == "," && depth == 0
            }
        }
    }

    /// The parameters by function.
    private(set) var functions: [String: [Parameter]] = [:]
    private var classes: [String: Table] = [:]

    /// Reads the comments of a module.
    init(_ source: [UInt8]) {
        var parameters: [Parameter] = []
        var className: String?
        for line in String(decoding: source, as: UTF8.self).split(separator: "\n") {
            // A module may be a function itself.
            let declaration = line.hasPrefix("local function ") ? line.dropFirst(6) : line
            if declaration.hasPrefix("function ") {
                functions[String(declaration.dropFirst(9).prefix { $0 != "(" })] = parameters
            }
            guard line.hasPrefix("---") else {
                parameters = []
                className = nil
                continue
            }
            let words = line.split(separator: " ", maxSplits: 2)
            guard words.count > 1 else { continue }
            switch words[0] {
            case "---@class":
                className = String(words[1])
                classes[String(words[1])] = Table()
            case "---@field":
                guard let className, words.count == 3 else { continue }
                classes[className]?.add(String(words[1]), type: Self.type(in: words[2]))
            case "---@param" where words.count == 3:
                parameters.append(parameter(words[1], words[2]))
            default: break
            }
        }
    }

    private func parameter(_ name: Substring, _ text: Substring) -> Parameter {
        let type = Self.type(in: text)
        let bare = type.filter { $0 != "?" }
        let parts = type.split(separator: "|")
        let table = text.first == "{" ? Table(inline: type) : classes[bare]
        return Parameter(
            name: name.filter { $0 != "?" },
            isOptional: name == "..." || name.hasSuffix("?") || type.hasSuffix("?")
                || parts.contains("nil") || parts.contains("any"),
            isObject: table != nil || parts == ["table"] || classes[bare] != nil, table: table)
    }

    /// The type at the beginning: words follow that describe it.
    private static func type(in text: Substring) -> String {
        var depth = 0
        var last: Character = " "
        let end = text.indices.first { index in
            let character = text[index]
            defer { last = character }
            if "({<".contains(character) { depth += 1 }
            if ")}>".contains(character) { depth -= 1 }
            // A function's result stands behind `: `.
            return depth == 0 && character == " " && last != ":"
        }
        return String(text[..<(end ?? text.endIndex)])
    }
}
