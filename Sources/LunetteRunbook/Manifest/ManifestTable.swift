import LunetteBase
import LunetteSyntax

/// A table of a manifest, asked field by field for what it must hold.
struct ManifestTable {
    private let owner: String
    private let fields: [ManifestLiteral.Field]

    init(_ literal: ManifestLiteral, of owner: String) throws(ManifestError) {
        guard case .table(let fields) = literal.value else {
            let name = owner.split(separator: ".").last ?? "runbook"
            throw ManifestError(
                "\(owner) must be a table, not \(literal.kind)", at: literal.place,
                remedy: owner.hasPrefix("runbook.parameters.")
                    ? "write \(name) = { type = \"string\" }" : "write \(name) = { … }")
        }
        self.owner = owner
        self.fields = fields
        var seen = Set<String>()
        for field in fields {
            guard let name = field.name else { continue }
            guard seen.insert(name).inserted else {
                throw ManifestError("\(owner).\(name) is given twice", at: field.place)
            }
        }
    }

    func allow(only names: [String]) throws(ManifestError) {
        for field in fields {
            guard let name = field.name else {
                throw ManifestError("\(owner) takes named fields only", at: field.place)
            }
            guard names.contains(name) else {
                let hint = suggestion(for: name, among: names).map { "did you mean '\($0)'?" }
                throw ManifestError(
                    "\(owner) has no field '\(name)'", at: field.place,
                    remedy: hint ?? "it may have \(names.joined(separator: ", "))")
            }
        }
    }

    func value(_ name: String) -> ManifestLiteral? {
        fields.first { $0.name == name }?.value
    }

    func string(_ name: String) throws(ManifestError) -> String? {
        guard let literal = value(name) else { return nil }
        guard case .string(let text) = literal.value else { throw wrong(name, "a string", literal) }
        return text
    }

    func boolean(_ name: String) throws(ManifestError) -> Bool? {
        guard let literal = value(name) else { return nil }
        guard case .boolean(let value) = literal.value else {
            throw wrong(name, "true or false", literal)
        }
        return value
    }

    func integer(_ name: String, in range: ClosedRange<Int64>) throws(ManifestError) -> Int64? {
        guard let literal = value(name) else { return nil }
        guard case .integer(let value) = literal.value, range.contains(value) else {
            throw wrong(
                name, "an integer from \(range.lowerBound) to \(range.upperBound)", literal)
        }
        return value
    }

    func duration(_ name: String) throws(ManifestError) -> Duration? {
        guard let literal = value(name) else { return nil }
        guard case .string(let text) = literal.value, let duration = Duration(text: text) else {
            throw wrong(name, "a duration such as \"90s\" or \"10m\"", literal)
        }
        return duration
    }

    func byteCount(_ name: String) throws(ManifestError) -> Int? {
        guard let literal = value(name) else { return nil }
        guard case .string(let text) = literal.value, let count = ByteCount(text: text) else {
            throw wrong(name, "a size such as \"64MiB\"", literal)
        }
        return count.bytes
    }

    func table(_ name: String) throws(ManifestError) -> ManifestTable? {
        guard let literal = value(name) else { return nil }
        return try ManifestTable(literal, of: "\(owner).\(name)")
    }

    /// The list of strings that a field holds.
    func strings(_ name: String) throws(ManifestError) -> [String]? {
        guard let literal = value(name) else { return nil }
        guard case .table(let elements) = literal.value else {
            let example = if case .string(let text) = literal.value { text } else { "…" }
            throw wrong(
                name, "a list of strings", literal, remedy: "write \(name) = { \"\(example)\" }")
        }
        var result: [String] = []
        for element in elements {
            guard element.name == nil, case .string(let text) = element.value.value else {
                throw ManifestError(
                    "\(owner).\(name) must be a list of strings", at: element.place)
            }
            result.append(text)
        }
        return result
    }

    /// All fields, each a table, in the order of the source.
    func namedTables() throws(ManifestError) -> [(String, SourcePlace, ManifestTable)] {
        var result: [(String, SourcePlace, ManifestTable)] = []
        for field in fields {
            guard let name = field.name else {
                throw ManifestError("\(owner) takes named fields only", at: field.place)
            }
            result.append(
                (name, field.place, try ManifestTable(field.value, of: "\(owner).\(name)")))
        }
        return result
    }

    func wrong(
        _ name: String, _ wanted: String, _ literal: ManifestLiteral, remedy: String? = nil
    ) -> ManifestError {
        ManifestError(
            "\(owner).\(name) must be \(wanted), not \(literal.kind)", at: literal.place,
            remedy: remedy)
    }
}
