/// What the editor knows of the language that is typed. Lexical states are numbers: 0 at the
/// beginning of an entry.
public protocol EntryLanguage: Sendable {
    /// How a line looks that begins in a state, and the state at its end.
    func highlight(_ line: [Character], from state: Int) -> HighlightedLine

    /// Whether a line of this text (without white space around it) closes a block, so that it
    /// stands further to the left than what is in the block.
    func closesBlock(_ line: String) -> Bool

    /// How many columns the line behind this text is indented.
    func indentation(after text: String) -> Int
}

/// A line with its colours.
public struct HighlightedLine: Sendable, Hashable {
    /// Ranges of characters, in order and apart; what lies between is plain.
    public var spans: [(range: Range<Int>, style: TextStyle)]
    public var endState: Int

    public init(spans: [(range: Range<Int>, style: TextStyle)] = [], endState: Int = 0) {
        self.spans = spans
        self.endState = endState
    }

    public static func == (left: HighlightedLine, right: HighlightedLine) -> Bool {
        left.endState == right.endState && left.spans.count == right.spans.count
            && zip(left.spans, right.spans).allSatisfy { $0 == $1 }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(endState)
    }
}

/// Text of no language.
public struct PlainText: EntryLanguage {
    public init() {}
    public func highlight(_ line: [Character], from state: Int) -> HighlightedLine {
        HighlightedLine()
    }
    public func closesBlock(_ line: String) -> Bool { false }
    public func indentation(after text: String) -> Int { 0 }
}
