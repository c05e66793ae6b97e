import LunetteBase
import LunetteTerminal

extension Failure {
    /// A line of a source to point at.
    struct Excerpt: Sendable {
        let file: String
        let line: Int
        /// In bytes, from 1.
        let column: Int?
        /// How many bytes to underline.
        let length: Int
        let text: String?
    }
}

extension Failure.Excerpt {
    /// The place, the line, and what is meant underlined. Of a line that is wider than the terminal
    /// only the part around what is meant is shown.
    func lines(_ style: Style, width: Int? = nil) -> [String] {
        let place = column.map { "\(file):\(line):\($0)" } ?? "\(file):\(line)"
        let number = String(line)
        let margin = String(repeating: " ", count: number.count)
        var lines = ["\(margin)\(style.cyan("-->")) \(printable(place))"]
        guard let text else { return lines }
        var view = LineView(text, marked: column.map { $0 - 1..<$0 - 1 + max(1, length) })
        if let width { view.fit(cells: max(12, width - number.count - 3)) }
        lines.append("\(style.cyan("\(number) |")) \(view.text)")
        if let mark = view.mark {
            let indent = String(repeating: " ", count: mark.lowerBound)
            let carets = String(repeating: "^", count: max(1, mark.count))
            lines.append("\(margin) \(style.cyan("|")) \(indent)\(style.red(carets))")
        }
        return lines
    }
}

/// A line of a source as it is shown, and the cells of it that are meant.
private struct LineView {
    private(set) var text: String
    private(set) var mark: Range<Int>?

    /// `marked` is in bytes.
    init(_ line: String, marked: Range<Int>?) {
        text = Self.shown(line[...])
        mark = marked.map { range in
            let start = Self.cells(line, before: range.lowerBound)
            return start..<max(start + 1, Self.cells(line, before: range.upperBound))
        }
    }

    private static func shown(_ text: Substring) -> String {
        printable(String(text.replacing("\t", with: "    ")))
    }

    private static func cells(_ line: String, before byte: Int) -> Int {
        shown(Substring(decoding: line.utf8.prefix(byte), as: UTF8.self)).cellWidth
    }

    /// Cuts it to so many cells, what is meant among them; what is left out leaves an ellipsis.
    mutating func fit(cells width: Int) {
        guard text.cellWidth > width else { return }
        let start = mark?.lowerBound ?? 0
        // A third of the room is for what comes before.
        let first = min(max(0, start - width / 3), text.cellWidth - width)
        var skipped = 0
        var rest = text[...]
        while skipped < first, let character = rest.popFirst() { skipped += character.cellWidth }
        guard skipped > 0 else { return cutEnd(width) }
        text = "…" + rest.dropFirst()
        let shift = skipped + (rest.first?.cellWidth ?? 1) - 1
        mark = mark.map { max(1, $0.lowerBound - shift)..<max(2, $0.upperBound - shift) }
        cutEnd(width)
    }

    private mutating func cutEnd(_ width: Int) {
        text = text.fitted(toCells: width)
        mark = mark.map { $0.lowerBound..<max($0.lowerBound + 1, min($0.upperBound, width)) }
    }
}
