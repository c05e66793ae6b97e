import LunetteBase
import LunetteJournal

/// A run for a ticket: who, account, before → after, failures, request ids.
struct RunMarkdown {
    let history: RunHistory

    private var facts: RunFacts { RunFacts(history: history) }

    var text: String {
        ([
            ["## Run \(escaped(history.id)): \(code(facts.request))"], summary, reported, changes,
            failures, units, notes,
        ] as [[String]])
        .filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
        .joined(separator: "\n\n") + "\n"
    }

    private var summary: [String] {
        let target = history.start.target
        return [
            "| | |", "|---|---|",
            row([
                "ended",
                facts.state + (history.end?.error.map { ": \($0["message"]?.string ?? "")" } ?? ""),
            ]),
            row(["who", facts.by]),
        ] + (facts.plan.map { [row(["plan", $0])] } ?? []) + [
            row(["account", facts.account]),
            row(["target", "\(target.name), \(target.regionID)"]),
            row(["began", history.startedAt.text]),
            row(["took", history.duration.text]),
            row([
                "changes",
                "\(history.madeChanges.count) made, \(history.failedChanges.count) refused, "
                    + "\(history.changesInDoubt.count) in doubt",
            ]),
        ]
    }

    private var reported: [String] {
        let reported = facts.reported
        guard !reported.isEmpty else { return [] }
        return ["### Found, or left open", ""]
            + reported.map { "- \(escaped($0.head)): \(escaped($0.words))" }
    }

    private var changes: [String] {
        guard !history.madeChanges.isEmpty else { return ["Nothing was changed."] }
        return [
            "### Changed", "", "| target | operation | before → after | request |",
            "|---|---|---|---|",
        ]
            + history.madeChanges.map { change in
                row([
                    change.intent.target ?? "", change.intent.operation,
                    StateText.change(from: change.before, to: change.after) ?? "",
                    change.outcome?.requestID ?? "settled by a read",
                ])
            }
    }

    private var failures: [String] {
        let open = history.failedChanges + history.changesInDoubt
        guard !open.isEmpty else { return [] }
        return [
            "### Not changed, or in doubt", "", "| target | operation | why | request |",
            "|---|---|---|---|",
        ]
            + open.map { change in
                row([
                    change.intent.target ?? "", change.intent.operation,
                    change.problem ?? "in doubt: no outcome is on record",
                    change.outcome?.requestID ?? "",
                ])
            }
    }

    private var units: [String] {
        let open = history.openUnits
        guard !open.isEmpty else { return [] }
        return ["### Steps and items left", ""]
            + open.map { "- \(escaped($0.name)): \(escaped($0.why))" }
    }

    private var notes: [String] {
        history.approvals.map { "- \(escaped("approved by \($0.by) (\($0.how)): \($0.what)"))" }
            + history.notes.map { "- \(escaped($0.text))" }
    }

    private func row(_ cells: [String]) -> String {
        "| \(cells.map(escaped).joined(separator: " | ")) |"
    }

    private func code(_ text: String) -> String {
        "`\(printable(text).replacing("`", with: "'"))`"
    }

    private func escaped(_ text: String) -> String {
        var result = ""
        for character in printable(text) {
            if "|`*_<>[]\\".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }
}
