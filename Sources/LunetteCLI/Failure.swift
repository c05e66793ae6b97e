import LunetteRunbook

/// What went wrong, ready for a person and for a program: the only place where failures become
/// words. `lunette` prints it and ends with its exit code.
struct Failure: Error {
    /// A line of a source to point at.
    struct Excerpt: Sendable {
        let file: String
        let line: Int
        let column: Int?
        /// How many columns to underline.
        let length: Int
        let text: String?
    }

    let reason: ExitReason
    /// What happened, in one line; starts in lower case.
    let message: String
    var excerpt: Excerpt?
    /// What it means and what to do.
    var advice: [String] = []

    init(_ reason: ExitReason, _ message: String, advice: [String] = []) {
        self.reason = reason
        self.message = message
        self.advice = advice
    }

    /// The text for a person, with a line's end; broken at words where a terminal's width is given.
    func text(_ style: Style, width: Int? = nil) -> String {
        let head = "error:"
        let whole = "\(head) \(printable(message))"
        let fits = width.map { whole.count <= $0 } ?? true
        let rows = fits ? [whole] : wrapped(whole, width: max(width ?? 80, 20))
        var lines = ["\(style.red(head)) \(style.bold(String(rows[0].dropFirst(head.count + 1))))"]
        lines += rows.dropFirst().map { style.bold($0) }
        if let excerpt { lines += excerpt.lines(style) }
        let room = min(76, max((width ?? 80) - 4, 16))
        for item in advice {
            lines += wrapped(printable(item), width: room).enumerated().map { index, line in
                (index == 0 ? style.dim("  = ") : "    ") + line
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension Failure.Excerpt {
    func lines(_ style: Style) -> [String] {
        let place = column.map { "\(file):\(line):\($0)" } ?? "\(file):\(line)"
        let number = String(line)
        let margin = String(repeating: " ", count: number.count)
        var lines = ["\(margin)\(style.cyan("-->")) \(printable(place))"]
        guard let text else { return lines }
        let shown = printable(text.replacing("\t", with: "    "))
        lines.append("\(style.cyan("\(number) |")) \(shown)")
        if let column {
            let tabs = text.utf8.prefix(column - 1).count { $0 == 0x09 }
            let indent = String(repeating: " ", count: column - 1 + 3 * tabs)
            let carets = String(repeating: "^", count: max(1, length))
            lines.append("\(margin) \(style.cyan("|")) \(indent)\(style.red(carets))")
        }
        return lines
    }
}

/// Breaks text at spaces into lines of at most `width` characters, where its words allow.
func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
        var line = ""
        for word in paragraph.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        lines.append(line)
    }
    return lines
}
