import LunetteBase
import LunetteRunbook

/// What an undo would do, for people.
struct UndoText {
    let steps: [UndoStep]
    let style: Style
    /// Of the terminal, if it is for one.
    let width: Int?

    var text: String {
        wrapped(steps.map(line).joined(), toTerminal: width, indent: 6)
    }

    private func line(_ step: UndoStep) -> String {
        let mark =
            switch step.verdict {
            case .undo: style.green("undo")
            case .restored: style.dim("done")
            case .gone: style.dim("gone")
            case .drifted: style.yellow("kept")
            case .impossible, .notBegun, .begun: style.red("left")
            case .unknown: style.red("????")
            }
        let loss = step.loss.map { " (lost: \($0))" } ?? ""
        return "\(mark)  \(printable("\(step.target)  \(step.text)\(loss)"))\n"
    }
}
