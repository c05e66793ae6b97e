/// The part of an entry that the screen shows: all of it, or as many rows around the cursor as
/// there is room for.
struct EntryWindow: Sendable {
    /// A row of a line of the entry.
    private struct Anchor: Hashable, Comparable {
        var line = 0
        var row = 0

        static func < (left: Anchor, right: Anchor) -> Bool {
            (left.line, left.row) < (right.line, right.row)
        }
    }

    private var top = Anchor()
    let isColored: Bool

    init(isColored: Bool) {
        self.isColored = isColored
    }

    /// What the editor looks like on a screen of this size. `hint` is shown behind the entry.
    mutating func frame(of editor: inout LineEditor, size: TerminalSize, hint: String?) -> Frame {
        let width = max(8, size.columns)
        let states = editor.lexicalStates()
        let layout = EntryLayout(editor: editor, states: states, width: width)
        let below = Self.below(editor, width, room: max(0, size.rows / 2))
        let height = max(1, size.rows - below.count)
        let cursorRows = layout.rows(of: editor.buffer.cursor.line)
        let cursor = Anchor(line: editor.buffer.cursor.line, row: cursorRows.cursor?.row ?? 0)
        scroll(to: cursor, height, layout)
        var frame = Frame()
        fill(&frame, height, layout, cursor, column: cursorRows.cursor?.column ?? 0)
        if below.isEmpty, let hint {
            append(hint, to: &frame, width: width, height: height, editor)
        }
        frame.rows += below.map(row)
        return frame
    }

    private func row(_ text: StyledText) -> Frame.Row {
        Frame.Row(text: text.rendered(colored: isColored), cells: text.cellWidth)
    }

    private static func below(_ editor: LineEditor, _ width: Int, room: Int) -> [StyledText] {
        editor.menu?.rows(width: width - 1, height: room) ?? []
    }

    /// Moves the window as little as possible so that the cursor is in it.
    private mutating func scroll(to cursor: Anchor, _ height: Int, _ layout: EntryLayout) {
        if top.line >= layout.lineCount { top = Anchor(line: layout.lineCount - 1) }
        let first = back(from: cursor, by: height - 1, layout)
        top = cursor < top ? cursor : max(top, first)
        // Rows that became free below are filled from above.
        let end = Anchor(
            line: layout.lineCount - 1, row: layout.rows(of: layout.lineCount - 1).rows.count - 1)
        top = min(top, back(from: end, by: height - 1, layout))
    }

    /// The row so many rows further up; the first one when there are not as many.
    private func back(from anchor: Anchor, by count: Int, _ layout: EntryLayout) -> Anchor {
        var (anchor, left) = (anchor, count)
        while left > anchor.row {
            guard anchor.line > 0 else { return Anchor() }
            left -= anchor.row + 1
            anchor.line -= 1
            anchor.row = layout.rows(of: anchor.line).rows.count - 1
        }
        anchor.row -= left
        return anchor
    }

    private func fill(
        _ frame: inout Frame, _ height: Int, _ layout: EntryLayout, _ cursor: Anchor, column: Int
    ) {
        var line = top.line
        var skipped = top.row
        while frame.rows.count < height, line < layout.lineCount {
            for (index, text) in layout.rows(of: line).rows.enumerated().dropFirst(skipped) {
                guard frame.rows.count < height else { break }
                if cursor == Anchor(line: line, row: index) {
                    frame.cursor = Frame.Place(row: frame.rows.count, column: column)
                }
                frame.rows.append(row(text))
            }
            skipped = 0
            line += 1
        }
    }

    /// Behind the entry where the cursor stands at its end and there is room, else below it.
    private func append(
        _ hint: String, to frame: inout Frame, width: Int, height: Int, _ editor: LineEditor
    ) {
        let enoughRoom = 40
        guard let last = frame.rows.indices.last else { return }
        let room = width - frame.rows[last].cells - 1
        let style = StyledText(hint, .dim)
        if editor.buffer.isAtEnd, room >= min(enoughRoom, hint.cellWidth) {
            let text = style.fitted(toCells: room)
            frame.rows[last].text += text.rendered(colored: isColored)
            frame.rows[last].cells += text.cellWidth
        } else if frame.rows.count < height {
            frame.rows.append(row(style.fitted(toCells: width - 1)))
        }
    }
}

extension LineEditor {
    /// The lexical state at the beginning of each line; what has not changed is remembered.
    mutating func lexicalStates() -> [Int] {
        var states: [Int] = []
        states.reserveCapacity(buffer.lines.count)
        var state = 0
        for index in buffer.lines.indices {
            states.append(state)
            if let lexed = buffer.lines[index].lexed, lexed.start == state {
                state = lexed.end
                continue
            }
            let end = language.highlight(buffer.lines[index].characters, from: state).endState
            buffer.lines[index].lexed = (state, end)
            state = end
        }
        return states
    }
}
