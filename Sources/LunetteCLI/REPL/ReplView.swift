import LunetteTerminal

/// Where a session shows what it has to show.
protocol ReplView: Sendable {
    /// In cells.
    var width: Int { get }
    var style: Style { get }
    /// Whether a person watches: then results have their names beside them, and long ones a pager.
    var isInteractive: Bool { get }
    func write(_ text: String)
    func writeError(_ text: String)
    /// Shows lines, a screen at a time where they are more than that. Answers whether `:more` is
    /// to show them again.
    @discardableResult
    func show(_ lines: [StyledText]) async -> Bool
    /// What a person types below a question; nil where nobody answers.
    func answer(to question: String) async -> String?
    /// The prompt says something else from now on, also the one that stands there.
    func replacePrompt(_ prompt: Prompt)
}

extension ReplView {
    /// Where prose is broken: at a terminal's edge, and nowhere for programs.
    var textWidth: Int? { isInteractive ? width : nil }
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
    func show(_ lines: [StyledText]) async -> Bool {
        for line in lines { Console.writeOut(line.rendered(colored: style.isColored) + "\n") }
        return true
    }
}

/// The terminal that entries are read from.
struct TerminalView: ReplView {
    let terminal: Terminal
    let style: Style
    let isInteractive = true

    var width: Int { terminal.size.columns }

    func write(_ text: String) { terminal.write(text) }
    func writeError(_ text: String) { terminal.write(text) }
    func replacePrompt(_ prompt: Prompt) { terminal.replacePrompt(prompt) }

    func answer(to question: String) async -> String? {
        let prompt = Prompt(StyledText(question, .warning), isQuestion: true)
        guard case .entry(let text) = await terminal.readEntry(prompt) else { return nil }
        return text
    }

    func show(_ lines: [StyledText]) async -> Bool {
        let size = terminal.size
        let texts = lines.map {
            $0.fitted(toCells: size.columns).rendered(colored: style.isColored)
        }
        guard texts.count > size.rows - 2 else {
            for text in texts { terminal.write(text + "\n") }
            return false
        }
        await terminal.page(texts)
        // What was read stays in sight as far as there is room.
        let kept = max(3, size.rows - 4)
        for text in texts.prefix(kept) { terminal.write(text + "\n") }
        terminal.write(style.dim("… \(texts.count - kept) more lines; :more shows them all") + "\n")
        return true
    }
}
