/// What a terminal asks of whoever reads entries from it. All of it may be called on any thread.
public struct TerminalServices: Sendable {
    /// What becomes of an entry when Enter is pressed.
    public enum Verdict: Sendable, Hashable {
        case whole
        /// More lines must follow.
        case incomplete
    }

    public var language: any EntryLanguage
    /// Whether an entry is whole.
    public var judge: @Sendable (String) async -> Verdict
    /// What may stand before the cursor; gets the text in front of it.
    public var complete: @Sendable (String) async -> Completion
    /// A word on what is being typed; gets the text in front of the cursor, and the rest of its
    /// line. It must be quick: it is asked for each key.
    public var hint: @Sendable (_ before: String, _ rest: String) -> String?
    /// Ctrl-C where there is no text that it could drop.
    public var interrupt: @Sendable () -> Void

    public init(
        language: any EntryLanguage = PlainText(),
        judge: @escaping @Sendable (String) async -> Verdict = { _ in .whole },
        complete: @escaping @Sendable (String) async -> Completion = { _ in
            Completion(replacing: 0, candidates: [])
        },
        hint: @escaping @Sendable (String, String) -> String? = { _, _ in nil },
        interrupt: @escaping @Sendable () -> Void = {}
    ) {
        self.language = language
        self.judge = judge
        self.complete = complete
        self.hint = hint
        self.interrupt = interrupt
    }
}
