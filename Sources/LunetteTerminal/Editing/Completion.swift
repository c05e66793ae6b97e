/// What may stand in the place of the word before the cursor.
public struct Completion: Sendable, Hashable {
    /// One of the possibilities.
    public struct Candidate: Sendable, Hashable {
        public var text: String
        /// A word on it, shown beside it.
        public var note: String?

        public init(_ text: String, note: String? = nil) {
            self.text = text
            self.note = note
        }
    }

    /// How many characters before the cursor are replaced.
    public var replacedCount: Int
    public var candidates: [Candidate]

    public init(replacing count: Int, candidates: [Candidate]) {
        replacedCount = count
        self.candidates = candidates
    }

    /// What all candidates begin with.
    var commonPrefix: String {
        guard var prefix = candidates.first?.text else { return "" }
        for candidate in candidates.dropFirst() {
            prefix = String(
                zip(prefix, candidate.text).prefix { $0 == $1 }.map(\.0))
        }
        return prefix
    }
}

/// The candidates below the entry, and the one that stands in it.
struct CompletionMenu: Sendable {
    let candidates: [Completion.Candidate]
    private(set) var selected: Int?
    /// How many characters before the cursor the next choice replaces.
    private(set) var replacedCount: Int

    init(_ candidates: [Completion.Candidate], replacedCount: Int) {
        self.candidates = candidates
        self.replacedCount = replacedCount
    }

    /// Goes on to another candidate and answers its text.
    mutating func select(_ step: Int) -> (replaced: Int, text: String) {
        let next: Int
        if let selected {
            next = (selected + step + candidates.count) % candidates.count
        } else {
            next = step > 0 ? 0 : candidates.count - 1
        }
        selected = next
        let text = candidates[next].text
        defer { replacedCount = text.count }
        return (replacedCount, text)
    }

    /// The candidates in columns, with the selected one marked; at most so many rows.
    func rows(width: Int, height: Int) -> [StyledText] {
        guard height > 0 else { return [] }
        if candidates.contains(where: { $0.note != nil }) { return list(width, height) }
        let cell = min(width, (candidates.map(\.text.cellWidth).max() ?? 0) + 2)
        let columns = max(1, width / max(1, cell))
        let rowCount = (candidates.count + columns - 1) / columns
        return window(rowCount, height, selectedRow: selected.map { $0 % rowCount }) { row in
            var text = StyledText()
            for index in stride(from: row, to: candidates.count, by: rowCount) {
                append(index, cell, to: &text)
            }
            return text.fitted(toCells: width)
        }
    }

    /// One candidate a row, with its note.
    private func list(_ width: Int, _ height: Int) -> [StyledText] {
        let cell = min(width, (candidates.map(\.text.cellWidth).max() ?? 0) + 2)
        return window(candidates.count, height, selectedRow: selected) { row in
            var text = StyledText()
            append(row, cell, to: &text)
            text.append(candidates[row].note ?? "", .dim)
            return text.fitted(toCells: width)
        }
    }

    private func append(_ index: Int, _ cell: Int, to text: inout StyledText) {
        let style: TextStyle = index == selected ? .selected : .plain
        let name = candidates[index].text.fitted(toCells: cell)
        text.append(name, style)
        text.append(String(repeating: " ", count: max(0, cell - name.cellWidth)))
    }

    /// The rows around the selected one, and how many there are beside them.
    private func window(
        _ count: Int, _ height: Int, selectedRow: Int?, _ row: (Int) -> StyledText
    ) -> [StyledText] {
        guard count > height else { return (0..<count).map(row) }
        let shown = max(1, height - 1)
        let first = min(max(0, (selectedRow ?? 0) - shown / 2), count - shown)
        return (first..<(first + shown)).map(row)
            + [StyledText("… \(count - shown) more rows", .dim)]
    }
}
