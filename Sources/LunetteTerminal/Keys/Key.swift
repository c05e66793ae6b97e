/// What was typed: one key, or text that came at once.
public enum Key: Sendable, Hashable {
    case text(String)
    /// What the terminal says was pasted; line ends are `\n`.
    case paste(String)
    /// With the letter in lower case: Ctrl-A is `control("a")`.
    case control(Character)
    case alt(Character)
    case enter, altEnter, tab, backTab, backspace, altBackspace, delete, escape
    case up, down, left, right, wordLeft, wordRight, home, end, pageUp, pageDown
    /// A sequence that means nothing here.
    case unknown
}
