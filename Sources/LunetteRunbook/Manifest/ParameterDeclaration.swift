import LunetteBase
import LunetteSyntax

/// One parameter of a runbook, as its manifest declares it.
public struct ParameterDeclaration: Sendable {
    /// The types that a manifest knows.
    public enum Kind: String, Sendable, CaseIterable {
        case string, integer, number, boolean, list, duration, file, secret, webhook
    }

    /// As the script names it: `max_count`.
    public let name: String
    /// Where its name stands.
    public let place: SourcePlace
    public let kind: Kind
    public let isRequired: Bool
    public let summary: String?
    /// A Lua pattern that a string, or each element of a list, must match.
    public let pattern: String?
    /// The only values allowed; empty: any.
    public let choices: [String]
    /// What it is when the flag is not given.
    public let defaultValue: ArgumentValue?

    /// As the command line names it: `--max-count`.
    public var flag: String { "--" + name.replacing("_", with: "-") }

    /// What is wrong with it, and what to do, where `lunette run` has a flag of this name.
    public var clash: (message: String, remedy: String) {
        ("\(flag) is a flag of lunette run itself", "give the parameter another name")
    }

    private static let fieldNames = [
        "type", "required", "summary", "pattern", "choices", "default",
    ]

    /// What other languages call them.
    private static let typesElsewhere = [
        "array": "list", "table": "list", "bool": "boolean", "int": "integer", "float": "number",
        "text": "string", "str": "string", "password": "secret", "url": "webhook", "path": "file",
    ]

    init(name: String, at place: SourcePlace, _ table: ManifestTable) throws(ManifestError) {
        try table.allow(only: Self.fieldNames)
        self.name = name
        self.place = place
        let typeName = try table.string("type") ?? "string"
        guard let kind = Kind(rawValue: typeName) else {
            let names = Kind.allCases.map(\.rawValue)
            let other = Self.typesElsewhere[typeName.lowercased()]
            let hint = (other ?? suggestion(for: typeName, among: names))
                .map { "did you mean '\($0)'? " }
            throw ManifestError(
                "parameter '\(name)' has the unknown type '\(typeName)'",
                at: table.value("type")?.place ?? SourcePlace(line: 1, column: 1),
                remedy: "\(hint ?? "")types are \(names.joined(separator: ", "))")
        }
        self.kind = kind
        isRequired = try table.boolean("required") ?? false
        summary = try table.string("summary")
        pattern = try table.string("pattern")
        choices = try table.strings("choices") ?? []
        defaultValue = try Self.defaultValue(table, kind)
    }

    private static func defaultValue(_ table: ManifestTable, _ kind: Kind)
        throws(ManifestError) -> ArgumentValue?
    {
        guard let literal = table.value("default") else { return nil }
        switch (kind, literal.value) {
        case (.string, .string(let text)): return .string(text)
        case (.integer, .integer(let value)): return .integer(value)
        case (.number, .integer(let value)): return .number(Double(value))
        case (.number, .number(let value)): return .number(value)
        case (.boolean, .boolean(let value)): return .boolean(value)
        case (.list, .table): return .list(try table.strings("default") ?? [])
        case (.duration, .string(let text)):
            if let duration = Duration(text: text) { return .duration(duration) }
        default: break
        }
        throw table.wrong("default", "a value of type \(kind.rawValue)", literal)
    }
}

/// A runbook's argument, checked against its declaration.
public enum ArgumentValue: Sendable, Hashable {
    case string(String)
    case integer(Int64)
    case number(Double)
    case boolean(Bool)
    case list([String])
    case duration(Duration)
    /// A file's bytes; the host opened it.
    case file([UInt8])
    case secret(Secret)
    case webhook(Webhook)
}
