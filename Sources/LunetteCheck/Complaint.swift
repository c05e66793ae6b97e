import LunetteBase
import LunetteSyntax

/// One thing that is wrong with a script, or looks so.
public struct Complaint: Sendable, Hashable {
    /// Whether the script cannot work as it stands, or only smells.
    public enum Severity: String, Sendable {
        case error, warning
    }

    public let rule: Rule
    public let place: SourcePlace
    /// How many columns it covers, from its place on.
    public let columns: Int
    /// In one line; starts in lower case.
    public let message: String
    /// How to mend it.
    public let remedy: String

    public var severity: Severity { rule.severity }

    /// Covers `columns` columns from `place` on.
    public init(
        _ rule: Rule, at place: SourcePlace, columns: Int = 1, _ message: String,
        remedy: String? = nil
    ) {
        self.rule = rule
        self.place = place
        self.columns = columns
        self.message = message
        self.remedy = remedy ?? rule.usualRemedy
    }

    init(_ rule: Rule, at expression: LuaExpression, _ message: String, remedy: String? = nil) {
        self.init(
            rule, at: expression.place, columns: expression.columns, message, remedy: remedy)
    }

    /// For programs.
    public func json(file: String) -> JSONValue {
        [
            "file": .string(file), "line": .integer(Int64(place.line)),
            "column": .integer(Int64(place.column)), "columns": .integer(Int64(columns)),
            "severity": .string(severity.rawValue), "rule": .string(rule.rawValue),
            "message": .string(message), "remedy": .string(remedy),
        ]
    }
}
