/// The text under edit: lines of characters as people see them, and the cursor.
struct EditBuffer: Sendable {
    /// One line, and what is remembered of it until it changes.
    struct Line: Sendable {
        var characters: [Character] { didSet { lexed = nil } }
        /// The lexical state at its beginning, and the one at its end that follows from it.
        var lexed: (start: Int, end: Int)?

        init(_ characters: some Sequence<Character> = []) {
            self.characters = Array(characters)
        }
    }

    struct Position: Sendable, Hashable, Comparable {
        var line = 0
        /// In characters.
        var column = 0

        static func < (left: Position, right: Position) -> Bool {
            (left.line, left.column) < (right.line, right.column)
        }
    }

    var lines: [Line] = [Line()]
    private(set) var cursor = Position()
    /// The column that the cursor returns to when it moves on through shorter lines.
    private var wantedColumn: Int?
    private var past: [(lines: [Line], cursor: Position)] = []
    private var isTyping = false

    init(_ text: String = "") {
        replaceAll(with: text)
        past = []
    }

    var text: String {
        lines.map { String($0.characters) }.joined(separator: "\n")
    }

    var isEmpty: Bool { lines.count == 1 && lines[0].characters.isEmpty }

    /// The text in front of the cursor.
    var textBeforeCursor: String { textBeforeCursor(from: 0) }

    /// Its last lines: all that is looked at for every key, so that a long entry takes keys as fast
    /// as a short one.
    var nearTextBeforeCursor: String { textBeforeCursor(from: max(0, cursor.line - 100)) }

    private func textBeforeCursor(from line: Int) -> String {
        let linesBefore = lines[line..<cursor.line].reduce(into: "") { text, line in
            text += Self.text(of: line.characters[...]) + "\n"
        }
        return linesBefore + Self.text(of: current[..<cursor.column])
    }

    /// The text behind the cursor, on its line.
    var restOfLine: String { Self.text(of: current[cursor.column...]) }

    /// One by one: `String` would ask the runtime what a slice can do, which it takes a tenth of a
    /// millisecond to find out, before the first prompt.
    private static func text(of characters: ArraySlice<Character>) -> String {
        var text = ""
        for character in characters { text.append(character) }
        return text
    }

    var isAtEnd: Bool { cursor.line == lines.count - 1 && cursor.column == current.count }

    /// The characters of the cursor's line.
    var current: [Character] { lines[cursor.line].characters }

    private static let mostUndo = 200

    private mutating func remember() {
        past.append((lines, cursor))
        if past.count > Self.mostUndo { past.removeFirst() }
        isTyping = false
        wantedColumn = nil
    }

    // MARK: Changing

    mutating func replaceAll(with text: String) {
        remember()
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Line($0) }
        moveToEnd()
    }

    /// Puts text in at the cursor; it may have several lines.
    mutating func insert(_ text: String) {
        let continues = isTyping
        if !continues { remember() }
        wantedColumn = nil
        let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
        if parts.count == 1 {
            insertInLine(text)
        } else {
            insertLines(parts)
        }
        isTyping = parts.count == 1 && !text.hasSuffix(" ")
    }

    /// A combining mark joins the character before it, so that this one is made anew.
    private mutating func insertInLine(_ text: String) {
        let start = max(0, cursor.column - 1)
        let before = String(current[start..<cursor.column])
        let joined = Array(before + text)
        lines[cursor.line].characters.replaceSubrange(start..<cursor.column, with: joined)
        cursor.column = start + joined.count
    }

    private mutating func insertLines(_ parts: [Substring]) {
        let rest = current[cursor.column...]
        lines[cursor.line].characters.removeSubrange(cursor.column...)
        lines[cursor.line].characters += Array(parts[0])
        var added = parts.dropFirst().map { Line($0) }
        let column = added.last?.characters.count ?? 0
        added[added.count - 1].characters += rest
        lines.insert(contentsOf: added, at: cursor.line + 1)
        cursor = Position(line: cursor.line + added.count, column: column)
    }

    /// Takes out what lies between two positions and answers it.
    @discardableResult
    mutating func remove(_ start: Position, _ end: Position) -> String {
        guard start < end else { return "" }
        remember()
        let removed: String
        if start.line == end.line {
            removed = String(lines[start.line].characters[start.column..<end.column])
            lines[start.line].characters.removeSubrange(start.column..<end.column)
        } else {
            let middle = lines[(start.line + 1)..<end.line].map { String($0.characters) }
            removed =
                ([String(lines[start.line].characters[start.column...])] + middle
                + [String(lines[end.line].characters[..<end.column])]).joined(separator: "\n")
            let rest = lines[end.line].characters[end.column...]
            lines[start.line].characters.replaceSubrange(start.column..., with: rest)
            lines.removeSubrange((start.line + 1)...end.line)
        }
        cursor = start
        return removed
    }

    @discardableResult
    mutating func remove(to other: Position) -> String {
        remove(min(cursor, other), max(cursor, other))
    }

    /// Swaps the characters around the cursor.
    mutating func transpose() {
        guard cursor.column > 0, current.count > 1 else { return }
        remember()
        let right = min(cursor.column, current.count - 1)
        lines[cursor.line].characters.swapAt(right - 1, right)
        cursor.column = right + 1
    }

    /// Takes the last change back.
    mutating func undo() {
        guard let last = past.popLast() else { return }
        (lines, cursor) = last
        isTyping = false
        wantedColumn = nil
    }

    // MARK: Moving

    mutating func move(to position: Position) {
        cursor = position
        isTyping = false
        wantedColumn = nil
    }

    mutating func moveToEnd() {
        let last = lines.count - 1
        move(to: Position(line: last, column: lines[last].characters.count))
    }

    /// A line up or down; false at the first or last.
    mutating func moveLine(_ distance: Int) -> Bool {
        let line = cursor.line + distance
        guard lines.indices.contains(line) else { return false }
        let column = wantedColumn ?? cursor.column
        move(to: Position(line: line, column: min(column, lines[line].characters.count)))
        wantedColumn = column
        return true
    }

    var lineStart: Position { Position(line: cursor.line, column: 0) }
    var lineEnd: Position { Position(line: cursor.line, column: current.count) }

    /// One character to the left, over the line's beginning too.
    var before: Position {
        if cursor.column > 0 { return Position(line: cursor.line, column: cursor.column - 1) }
        guard cursor.line > 0 else { return cursor }
        return Position(line: cursor.line - 1, column: lines[cursor.line - 1].characters.count)
    }

    /// One character to the right, over the line's end too.
    var after: Position {
        if cursor.column < current.count {
            return Position(line: cursor.line, column: cursor.column + 1)
        }
        guard cursor.line < lines.count - 1 else { return cursor }
        return Position(line: cursor.line + 1, column: 0)
    }

    /// The beginning of the word before the cursor; of the line before it at a line's beginning.
    func wordStart(_ isInWord: (Character) -> Bool) -> Position {
        guard cursor.column > 0 else { return before }
        var column = cursor.column
        while column > 0, !isInWord(current[column - 1]) { column -= 1 }
        while column > 0, isInWord(current[column - 1]) { column -= 1 }
        return Position(line: cursor.line, column: column)
    }

    /// The end of the word behind the cursor.
    func wordEnd(_ isInWord: (Character) -> Bool) -> Position {
        guard cursor.column < current.count else { return after }
        var column = cursor.column
        while column < current.count, !isInWord(current[column]) { column += 1 }
        while column < current.count, isInWord(current[column]) { column += 1 }
        return Position(line: cursor.line, column: column)
    }
}
