import LunetteBase

/// One operation of the ECS API, version 2014-05-26, as the catalogue knows it.
public struct Operation: Sendable, Hashable {
    /// The name on the wire: `LeaveSecurityGroup`.
    public let name: String
    /// False for everything that may change something.
    public let isReadOnly: Bool
    /// A read whose answer reveals secrets: it needs an explicit grant, and its answer is never
    /// printed or recorded.
    public let isSensitive: Bool
    public let isDeprecated: Bool
    /// The gateway takes it by POST only.
    public let isPostOnly: Bool
    public let pagination: Pagination?
    public let parameters: [Parameter]
    /// The answer: field name → type name, object, or array of one element.
    public let response: JSONValue
    /// Fields of the answer that hold secrets.
    public let secretFields: Set<String>
    public let errors: [DocumentedError]

    /// The name in Lua: `leave_security_group`.
    public var luaName: String { snakeCase(name) }

    /// The top-level parameter with this name on the wire.
    public func parameter(named name: String) -> Parameter? {
        parameters.first { $0.name == name }
    }

    /// Whether the operation's page lists this code.
    public func documents(code: String) -> Bool {
        errors.contains { $0.code == code }
    }
}

/// How a list operation hands out its pages.
public enum Pagination: String, Sendable {
    /// `PageNumber` and `PageSize`.
    case page
    /// `NextToken` and `MaxResults`.
    case token
    /// Either, as the caller likes.
    case pageOrToken = "page+token"
    /// `NextToken`, without `MaxResults`.
    case tokenWithoutSize = "token-"

    public var hasToken: Bool { self != .page }
}

/// One request parameter, top-level or nested.
public struct Parameter: Sendable, Hashable {
    /// The type of a value, or of a list's elements.
    public enum Kind: String, Sendable {
        case string, integer, long, number, boolean, object, map
    }

    /// How a value that is not a scalar is written.
    public enum Encoding: String, Sendable {
        /// `Name.1=…&Name.2=…`; objects `Name.1.Field=…`.
        case `repeat`
        /// `Name.Field=…`.
        case `struct`
        /// Compact JSON text.
        case json
    }

    public let name: String
    /// The name in Lua: `security_group_id`.
    public let luaName: String
    public let kind: Kind
    public let isRequired: Bool
    public let isList: Bool
    public let encoding: Encoding?
    public let fields: [Parameter]
    private let operation: String

    /// What it may be; nil where no page lists that. Looked for when it is asked for: calls are
    /// made without.
    public var values: ParameterValues? { ParameterValues.of(name, in: operation) }

    /// Whether it is one string that holds a JSON list (`InstanceIds`).
    public var takesListAsText: Bool {
        kind == .string && name.hasSuffix("s")
            && !["ss", "us", "as"].contains { name.hasSuffix($0) } && values == nil
    }

    init(
        name: String, kind: Kind, isRequired: Bool, isList: Bool, encoding: Encoding?,
        fields: [Parameter], operation: String
    ) {
        self.name = name
        // Made once: each argument of each call is looked for among these names.
        luaName = snakeCase(name)
        self.kind = kind
        self.isRequired = isRequired
        self.isList = isList
        self.encoding = encoding
        self.fields = fields
        self.operation = operation
    }
}

/// An error code that an operation's page lists.
public struct DocumentedError: Sendable, Hashable {
    public let code: String
    public let status: Int
    /// The message template; `%s` stands for the offending value.
    public let message: String
}
