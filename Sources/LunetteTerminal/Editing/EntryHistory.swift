/// The entries of earlier times, the oldest first, and the way through them.
public struct EntryHistory: Sendable {
    public private(set) var entries: [String]
    /// Where the editor stands; `entries.count` is the entry being typed.
    private var index: Int
    /// What was typed when the walk began.
    private var draft = ""

    public init(_ entries: [String] = []) {
        self.entries = entries
        index = entries.count
    }

    /// Takes an entry in; the same one twice in a row counts once.
    public mutating func append(_ entry: String) {
        if entries.last != entry { entries.append(entry) }
        rewind()
    }

    /// Back to the entry being typed.
    mutating func rewind() {
        index = entries.count
        draft = ""
    }

    /// The entry before the one shown.
    mutating func older(than shown: String) -> String? {
        guard index > 0 else { return nil }
        if index == entries.count { draft = shown }
        index -= 1
        return entries[index]
    }

    /// The entry behind the one shown; at last what was being typed.
    mutating func newer() -> String? {
        guard index < entries.count else { return nil }
        index += 1
        return index == entries.count ? draft : entries[index]
    }

    /// The newest entry before `position` that holds the text.
    func search(_ text: String, before position: Int) -> Int? {
        guard !text.isEmpty else { return nil }
        return entries[..<min(position, entries.count)].lastIndex { $0.contains(text) }
    }

    /// The oldest entry behind `position` that holds the text.
    func search(_ text: String, after position: Int) -> Int? {
        guard !text.isEmpty, position + 1 < entries.count else { return nil }
        return entries[(position + 1)...].firstIndex { $0.contains(text) }
    }
}
