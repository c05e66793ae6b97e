import LunetteBase
import LunetteRunbook

/// What a run's report leaves open, for people: a line for each finding, and for each target that
/// was not dealt with.
struct OpenPoints {
    private let points: [(head: String, words: String)]
    private let style: Style

    init(report: RunReport, style: Style) {
        points =
            Self.points(report.findings, report.items)
            + report.unpredicted.map { ("unpredicted", $0.line) }
            + report.inDoubt.map { ("in doubt", $0.line) }
        self.style = style
    }

    /// Those of an entry of a session.
    init(outcome: EntryOutcome, style: Style) {
        points = Self.points(outcome.findings, outcome.items)
        self.style = style
    }

    var isEmpty: Bool { points.isEmpty }

    /// Empty when nothing is open.
    var text: String {
        let heads = points.map(\.head.count)
        let width = heads.max() ?? 0
        return points.reduce(into: "") { text, point in
            let padding = String(repeating: " ", count: width - point.head.count)
            text += "\(style.yellow(point.head))\(padding)  \(printable(point.words))\n"
        }
    }

    private static func points(_ findings: [Finding], _ items: [ReportItem])
        -> [(head: String, words: String)]
    {
        findings.map { finding in
            ("finding", [finding.target, finding.what].compactMap { $0 }.joined(separator: ": "))
        }
            + items.filter(\.status.isOpen).map { item in
                (
                    item.status.rawValue,
                    [item.target, item.reason].compactMap { $0 }
                        .joined(separator: ": ")
                )
            }
    }
}
