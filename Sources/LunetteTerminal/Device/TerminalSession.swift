/// What a terminal is doing, as a state that keys change. Whoever holds it owns the screen.
struct TerminalSession: Sendable {
    enum Activity: Sendable {
        /// No entry is read: what is typed is kept for the next one.
        case idle
        case editing
        /// A question about the entry is under way, the one of that number; keys wait for its
        /// answer.
        case asking(Int)
        case paging(Pager)
    }

    /// What a change asks to be done once the screen is let go of.
    enum Effect: Sendable {
        case judge(String, question: Int)
        case complete(String, question: Int)
        case finish(Terminal.Outcome)
        case leavePager
        case interrupt
        case suspend
    }

    var activity = Activity.idle
    var editor: LineEditor
    var size: TerminalSize
    /// Keys that nothing has taken yet.
    private var waiting: [Key] = []
    private var painter = ScreenPainter()
    private var window: EntryWindow
    /// Whether the cursor stands at the beginning of a line that nothing is written on.
    private var isAtLineStart = true
    /// What is to be written.
    private var output = ""
    /// What came while a pager had the screen.
    private var heldBack = ""

    private var questionCount = 0
    /// What stands in front of each entry.
    private var prompt = Prompt("")

    private static let mostWaitingKeys = 4_096

    init(editor: LineEditor, size: TerminalSize, isColored: Bool) {
        self.editor = editor
        self.size = size
        window = EntryWindow(isColored: isColored)
    }

    /// What was drawn since this was last asked for.
    mutating func takeOutput() -> String {
        defer { output = "" }
        return output
    }

    // MARK: Keys

    /// Takes keys in. Behind an effect that needs an answer the rest waits.
    mutating func handle(_ keys: [Key]) -> [Effect] {
        waiting += keys
        if waiting.count > Self.mostWaitingKeys { waiting = [] }
        return drain()
    }

    /// Goes on with the keys that wait.
    mutating func drain() -> [Effect] {
        var effects: [Effect] = []
        while let more = takeKey() { effects += more }
        return effects
    }

    /// Nil: no key can be taken now.
    private mutating func takeKey() -> [Effect]? {
        switch activity {
        case .idle:
            return takeInterruption() ? [.interrupt] : nil
        case .asking:
            // What has the answer wait is ended, and the entry is dropped.
            return takeInterruption() ? [.interrupt, finish(.interrupted, mark: "^C")] : nil
        case .editing:
            guard !waiting.isEmpty else { return nil }
            return edit(waiting.removeFirst())
        case .paging(var pager):
            guard !waiting.isEmpty else { return nil }
            let isDone = pager.handle(waiting.removeFirst(), size: size)
            guard isDone else {
                activity = .paging(pager)
                output += pager.screen(size: size)
                return []
            }
            leavePager()
            return [.leavePager]
        }
    }

    /// Only Ctrl-C counts at once; it also takes back what was typed ahead.
    private mutating func takeInterruption() -> Bool {
        guard waiting.contains(.control("c")) else { return false }
        waiting = []
        return true
    }

    private mutating func leavePager() {
        activity = .idle
        output += Pager.leaving
        let text = heldBack
        heldBack = ""
        write(text)
    }

    private mutating func edit(_ key: Key) -> [Effect] {
        let isEmpty = editor.buffer.isEmpty
        switch editor.handle(key) {
        case .none: return []
        case .enter(let text):
            return editor.prompt.isQuestion ? [submit(text)] : [.judge(text, question: ask())]
        case .complete:
            return [.complete(editor.buffer.textBeforeCursor, question: ask())]
        case .endOfInput: return [finish(.endOfInput, mark: "")]
        case .interrupt:
            // With nothing typed it means what goes on behind.
            return (isEmpty ? [.interrupt] : []) + [finish(.interrupted, mark: "^C")]
        case .suspend: return [.suspend]
        case .clearScreen:
            output += painter.erase() + "\u{1B}[H\u{1B}[2J"
            return []
        }
    }

    private mutating func ask() -> Int {
        questionCount += 1
        activity = .asking(questionCount)
        return questionCount
    }

    /// Whether that is the question under way; the answer to another one comes too late.
    private func isAsking(_ question: Int) -> Bool {
        if case .asking(question) = activity { true } else { false }
    }

    // MARK: Entries

    mutating func replacePrompt(_ prompt: Prompt) {
        self.prompt = prompt
        if !editor.prompt.isQuestion { editor.prompt = prompt }
    }

    /// Without a prompt of its own an entry has the one of all.
    mutating func begin(_ own: Prompt?) -> [Effect] {
        if !isAtLineStart { output += "\r\n" }
        isAtLineStart = true
        editor.begin(own ?? prompt)
        activity = .editing
        return drain()
    }

    mutating func answer(_ verdict: TerminalServices.Verdict, to question: Int) -> [Effect] {
        guard isAsking(question) else { return [] }
        activity = .editing
        switch verdict {
        case .whole: return [submit(editor.buffer.text)] + drain()
        case .incomplete:
            editor.insertNewline()
            return drain()
        }
    }

    mutating func answer(_ completion: Completion, to question: Int) -> [Effect] {
        guard isAsking(question) else { return [] }
        activity = .editing
        editor.show(completion)
        return drain()
    }

    private mutating func submit(_ text: String) -> Effect {
        if !editor.prompt.isQuestion { editor.history.rewind() }
        return finish(.entry(text), mark: "")
    }

    private mutating func finish(_ outcome: Terminal.Outcome, mark: String) -> Effect {
        // What stays on the screen is the entry alone: no hint, no candidates.
        editor.closeMenu()
        editor.search = nil
        editor.buffer.moveToEnd()
        paint(hint: nil)
        output += mark + painter.leave()
        window = EntryWindow(isColored: window.isColored)
        activity = .idle
        return .finish(outcome)
    }

    // MARK: The screen

    /// Draws what has changed.
    mutating func refresh(_ hint: @Sendable (String, String) -> String?) {
        guard case .editing = activity else { return }
        let text =
            editor.search != nil || editor.prompt.isQuestion
            ? nil : hint(editor.buffer.nearTextBeforeCursor, editor.buffer.restOfLine)
        paint(hint: text)
    }

    private mutating func paint(hint: String?) {
        output += painter.paint(window.frame(of: &editor, size: size, hint: hint))
    }

    /// Puts text above the entry, if one is being typed, or where the cursor is.
    mutating func write(_ text: String) {
        guard !text.isEmpty else { return }
        switch activity {
        case .editing, .asking:
            output += painter.erase() + text
            if !text.hasSuffix("\n") { output += "\r\n" }
            paint(hint: nil)
        case .idle:
            output += text
            isAtLineStart = text.hasSuffix("\n")
        case .paging: heldBack += text
        }
    }

    /// The terminal has another size.
    mutating func resize(to size: TerminalSize) {
        let hasNewWidth = size.columns != self.size.columns
        self.size = size
        switch activity {
        case .editing, .asking:
            output += hasNewWidth ? painter.eraseReflowed(width: size.columns) : painter.erase()
            paint(hint: nil)
        case .paging(var pager):
            pager.fit(size)
            activity = .paging(pager)
            output += pager.screen(size: size)
        case .idle: break
        }
    }

    /// Shows lines a screen at a time.
    mutating func page(_ lines: [String]) {
        let pager = Pager(lines: lines)
        activity = .paging(pager)
        output += Pager.entering + pager.screen(size: size)
    }

    /// Leaves the screen as it is to stay when the terminal is given back.
    mutating func close() {
        if case .paging = activity { leavePager() } else { hide() }
    }

    /// Takes the entry off the screen, and shows it again later.
    mutating func hide() { output += painter.erase() }
}
