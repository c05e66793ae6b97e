import LunetteBase
import LunetteSyntax

/// The value of a manifest's field, with its place, so that a mistake can be pointed at.
struct ManifestLiteral: Sendable {
    indirect enum Value: Sendable {
        case `nil`
        case boolean(Bool)
        case integer(Int64)
        case number(Double)
        case string(String)
        case table([Field])
    }

    struct Field: Sendable {
        /// Nil for an element of the list part.
        let name: String?
        let place: SourcePlace
        let value: ManifestLiteral
    }

    let value: Value
    let place: SourcePlace

    var kind: String {
        switch value {
        case .nil: "nil"
        case .boolean: "a boolean"
        case .integer: "an integer"
        case .number: "a number"
        case .string: "a string"
        case .table: "a table"
        }
    }
}

/// Why a manifest cannot be read, and where.
public struct ManifestError: Error, Sendable, Hashable {
    public let message: String
    public let place: SourcePlace
    /// How to mend it.
    public let remedy: String

    /// Without a remedy of its own it points at the guide.
    public init(_ message: String, at place: SourcePlace, remedy: String? = nil) {
        self.message = message
        self.place = place
        self.remedy = remedy ?? "lunette help guide shows what a manifest holds"
    }
}

/// Reads the literal table of a source's first statement, `runbook { … }`, and runs nothing.
struct ManifestLiteralParser {
    private var lexer: LuaLexer
    private var token: LuaToken
    private var depth = 0

    /// The table of `runbook { … }`; nil when the first statement is something else.
    static func manifestTable(in source: [UInt8]) throws(ManifestError) -> ManifestLiteral? {
        var lexer = LuaLexer(source)
        // What isn't a manifest is the compiler's to judge.
        guard let first = try? lexer.next(), first.kind == .name("runbook"),
            let next = try? lexer.next()
        else { return nil }
        let isInParentheses = next.kind == .symbol("(")
        var parser = ManifestLiteralParser(lexer: lexer, token: next)
        if isInParentheses { try parser.advance() }
        guard parser.token.kind == .symbol("{") else { return nil }
        let table = try parser.literal()
        if isInParentheses { try parser.expect(")") }
        return table
    }

    private mutating func advance() throws(ManifestError) {
        do {
            token = try lexer.next()
        } catch {
            throw ManifestError(error.message, at: error.place)
        }
    }

    private mutating func expect(_ symbol: String) throws(ManifestError) {
        guard token.kind == .symbol(symbol) else {
            throw ManifestError("'\(symbol)' expected in the manifest", at: token.place)
        }
        try advance()
    }

    private mutating func literal() throws(ManifestError) -> ManifestLiteral {
        let place = token.place
        switch token.kind {
        case .string(let text): return try simple(.string(text), place)
        case .integer(let value): return try simple(.integer(value), place)
        case .number(let value): return try simple(.number(value), place)
        case .name("true"): return try simple(.boolean(true), place)
        case .name("false"): return try simple(.boolean(false), place)
        case .name("nil"): return try simple(.nil, place)
        case .symbol("-"): return try negative(place)
        case .symbol("{"): return try table(place)
        default:
            throw ManifestError(
                "the manifest takes only literal values here (strings, numbers, booleans, tables)",
                at: place)
        }
    }

    private mutating func simple(_ value: ManifestLiteral.Value, _ place: SourcePlace)
        throws(ManifestError) -> ManifestLiteral
    {
        try advance()
        return ManifestLiteral(value: value, place: place)
    }

    private mutating func negative(_ place: SourcePlace) throws(ManifestError) -> ManifestLiteral {
        try advance()
        let number = try literal()
        switch number.value {
        case .integer(let value): return ManifestLiteral(value: .integer(0 &- value), place: place)
        case .number(let value): return ManifestLiteral(value: .number(-value), place: place)
        default: throw ManifestError("a number must follow '-'", at: place)
        }
    }

    private mutating func table(_ place: SourcePlace) throws(ManifestError) -> ManifestLiteral {
        depth += 1
        guard depth <= 16 else { throw ManifestError("nested too deep for a manifest", at: place) }
        try advance()
        var fields: [ManifestLiteral.Field] = []
        while token.kind != .symbol("}") {
            fields.append(try field())
            if token.kind == .symbol(",") || token.kind == .symbol(";") {
                try advance()
            } else if token.kind != .symbol("}") {
                throw ManifestError(
                    "',' or '}' expected: the manifest takes only literal values", at: token.place)
            }
        }
        try advance()
        depth -= 1
        return ManifestLiteral(value: .table(fields), place: place)
    }

    private mutating func field() throws(ManifestError) -> ManifestLiteral.Field {
        let place = token.place
        if case .name(let name) = token.kind, !["true", "false", "nil"].contains(name) {
            try advance()
            try expect("=")
            return ManifestLiteral.Field(name: name, place: place, value: try literal())
        }
        if token.kind == .symbol("[") {
            try advance()
            guard case .string(let name) = token.kind else {
                throw ManifestError("a string expected between '[' and ']'", at: token.place)
            }
            try advance()
            try expect("]")
            try expect("=")
            return ManifestLiteral.Field(name: name, place: place, value: try literal())
        }
        return ManifestLiteral.Field(name: nil, place: place, value: try literal())
    }
}
