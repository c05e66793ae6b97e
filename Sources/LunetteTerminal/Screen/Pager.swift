/// Text that is longer than the screen, a screen at a time; keys as in `less`.
struct Pager: Sendable {
    let lines: [String]
    private(set) var top = 0
    /// What is searched for, while it is typed.
    private var typing: String?
    private var query = ""
    private var hasFailed = false

    /// To the other screen, so that the session's own stays as it is, and back.
    static let entering = "\u{1B}[?1049h\u{1B}[?25l"
    static let leaving = "\u{1B}[?25h\u{1B}[?1049l"

    init(lines: [String]) {
        self.lines = lines
    }

    /// Takes a key in; true: the reader is done.
    mutating func handle(_ key: Key, size: TerminalSize) -> Bool {
        if typing != nil, takeQuery(key) { return false }
        switch key {
        case .text(let text):
            for (index, letter) in text.enumerated() {
                // What follows a `/` at once belongs to it.
                if letter == "/" {
                    typing = String(text.dropFirst(index + 1))
                    return false
                }
                if handle(letter, size) { return true }
            }
        case .down, .enter: scroll(1, size)
        case .up: scroll(-1, size)
        case .pageDown, .control("f"): scroll(size.rows - 2, size)
        case .pageUp, .control("b"): scroll(2 - size.rows, size)
        case .home, .alt("<"): top = 0
        case .end, .alt(">"): scroll(lines.count, size)
        case .escape, .control("c"), .control("d"): return true
        default: break
        }
        return false
    }

    private mutating func handle(_ letter: Character, _ size: TerminalSize) -> Bool {
        hasFailed = false
        switch letter {
        case "q", "Q": return true
        case " ", "f": scroll(size.rows - 2, size)
        case "b": scroll(2 - size.rows, size)
        case "j", "e": scroll(1, size)
        case "k", "y": scroll(-1, size)
        case "d": scroll(size.rows / 2, size)
        case "u": scroll(-size.rows / 2, size)
        case "g": top = 0
        case "G": scroll(lines.count, size)
        case "n": search(from: top + 1, by: 1)
        case "N": search(from: top - 1, by: -1)
        default: break
        }
        return false
    }

    private mutating func scroll(_ distance: Int, _ size: TerminalSize) {
        top = max(0, min(top + distance, lines.count - (size.rows - 1)))
    }

    /// On a larger screen there is nothing below the last line.
    mutating func fit(_ size: TerminalSize) { scroll(0, size) }

    // MARK: Searching

    /// A key of what is searched for; false: it means what it always does.
    private mutating func takeQuery(_ key: Key) -> Bool {
        guard let text = typing else { return false }
        switch key {
        case .text(let more), .paste(let more): typing = text + more
        case .backspace: typing = text.isEmpty ? nil : String(text.dropLast())
        case .enter:
            if !text.isEmpty { query = text }
            typing = nil
            search(from: top, by: 1)
        case .escape, .control("c"), .control("g"): typing = nil
        default: return false
        }
        return true
    }

    /// To the next line that holds it.
    private mutating func search(from start: Int, by step: Int) {
        guard !query.isEmpty else { return }
        let candidates = stride(from: start, to: step > 0 ? lines.count : -1, by: step)
        let found = candidates.first {
            lines.indices.contains($0)
                && lines[$0].replacing(#/\x1B\[[0-9;]*m/#, with: "").contains(query)
        }
        hasFailed = found == nil
        top = found ?? top
    }

    // MARK: The screen

    /// The whole screen.
    func screen(size: TerminalSize) -> String {
        let shown = lines[min(top, lines.count)...].prefix(size.rows - 1)
        var text = "\u{1B}[H"
        for line in shown { text += "\u{1B}[K" + line + "\r\n" }
        text += "\u{1B}[J"
        let status = typing.map { "/\($0)" } ?? place(of: shown)
        return text
            + "\u{1B}[\(size.rows)H\u{1B}[7m\(status.fitted(toCells: size.columns - 1))\u{1B}[0m"
    }

    private func place(of shown: ArraySlice<String>) -> String {
        let found = hasFailed ? "'\(query)' is not there · " : ""
        return " \(found)\(top + 1)–\(top + shown.count) of \(lines.count)"
            + " · space, b, arrows, /, q "
    }
}
