import LunetteBase
import LunetteRunbook

/// What a run's report leaves open, for people: a line for each finding, and for each target that
/// was not dealt with.
struct OpenPoints {
    private let points: [(head: String, words: String)]
    private let style: Style
    private let width: Int?

    /// `width`: of the terminal, if it is for one.
    init(report: RunReport, style: Style, width: Int?) {
        points =
            Self.points(report.findings, report.items)
            + report.unpredicted.map { ("unpredicted", $0.line) }
            + report.inDoubt.map { ("in doubt", $0.line) }
        self.style = style
        self.width = width
    }

    /// Those of an entry of a session.
    init(outcome: EntryOutcome, style: Style, width: Int?) {
        points = Self.points(outcome.findings, outcome.items)
        self.style = style
        self.width = width
    }

    var isEmpty: Bool { points.isEmpty }

    /// Empty when nothing is open.
    var text: String {
        let heads = points.map(\.head.count)
        let margin = heads.max() ?? 0
        let lines = points.map { point in
            let padding = String(repeating: " ", count: margin - point.head.count)
            return "\(style.yellow(point.head))\(padding)  \(printable(point.words))\n"
        }
        return wrapped(lines.joined(), toTerminal: width, indent: margin + 2)
    }

    private static func points(_ findings: [Finding], _ items: [ReportItem])
        -> [(head: String, words: String)]
    {
        let reported =
            findings.map { ReportedText($0) }
            + items.filter(\.status.isOpen).map { ReportedText($0) }
        return reported.map { ($0.head, $0.words) }
    }
}
