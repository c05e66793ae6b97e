/// A search through the history under way: Ctrl-R.
struct HistorySearch: Sendable {
    /// What was being typed when it began.
    let original: EditBuffer
    var query = ""
    var match: Int?
    var hasFailed = false
}

extension LineEditor {
    /// What a key means in a search; nil: the search is over, and the key means what it always
    /// does.
    mutating func handleInSearch(_ key: Key) -> Action? {
        guard var found = search else { return nil }
        switch key {
        case .text(let text):
            found.query += text
            find(&found, before: (found.match ?? history.entries.count) + 1)
        case .backspace:
            found.query = String(found.query.dropLast())
            found.match = nil
            found.hasFailed = false
            find(&found, before: history.entries.count)
        case .control("r"): find(&found, before: found.match ?? history.entries.count)
        case .control("s"):
            let match = history.search(found.query, after: found.match ?? history.entries.count)
            found.hasFailed = match == nil
            found.match = match ?? found.match
        case .control("c"), .control("g"):
            buffer = found.original
            search = nil
            return Action.none
        default:
            search = nil
            // Escape and Tab take the entry over to be edited.
            return key == .escape || key == .tab ? Action.none : nil
        }
        search = found
        if let match = found.match { buffer = EditBuffer(history.entries[match]) }
        return Action.none
    }

    private func find(_ found: inout HistorySearch, before position: Int) {
        guard !found.query.isEmpty else { return }
        let match = history.search(found.query, before: position)
        found.hasFailed = match == nil
        found.match = match ?? found.match
    }
}
