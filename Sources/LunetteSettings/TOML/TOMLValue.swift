import LunetteBase

/// A value of a TOML document.
public indirect enum TOMLValue: Sendable, Hashable {
    case string(String)
    case integer(Int64)
    case number(Double)
    case boolean(Bool)
    /// A date, a time or both, as the document has it.
    case moment(String)
    case list([TOMLValue])
    case table([String: TOMLValue])

    /// For messages: `a string`.
    public var kind: String {
        switch self {
        case .string: "a string"
        case .integer: "an integer"
        case .number: "a number"
        case .boolean: "a boolean"
        case .moment: "a date or time"
        case .list: "a list"
        case .table: "a table"
        }
    }
}

/// A step into a TOML document.
public enum TOMLStep: Sendable, Hashable {
    case key(String)
    case element(Int)
}

/// Why a TOML file cannot be used, and where.
public struct TOMLError: Error, Sendable, Hashable {
    /// As it was named to whoever read it.
    public let path: String
    public let position: TextPosition
    /// What is wrong, in one line; starts in lower case.
    public let message: String

    public init(path: String, position: TextPosition, message: String) {
        self.path = path
        self.position = position
        self.message = message
    }

    /// `lunette.toml:3:7`.
    public var place: String { "\(path):\(position.line):\(position.column)" }
}
