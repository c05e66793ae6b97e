import ArgumentParser
import LunetteSystem

/// When output is coloured.
enum ColorChoice: String, WordOption {
    case auto, always, never
}

/// Colours for one stream, or none.
struct Style: Sendable {
    let isColored: Bool

    /// No colours.
    static let plain = Style(.never, isTerminal: false, environment: Environment([:]))

    init(_ choice: ColorChoice, isTerminal: Bool, environment: Environment) {
        switch choice {
        case .always: isColored = true
        case .never: isColored = false
        case .auto:
            isColored =
                isTerminal && environment["NO_COLOR"] == nil && environment["TERM"] != "dumb"
        }
    }

    func bold(_ text: String) -> String { wrap(text, "1") }
    func dim(_ text: String) -> String { wrap(text, "2") }
    func red(_ text: String) -> String { wrap(text, "1;31") }
    func green(_ text: String) -> String { wrap(text, "32") }
    func yellow(_ text: String) -> String { wrap(text, "33") }
    func cyan(_ text: String) -> String { wrap(text, "36") }

    private func wrap(_ text: String, _ code: String) -> String {
        isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
