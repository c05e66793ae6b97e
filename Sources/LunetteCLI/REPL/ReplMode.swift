import LunetteBase
import LunetteRunbook
import LunetteTerminal

/// How far a session lets changes through.
enum ReplMode: Sendable, Hashable {
    /// The emulator: there is nothing to lose.
    case emulator
    case readOnly
    /// Only what `--allow` names changes anything.
    case granted
    /// Until then, by the wall's clock.
    case live(until: Timestamp)

    /// For the permissions: what the command line grants is granted anyway.
    var sessionMode: SessionMode {
        switch self {
        case .emulator, .live: .live
        case .readOnly, .granted: .readOnly
        }
    }

    /// The word in the prompt, and how it looks.
    var word: (text: String, style: TextStyle)? {
        switch self {
        case .emulator: nil
        case .readOnly: ("read-only", .good)
        case .granted: ("limited", .warning)
        case .live: ("LIVE", .danger)
        }
    }
}

/// What stands in front of each entry: target, region and mode, in words, so that the screen's
/// past shows them too.
struct ReplPrompt {
    let target: String
    let regionID: String
    let mode: ReplMode
    var isPlanning = false
    /// Something goes on behind the prompt.
    var isRepeating = false

    /// On a narrow screen the mode is what counts.
    private func shortText(_ end: String) -> StyledText {
        var text =
            isPlanning
            ? StyledText("plan", .warning)
            : mode.word.map { StyledText($0.text, $0.style) } ?? StyledText(target, .bold)
        text.append(end)
        return text
    }

    var prompt: Prompt {
        var text = StyledText(target, .bold)
        text.append(" \(regionID)")
        if isPlanning {
            text.append(" ")
            text.append("plan", .warning)
        } else if let word = mode.word {
            text.append(" ")
            text.append(word.text, word.style)
        }
        let end = isRepeating ? " *> " : "> "
        text.append(end)
        return Prompt(text, short: shortText(end))
    }
}
