/// What stands in front of an entry.
public struct Prompt: Sendable, Hashable {
    public var text: StyledText
    /// What stands there instead where the screen is narrow.
    public var short: StyledText?
    /// A question of one line: its answer is no entry of the history, and Enter always ends it.
    public var isQuestion: Bool

    public init(_ text: StyledText, short: StyledText? = nil, isQuestion: Bool = false) {
        self.text = text
        self.short = short
        self.isQuestion = isQuestion
    }
}

/// An entry under edit: keys in, its next state out. Knows nothing of a screen.
struct LineEditor: Sendable {
    /// What a key asks for beyond the entry itself.
    enum Action: Sendable, Hashable {
        case none
        /// Enter was pressed: is this a whole entry?
        case enter(String)
        case complete
        case endOfInput
        case interrupt
        case suspend
        case clearScreen
    }

    let language: any EntryLanguage
    var history: EntryHistory
    var prompt = Prompt("")
    var buffer = EditBuffer()
    var search: HistorySearch?
    private(set) var menu: CompletionMenu?
    private var killed = ""
    private var lastWasKill = false

    init(language: any EntryLanguage = PlainText(), history: EntryHistory = EntryHistory()) {
        self.language = language
        self.history = history
    }

    /// An empty entry.
    mutating func begin(_ prompt: Prompt) {
        self.prompt = prompt
        buffer = EditBuffer()
        search = nil
        menu = nil
        history.rewind()
    }

    /// Takes one key in.
    mutating func handle(_ key: Key) -> Action {
        if search != nil, let action = handleInSearch(key) { return action }
        if let action = handleInMenu(key) { return action }
        let wasKill = lastWasKill
        lastWasKill = false
        switch key {
        case .text(let text): type(text)
        case .paste(let text): buffer.insert(text)
        case .enter: return .enter(buffer.text)
        case .altEnter: insertNewline()
        case .tab: return handleTab()
        case .control(let letter): return handleControl(letter, wasKill)
        default: edit(key, wasKill)
        }
        return .none
    }

    // MARK: Text

    private mutating func type(_ text: String) {
        buffer.insert(text)
        // `end` goes back to where its block began.
        let line = String(buffer.current)
        let trimmed = line.drop { $0 == " " }
        guard buffer.cursor == buffer.lineEnd, language.closesBlock(String(trimmed)) else { return }
        let before = buffer.lines[..<buffer.cursor.line].map { String($0.characters) }
        let wanted = max(0, language.indentation(after: before.joined(separator: "\n")) - 2)
        let excess = line.count - trimmed.count - wanted
        guard excess > 0, buffer.cursor.line > 0 else { return }
        let column = buffer.cursor.column
        let start = buffer.lineStart
        buffer.remove(start, EditBuffer.Position(line: start.line, column: excess))
        buffer.move(to: EditBuffer.Position(line: start.line, column: column - excess))
    }

    /// A new line, indented as its place asks for.
    mutating func insertNewline() {
        let indentation = language.indentation(after: buffer.textBeforeCursor)
        buffer.insert("\n" + String(repeating: " ", count: indentation))
    }

    private mutating func handleTab() -> Action {
        let isBlank = buffer.current[..<buffer.cursor.column].allSatisfy { $0 == " " }
        if isBlank, !prompt.isQuestion {
            buffer.insert("  ")
            return .none
        }
        return .complete
    }

    // MARK: Keys

    private mutating func handleControl(_ letter: Character, _ wasKill: Bool) -> Action {
        switch letter {
        case "c":
            return .interrupt
        case "d":
            if buffer.isEmpty { return .endOfInput }
            buffer.remove(to: buffer.after)
        case "l": return .clearScreen
        case "z": return .suspend
        case "r": search = prompt.isQuestion ? nil : HistorySearch(original: buffer)
        case "a": buffer.move(to: buffer.lineStart)
        case "e": buffer.move(to: buffer.lineEnd)
        case "b": buffer.move(to: buffer.before)
        case "f": buffer.move(to: buffer.after)
        case "p": moveUp()
        case "n": moveDown()
        case "t": buffer.transpose()
        case "y": buffer.insert(killed)
        case "_": buffer.undo()
        case "k":
            let end = buffer.cursor == buffer.lineEnd ? buffer.after : buffer.lineEnd
            kill(to: end, wasKill)
        case "u": kill(to: buffer.lineStart, wasKill)
        case "w": kill(to: buffer.wordStart { $0 != " " }, wasKill)
        default: break
        }
        return .none
    }

    private mutating func edit(_ key: Key, _ wasKill: Bool) {
        switch key {
        case .backspace: buffer.remove(to: buffer.before)
        case .delete: buffer.remove(to: buffer.after)
        case .altBackspace: kill(to: buffer.wordStart(Self.isWord), wasKill)
        case .alt("d"): kill(to: buffer.wordEnd(Self.isWord), wasKill)
        case .left: buffer.move(to: buffer.before)
        case .right: buffer.move(to: buffer.after)
        case .wordLeft, .alt("b"): buffer.move(to: buffer.wordStart(Self.isWord))
        case .wordRight, .alt("f"): buffer.move(to: buffer.wordEnd(Self.isWord))
        case .home: buffer.move(to: buffer.lineStart)
        case .end: buffer.move(to: buffer.lineEnd)
        case .alt("<"): buffer.move(to: EditBuffer.Position())
        case .alt(">"): buffer.moveToEnd()
        case .up: moveUp()
        case .down: moveDown()
        case .pageUp: recall(history.older(than: buffer.text))
        case .pageDown: recall(history.newer())
        default: break
        }
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }

    private mutating func kill(to position: EditBuffer.Position, _ wasKill: Bool) {
        let isBackward = position < buffer.cursor
        let text = buffer.remove(to: position)
        if !wasKill {
            killed = text
        } else {
            killed = isBackward ? text + killed : killed + text
        }
        lastWasKill = true
    }

    private mutating func moveUp() {
        if !buffer.moveLine(-1) { recall(history.older(than: buffer.text)) }
    }

    private mutating func moveDown() {
        if !buffer.moveLine(1) { recall(history.newer()) }
    }

    private mutating func recall(_ entry: String?) {
        guard let entry, !prompt.isQuestion else { return }
        buffer = EditBuffer(entry)
    }
}

// MARK: - Completion

extension LineEditor {
    /// Puts in what is certain, and shows the rest.
    mutating func show(_ completion: Completion) {
        guard !completion.candidates.isEmpty else { return }
        let typed = String(
            buffer.current[..<buffer.cursor.column].suffix(completion.replacedCount))
        let prefix = completion.commonPrefix
        if completion.candidates.count == 1 || prefix.count > typed.count {
            replace(completion.replacedCount, with: prefix)
            if completion.candidates.count == 1 { return }
            menu = CompletionMenu(completion.candidates, replacedCount: prefix.count)
        } else {
            menu = CompletionMenu(
                completion.candidates, replacedCount: completion.replacedCount)
        }
    }

    mutating func closeMenu() { menu = nil }

    private mutating func replace(_ count: Int, with text: String) {
        let start = EditBuffer.Position(
            line: buffer.cursor.line, column: max(0, buffer.cursor.column - count))
        buffer.remove(to: start)
        buffer.insert(text)
    }

    /// What a key means while candidates are shown; nil: the same as ever.
    private mutating func handleInMenu(_ key: Key) -> Action? {
        guard var open = menu else { return nil }
        switch key {
        case .tab, .backTab:
            let choice = open.select(key == .tab ? 1 : -1)
            menu = open
            replace(choice.replaced, with: choice.text)
            return Action.none
        case .enter where open.selected != nil, .escape, .control("g"):
            menu = nil
            return Action.none
        default:
            menu = nil
            return nil
        }
    }
}
