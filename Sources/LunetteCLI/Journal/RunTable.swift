import LunetteBase
import LunetteJournal

/// A run's changes as CSV (RFC 4180), one a line, whatever is in them.
struct RunTable {
    let history: RunHistory

    var text: String {
        let head = [
            "run", "at", "unit", "operation", "target", "region_id", "status", "before", "after",
            "request_id", "error",
        ]
        let rows = history.changes.map { change in
            [
                history.id, change.at.millisecondText, change.intent.unit.joined(separator: " › "),
                change.intent.operation, change.intent.target ?? "", change.intent.regionID,
                change.state, change.before.map { StateText(facts: $0).text } ?? "",
                change.after.map { StateText(facts: $0).text } ?? "",
                change.outcome?.requestID ?? "", change.problem ?? "",
            ]
        }
        return ([head] + rows).map { $0.map(Self.cell).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func cell(_ text: String) -> String {
        // What a spreadsheet would take for a formula gets an apostrophe.
        let isFormula = text.first.map { "=+-@".contains($0) } ?? false
        let text = printable(isFormula ? "'\(text)" : text)
        guard text.contains(where: { "\",".contains($0) }) else { return text }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }
}
