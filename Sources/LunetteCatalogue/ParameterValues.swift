import LunetteBase

/// The texts that a parameter may be, where its page lists them all.
public struct ParameterValues: Sendable, Hashable {
    public let texts: [String]
    /// The service takes upper and lower case for the same.
    public let ignoresCase: Bool

    init(_ texts: [String], ignoresCase: Bool = false) {
        self.texts = texts
        self.ignoresCase = ignoresCase
    }

    /// Whether the page lists it.
    public func contains(_ text: String) -> Bool {
        texts.contains { ignoresCase ? $0.lowercased() == text.lowercased() : $0 == text }
    }

    /// The one that was meant; nil when none is close.
    public func closest(to text: String) -> String? {
        texts.first { $0.lowercased() == text.lowercased() } ?? suggestion(for: text, among: texts)
    }

    /// Of an operation's parameter, or of one that stands in a table of its; nil where no page
    /// lists them all.
    static func of(_ parameter: String, in operation: String) -> ParameterValues? {
        lists[parameter]?.first { list in
            list.operations.contains { globMatches($0, operation) }
        }?.values
    }

    private static let lists = Dictionary(grouping: listedValues, by: \.parameter)
}

/// One list of a page.
struct ListedValues: Sendable {
    let parameter: String
    /// Patterns of operations' names.
    let operations: [String]
    let values: ParameterValues

    init(_ parameter: String, _ operations: [String], _ texts: [String], ignoresCase: Bool = false)
    {
        self.parameter = parameter
        self.operations = operations
        values = ParameterValues(texts, ignoresCase: ignoresCase)
    }
}
