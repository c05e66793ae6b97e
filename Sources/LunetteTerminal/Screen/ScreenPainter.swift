/// Brings the part of the screen that holds the entry from one frame to the next: only rows that
/// differ are written, each as a whole.
struct ScreenPainter: Sendable {
    private var shown: Frame?

    /// The rows that are on the screen, and that a scroll may not tear apart.
    private var row: Int { shown?.cursor.row ?? 0 }

    /// What to write to show the frame.
    mutating func paint(_ frame: Frame) -> String {
        let old = shown ?? Frame()
        var pen = Pen(row: old.cursor.row, lastRow: max(0, old.rows.count - 1))
        for (index, row) in frame.rows.enumerated() {
            if index < old.rows.count, old.rows[index] == row { continue }
            pen.move(to: index)
            // The line is erased first: a full row leaves the cursor behind its last cell.
            pen.text += "\r\u{1B}[K" + row.text
        }
        if frame.rows.count < old.rows.count {
            pen.move(to: frame.rows.count)
            pen.text += "\r\u{1B}[J"
        }
        if !pen.text.isEmpty || frame.cursor != old.cursor || shown == nil {
            pen.move(to: frame.cursor.row)
            pen.text += "\r"
            if frame.cursor.column > 0 { pen.text += "\u{1B}[\(frame.cursor.column)C" }
        }
        shown = frame
        return pen.text
    }

    /// What to write to take the frame off the screen, with the cursor where it began.
    mutating func erase() -> String {
        guard shown != nil else { return "" }
        let rows = row
        shown = nil
        return (rows > 0 ? "\u{1B}[\(rows)A" : "") + "\r\u{1B}[J"
    }

    /// What to write to leave the frame where it is and go on below it.
    mutating func leave() -> String {
        guard let frame = shown else { return "" }
        var pen = Pen(row: frame.cursor.row, lastRow: max(0, frame.rows.count - 1))
        pen.move(to: pen.lastRow)
        shown = nil
        return pen.text + "\r\n"
    }

    /// As `erase`, once the terminal has got another width and has wrapped longer rows anew.
    mutating func eraseReflowed(width: Int) -> String {
        guard let frame = shown else { return "" }
        let above = frame.rows[..<min(frame.cursor.row, frame.rows.count)].reduce(0) { rows, row in
            rows + max(1, (row.cells + width - 1) / max(1, width))
        }
        let rows = above + frame.cursor.column / max(1, width)
        shown = nil
        return (rows > 0 ? "\u{1B}[\(rows)A" : "") + "\r\u{1B}[J"
    }
}

/// Moves between the rows of a frame; a row that is not there yet is made by a line's end.
private struct Pen {
    var row: Int
    var lastRow: Int
    var text = ""

    mutating func move(to target: Int) {
        let reached = min(target, lastRow)
        if reached < row { text += "\u{1B}[\(row - reached)A" }
        if reached > row { text += "\u{1B}[\(reached - row)B" }
        if target > lastRow {
            text += String(repeating: "\r\n", count: target - lastRow)
            lastRow = target
        }
        row = target
    }
}
