import LunetteBase
import LunetteRunbook

/// What a run's report leaves open, for people: a line for each finding, and for each target that
/// was not dealt with.
struct OpenPoints {
    let report: RunReport
    let style: Style

    /// Empty when nothing is open.
    var text: String {
        let heads = points.map(\.head.count)
        let width = heads.max() ?? 0
        return points.reduce(into: "") { text, point in
            let padding = String(repeating: " ", count: width - point.head.count)
            text += "\(style.yellow(point.head))\(padding)  \(printable(point.words))\n"
        }
    }

    private var points: [(head: String, words: String)] {
        report.findings.map { finding in
            ("finding", [finding.target, finding.what].compactMap { $0 }.joined(separator: ": "))
        }
            + report.openItems.map { item in
                (
                    item.status.rawValue,
                    [item.target, item.reason].compactMap { $0 }
                        .joined(separator: ": ")
                )
            }
            + report.unpredicted.map { ("unpredicted", $0.line) }
            + report.inDoubt.map { ("in doubt", $0.line) }
    }
}
