import LunetteBase
import LunetteRunbook

/// What went wrong, ready for a person and for a program: the only place where failures become
/// words. `lunette` prints it and ends with its exit code.
struct Failure: Error {
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
        let rows = width.map { wrapped(whole, width: max($0, 20)) } ?? [whole]
        var lines = ["\(style.red(head)) \(style.bold(String(rows[0].dropFirst(head.count + 1))))"]
        lines += rows.dropFirst().map { style.bold($0) }
        if let excerpt { lines += excerpt.lines(style, width: width) }
        let room = min(76, max((width ?? 80) - 4, 16))
        for item in advice {
            lines += wrapped(printableLines(item), width: room).enumerated().map { index, line in
                (index == 0 ? style.dim("  = ") : "    ") + line
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
