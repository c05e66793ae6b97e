/// What a piece of text is; a terminal with colours shows it.
public enum TextStyle: String, Sendable, Hashable {
    case plain, keyword, string, number, comment, name
    case dim, bold, good, warning, danger, selected

    /// The parameters of its escape sequence; nil: as it is.
    var code: String? {
        switch self {
        case .plain: nil
        case .keyword: "35"
        case .string: "32"
        case .number, .name: "36"
        case .comment, .dim: "2"
        case .bold: "1"
        case .good: "32"
        case .warning: "33"
        case .danger: "1;97;41"
        case .selected: "7"
        }
    }
}

/// Text in pieces of one style each.
public struct StyledText: Sendable, Hashable {
    /// A piece.
    public struct Run: Sendable, Hashable {
        public var text: String
        public var style: TextStyle
    }

    public private(set) var runs: [Run] = []

    public init(_ text: String = "", _ style: TextStyle = .plain) {
        append(text, style)
    }

    /// Adds text behind it.
    public mutating func append(_ text: String, _ style: TextStyle = .plain) {
        guard !text.isEmpty else { return }
        if let last = runs.indices.last, runs[last].style == style {
            runs[last].text += text
        } else {
            runs.append(Run(text: text, style: style))
        }
    }

    public mutating func append(_ other: StyledText) {
        for run in other.runs { append(run.text, run.style) }
    }

    /// The text alone.
    public var plain: String { runs.reduce(into: "") { $0 += $1.text } }

    public var cellWidth: Int { runs.reduce(0) { $0 + $1.text.cellWidth } }

    /// The text as a terminal gets it.
    public func rendered(colored: Bool) -> String {
        guard colored else { return plain }
        return runs.reduce(into: "") { text, run in
            text += run.style.code.map { "\u{1B}[\($0)m\(run.text)\u{1B}[0m" } ?? run.text
        }
    }

    /// Its rows of at most so many cells.
    public func broken(toCells width: Int) -> [StyledText] {
        guard cellWidth > width else { return [self] }
        var rows = [StyledText()]
        var used = 0
        for run in runs {
            var piece = ""
            for character in run.text {
                let cells = character.cellWidth
                if used + cells > width {
                    rows[rows.count - 1].append(piece, run.style)
                    rows.append(StyledText())
                    (piece, used) = ("", 0)
                }
                piece.append(character)
                used += cells
            }
            rows[rows.count - 1].append(piece, run.style)
        }
        return rows
    }

    /// As much of it as fits; what is cut off leaves an ellipsis.
    public func fitted(toCells width: Int) -> StyledText {
        guard cellWidth > width else { return self }
        var result = StyledText()
        var left = width
        for run in runs {
            if run.text.cellWidth < left {
                result.append(run.text, run.style)
                left -= run.text.cellWidth
            } else {
                // Something follows, so that the ellipsis is due even where the run would fit.
                result.append((run.text + "…").fitted(toCells: left), run.style)
                break
            }
        }
        return result
    }
}

extension StyledText: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(value) }
}
