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

/// Text from elsewhere made fit for a terminal: what controls it is shown, never sent, and so is
/// what nobody sees or what turns the order of other text around. As Lua writes it.
func printable(_ text: some StringProtocol) -> String {
    shown(text) { $0.count <= 2 ? "\\x" + $0.padded(to: 2) : "\\u{\($0)}" }
}

/// The same for JSON, which stays JSON.
func printableJSON(_ text: some StringProtocol) -> String {
    shown(text) { "\\u" + $0.padded(to: 4) }
}

private func shown(_ text: some StringProtocol, _ escape: (_ code: String) -> String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x0A, 0x09: result.unicodeScalars.append(scalar)
        // Controls; blanks without width; marks and overrides of direction; line ends of Unicode.
        case 0..<0x20, 0x7F..<0xA0, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F,
            0xFEFF:
            result += escape(String(scalar.value, radix: 16, uppercase: true))
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}

extension String {
    /// With zeros in front.
    fileprivate func padded(to count: Int) -> String {
        String(repeating: "0", count: max(0, count - self.count)) + self
    }
}
