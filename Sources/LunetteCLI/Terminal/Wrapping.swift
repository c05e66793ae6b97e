import LunetteTerminal

/// Breaks text at spaces into rows of at most `width` cells, where its words allow; the rows behind
/// a paragraph's first are indented. What colours the text takes no cells; no-break spaces keep
/// words together, and come out as spaces.
func wrapped(_ text: String, width: Int, indent: Int = 0) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
        .flatMap { rows(ofParagraph: $0, width, indent) }
        .map { $0.replacing("\u{A0}", with: " ") }
}

/// The same for lines that are written as they are where there is no terminal.
func wrapped(_ text: String, toTerminal width: Int?, indent: Int) -> String {
    width.map { wrapped(text, width: $0, indent: indent).joined(separator: "\n") } ?? text
}

private func rows(ofParagraph text: Substring, _ width: Int, _ indent: Int) -> [String] {
    var rows: [String] = []
    var row = ""
    var used = 0
    var gap = 0
    var hasWord = false
    for (index, word) in text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
        if index > 0 { gap += 1 }
        if word.isEmpty { continue }
        let cells = shownCells(word)
        if hasWord, used + gap + cells > width {
            rows.append(row)
            (row, used) = (String(repeating: " ", count: indent), indent)
        } else {
            row += String(repeating: " ", count: gap)
            used += gap
        }
        row += word
        used += cells
        (gap, hasWord) = (0, true)
    }
    return rows + [row]
}

/// Without the sequences that colour it.
private func shownCells(_ text: Substring) -> Int {
    guard text.utf8.contains(0x1B) else { return text.cellWidth }
    return text.replacing(#/\x1B\[[0-9;]*m/#, with: "").cellWidth
}
