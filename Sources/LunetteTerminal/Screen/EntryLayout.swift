/// How the lines of an entry, with their prompts and colours, break into rows.
struct EntryLayout {
    /// A line's rows, and the cursor when it is in that line.
    struct Rows {
        var rows: [StyledText] = [StyledText()]
        var cursor: Frame.Place?
    }

    private let editor: LineEditor
    private let states: [Int]
    private let width: Int
    private let prompt: StyledText
    private let continuation: StyledText

    init(editor: LineEditor, states: [Int], width: Int) {
        self.editor = editor
        self.states = states
        self.width = width
        prompt = Self.prompt(editor, width).fitted(toCells: width - 4)
        let indent = max(0, prompt.cellWidth - 2)
        continuation = StyledText(String(repeating: " ", count: indent) + "· ", .dim)
    }

    var lineCount: Int { editor.buffer.lines.count }

    private static func prompt(_ editor: LineEditor, _ width: Int) -> StyledText {
        guard let search = editor.search else {
            // A quarter of the row is for what is typed.
            let isNarrow = 4 * editor.prompt.text.cellWidth > 3 * width
            return isNarrow ? editor.prompt.short ?? editor.prompt.text : editor.prompt.text
        }
        let word = search.hasFailed ? "no match" : "search"
        return StyledText("(\(word)) '\(search.query)': ", .dim)
    }

    /// The rows of one line.
    func rows(of line: Int) -> Rows {
        let characters = editor.buffer.lines[line].characters
        let spans = editor.language.highlight(characters, from: states[line]).spans[...]
        var breaker = RowBreaker(width: width, start: line == 0 ? prompt : continuation)
        let cursor = editor.buffer.cursor.line == line ? editor.buffer.cursor.column : nil
        var remaining = spans
        for (column, character) in characters.enumerated() {
            while let span = remaining.first, span.range.upperBound <= column {
                remaining = remaining.dropFirst()
            }
            let style = remaining.first.flatMap { $0.range.contains(column) ? $0.style : nil }
            breaker.append(character, style ?? .plain, isAtCursor: column == cursor)
        }
        if cursor == characters.count { breaker.endWithCursor() }
        return breaker.result
    }
}

/// Fills rows with characters; one that does not fit begins a new row.
private struct RowBreaker {
    private let width: Int
    private var used: Int
    private(set) var result = EntryLayout.Rows()

    init(width: Int, start: StyledText) {
        self.width = width
        used = start.cellWidth
        result.rows[0] = start
    }

    mutating func append(_ character: Character, _ style: TextStyle, isAtCursor: Bool) {
        let cells = character.cellWidth
        if used + cells > width { beginRow() }
        if isAtCursor { markCursor() }
        result.rows[result.rows.count - 1].append(character.shown, style)
        used += cells
    }

    /// The cursor behind the last character needs a cell of its own.
    mutating func endWithCursor() {
        if used >= width { beginRow() }
        markCursor()
    }

    private mutating func beginRow() {
        result.rows.append(StyledText())
        used = 0
    }

    private mutating func markCursor() {
        result.cursor = Frame.Place(row: result.rows.count - 1, column: used)
    }
}
