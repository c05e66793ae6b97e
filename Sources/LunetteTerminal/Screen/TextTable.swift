/// Rows of cells in columns that fit a width.
public struct TextTable: Sendable {
    /// A cell's text on one line, and what it is.
    public struct Cell: Sendable, Hashable {
        public var text: String
        public var style: TextStyle
        public var isRightAligned: Bool

        public init(_ text: String, _ style: TextStyle = .plain, isRightAligned: Bool = false) {
            self.text = text
            self.style = style
            self.isRightAligned = isRightAligned
        }
    }

    public let header: [String]
    /// As many cells each as there are headers.
    public let rows: [[Cell]]

    /// Wider cells are cut, but never below this.
    private static let leastWidth = 8
    private static let gap = 2

    public init(header: [String], rows: [[Cell]]) {
        self.header = header
        self.rows = rows
    }

    /// The table in at most `width` columns; columns that do not fit are left out from the right.
    /// Says how many are shown.
    public func lines(width: Int) -> (lines: [StyledText], shownColumns: Int) {
        let widths = fittedWidths(width)
        var lines = [line(header.map { Cell($0, .dim) }, widths)]
        for row in rows { lines.append(line(row, widths)) }
        return (lines, widths.count)
    }

    private var naturalWidths: [Int] {
        header.indices.map { column in
            max(header[column].cellWidth, rows.map { $0[column].text.cellWidth }.max() ?? 0)
        }
    }

    /// As many columns as fit when each is cut to its least, then room given back to the widest
    /// that need it, from the left.
    private func fittedWidths(_ width: Int) -> [Int] {
        let natural = naturalWidths
        var widths: [Int] = []
        var used = 0
        for (column, wanted) in natural.enumerated() {
            // The first one is what tells rows apart: it keeps its width as long as it can.
            let least =
                column == 0
                ? min(wanted, width) : min(wanted, max(Self.leastWidth, min(wanted, 24)))
            let gap = column == 0 ? 0 : Self.gap
            guard column == 0 || used + gap + least <= width else { break }
            widths.append(least)
            used += gap + least
        }
        for column in widths.indices where widths[column] < natural[column] {
            let more = min(natural[column] - widths[column], width - used)
            guard more > 0 else { break }
            widths[column] += more
            used += more
        }
        return widths
    }

    private func line(_ cells: [Cell], _ widths: [Int]) -> StyledText {
        var line = StyledText()
        for (column, (cell, width)) in zip(cells, widths).enumerated() {
            if column > 0 { line.append(String(repeating: " ", count: Self.gap)) }
            let text = cell.text.fitted(toCells: width)
            let padding = String(repeating: " ", count: max(0, width - text.cellWidth))
            if cell.isRightAligned { line.append(padding) }
            line.append(text, cell.style)
            if !cell.isRightAligned, column < widths.count - 1 { line.append(padding) }
        }
        return line
    }
}
