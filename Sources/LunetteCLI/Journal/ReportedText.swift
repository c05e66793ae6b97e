import LunetteBase
import LunetteJournal
import LunetteRunbook

/// What a script found, or left open, in a line: `sg-web: is open to the world (port 443)`.
struct ReportedText {
    /// `finding`, or the item's status.
    let head: String
    let words: String

    init(_ finding: Finding) {
        head = "finding"
        words = Self.line(finding.target, finding.what, finding.details)
    }

    init(_ item: ReportItem) {
        head = item.status.rawValue
        words = Self.line(
            item.target, item.reason,
            item.details.without("error", "reason", "message", "what", "finished_before"))
    }

    /// Nil for what this version cannot read.
    init?(_ reported: Reported) {
        switch reported.subject {
        case .finding:
            guard let finding = Finding(reported.fields) else { return nil }
            self.init(finding)
        case .item:
            guard let item = ReportItem(reported.fields) else { return nil }
            self.init(item)
        }
    }

    private static func line(_ target: String?, _ what: String?, _ details: JSONObject) -> String {
        let line = [target, what].compactMap { $0 }.joined(separator: ": ")
        if details.isEmpty { return line }
        let facts = details.members.map { "\($0.name) \(text($0.value))" }
        return "\(line) (\(facts.joined(separator: ", ")))"
    }

    private static func text(_ value: JSONValue) -> String {
        guard let values = value.array, !values.isEmpty else { return value.string ?? value.text }
        return values.map { $0.string ?? $0.text }.joined(separator: " ")
    }
}
