import LunetteTerminal

/// What an entry or a command shows.
enum ReplAnswer: Sendable {
    /// Values: what is too wide goes on in the next row.
    case lines([StyledText])
    /// Words, with their colours: rows end between them.
    case text(String)

    func rows(width: Int, _ style: Style) -> [String] {
        switch self {
        case .lines(let lines):
            lines.flatMap { $0.broken(toCells: width) }
                .map { $0.rendered(colored: style.isColored) }
        case .text(let text): wrapped(String(text.dropLast()), width: width)
        }
    }
}

/// Where a session shows what it has to show.
protocol ReplView: Sendable {
    /// In cells.
    var width: Int { get }
    var style: Style { get }
    /// Whether a person watches: then results have their names beside them, and long ones a pager.
    var isInteractive: Bool { get }
    func write(_ text: String)
    func writeError(_ text: String)
    /// Shows an answer, a screen at a time where it is longer than that. Answers whether `:more`
    /// is to show it again.
    @discardableResult
    func show(_ answer: ReplAnswer) async -> Bool
    /// What a person types below a question; nil where nobody answers.
    func answer(to question: String) async -> String?
    /// The prompt says something else from now on, also the one that stands there.
    func replacePrompt(_ prompt: Prompt)
}

extension ReplView {
    /// Where prose is broken: at a terminal's edge, and nowhere for programs.
    var textWidth: Int? { isInteractive ? width : nil }

    /// Writes a sentence on lines of its own.
    func say(_ text: String) {
        let rows = textWidth.map { wrapped(text, width: $0) } ?? [text]
        write(rows.joined(separator: "\n") + "\n")
    }
}

/// Standard output, for piped input: no escapes, and nothing is cut.
struct PipedView: ReplView {
    let style: Style
    let errorStyle: Style
    let width = 100
    let isInteractive = false

    func write(_ text: String) { Console.writeOut(text) }
    func writeError(_ text: String) { Console.writeError(text) }
    func replacePrompt(_ prompt: Prompt) {}
    func answer(to question: String) async -> String? { nil }
    func show(_ answer: ReplAnswer) async -> Bool {
        switch answer {
        case .lines(let lines):
            for line in lines { Console.writeOut(line.rendered(colored: style.isColored) + "\n") }
        case .text(let text): Console.writeOut(text)
        }
        return true
    }
}

/// A terminal that nothing can be drawn on, or standard error beside a pipe, for whoever types:
/// lines, one below the other.
struct PlainView: ReplView {
    let input: PipedInput
    let style: Style
    let isInteractive = true

    var width: Int { Console.outWidth ?? Console.errorWidth ?? 80 }

    func write(_ text: String) { Console.writeOut(text) }
    func writeError(_ text: String) { Console.writeError(text) }
    func replacePrompt(_ prompt: Prompt) {}

    func show(_ prompt: Prompt, isContinued: Bool) {
        let text = prompt.text
        let margin = String(repeating: " ", count: max(0, text.cellWidth - 2))
        let shown = isContinued ? margin + "· " : text.rendered(colored: style.isColored)
        if Console.outIsTerminal { Console.writeOut(shown) } else { Console.writeError(shown) }
    }

    func answer(to question: String) async -> String? {
        show(Prompt(StyledText(question)), isContinued: false)
        return await input.nextLine()
    }

    func show(_ answer: ReplAnswer) async -> Bool {
        for row in answer.rows(width: width, style) { Console.writeOut(row + "\n") }
        return false
    }
}

/// The terminal that entries are read from.
struct TerminalView: ReplView {
    let terminal: Terminal
    let style: Style
    let isInteractive = true
    private static let roomForAnswer = 20

    var width: Int { terminal.size.columns }

    func write(_ text: String) { terminal.write(text) }
    func writeError(_ text: String) { terminal.write(text) }
    func replacePrompt(_ prompt: Prompt) { terminal.replacePrompt(prompt) }

    func answer(to question: String) async -> String? {
        // What does not fit in front of the answer stands above it.
        let fits = question.cellWidth + Self.roomForAnswer <= width
        if !fits { say(style.yellow(question)) }
        let prompt = Prompt(StyledText(fits ? question : "> ", .warning), isQuestion: true)
        guard case .entry(let text) = await terminal.readEntry(prompt) else { return nil }
        return text
    }

    func show(_ answer: ReplAnswer) async -> Bool {
        let size = terminal.size
        let texts = answer.rows(width: size.columns, style)
        guard texts.count > size.rows - 2 else {
            for text in texts { terminal.write(text + "\n") }
            return false
        }
        await terminal.page(texts)
        // What was read stays in sight as far as there is room.
        let kept = max(3, size.rows - 4)
        for text in texts.prefix(kept) { terminal.write(text + "\n") }
        say(style.dim("… \(texts.count - kept) more lines; :more shows them all"))
        return true
    }
}
