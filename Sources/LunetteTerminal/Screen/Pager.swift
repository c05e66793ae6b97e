/// Text that is longer than the screen, a screen at a time; keys as in `less`.
struct Pager: Sendable {
    let lines: [String]
    private(set) var top = 0

    /// To the other screen, so that the session's own stays as it is, and back.
    static let entering = "\u{1B}[?1049h\u{1B}[?25l"
    static let leaving = "\u{1B}[?25h\u{1B}[?1049l"

    init(lines: [String]) {
        self.lines = lines
    }

    /// Takes a key in; true: the reader is done.
    mutating func handle(_ key: Key, size: TerminalSize) -> Bool {
        switch key {
        case .text(let text):
            for letter in text where handle(letter, size) { return true }
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
        default: break
        }
        return false
    }

    private mutating func scroll(_ distance: Int, _ size: TerminalSize) {
        top = max(0, min(top + distance, lines.count - (size.rows - 1)))
    }

    /// The whole screen.
    func screen(size: TerminalSize) -> String {
        let shown = lines[min(top, lines.count)...].prefix(size.rows - 1)
        var text = "\u{1B}[H"
        for line in shown { text += "\u{1B}[K" + line + "\r\n" }
        text += "\u{1B}[J"
        let status = " \(top + 1)–\(top + shown.count) of \(lines.count) · space, b, arrows, q "
        return text
            + "\u{1B}[\(size.rows)H\u{1B}[7m\(status.fitted(toCells: size.columns - 1))\u{1B}[0m"
    }
}
