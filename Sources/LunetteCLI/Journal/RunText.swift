import LunetteBase
import LunetteJournal

/// A run for a terminal: what was asked, what changed, what failed and why, how long.
struct RunText {
    let history: RunHistory
    let style: Style
    /// Of the terminal, if it is for one.
    let width: Int?

    /// More would drown what matters; the other forms have all of it.
    private static let mostLines = 200

    private var facts: RunFacts { RunFacts(history: history) }

    var text: String {
        let sections = [
            header, problem, reported, changes, failures, doubts, units, notes,
        ].filter {
            !$0.isEmpty
        }
        let text = sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
        return wrapped(text, toTerminal: width, indent: 4)
    }

    private var header: [String] {
        let good = history.isFinished
        let mark = good ? style.green("✓") : style.yellow("!")
        return [
            "\(mark) \(style.bold(printable("run \(history.id)")))  \(printable(facts.request))",
            field("ended", facts.state),
            field(
                "began",
                "\(history.startedAt.localText), took \(history.duration.text)"
                    + (history.attempts.isEmpty
                        ? "" : ", in \(history.attempts.count + 1) attempts")),
            field("where", "\(facts.target), \(history.start.target.regionID)"),
            field("who", facts.by),
        ]
            + (facts.plan.map { [field("plan", $0)] } ?? [])
            + (history.attempts.flatMap(\.forced).isEmpty
                ? []
                : [
                    field(
                        "forced",
                        "although changed: "
                            + history.attempts.flatMap(\.forced).joined(separator: ", "))
                ])
    }

    private var problem: [String] {
        guard let error = history.end?.error else { return [] }
        return [style.red("error: ") + printable(error["message"]?.string ?? "")]
    }

    private var reported: [String] {
        let reported = facts.reported
        guard !reported.isEmpty else { return [] }
        let lines = reported.prefix(Self.mostLines).map {
            "  \(style.yellow($0.head))  \(printable($0.words))"
        }
        return [style.bold("found, or left open: \(reported.count)")] + lines
            + (reported.count > lines.count
                ? ["  … and \(reported.count - lines.count) more"] : [])
    }

    private var changes: [String] {
        list("changed", history.madeChanges) { change in
            let what = StateText.change(from: change.before, to: change.after)
            let note = change.outcome?.isSettledByRead == true ? " (found by a read)" : ""
            return [what.map { $0 + note }, change.outcome?.requestID.map { "request \($0)" }]
        }
    }

    private var failures: [String] {
        list("refused", history.failedChanges) { [$0.problem] }
    }

    private var doubts: [String] {
        list("in doubt", history.changesInDoubt) { change in
            [change.problem ?? "no outcome is on record; lunette resume finds out"]
        }
    }

    private func list(
        _ title: String, _ changes: [RunHistory.Change],
        _ details: (RunHistory.Change) -> [String?]
    ) -> [String] {
        guard !changes.isEmpty else { return [] }
        let lines = changes.prefix(Self.mostLines).map { change in
            let parts = details(change).compactMap { $0 }.map { style.dim(printable($0)) }
            let head = "\(change.intent.operation) \(change.intent.target ?? "")"
            return "  \(printable(head))  \(parts.joined(separator: "  "))"
        }
        return [style.bold("\(title): \(changes.count)")] + lines
            + (changes.count > lines.count ? ["  … and \(changes.count - lines.count) more"] : [])
    }

    private var units: [String] {
        guard !history.units.isEmpty else { return [] }
        let dropped = history.droppedUnits
        let head =
            "steps and items: \(history.doneUnits) done, \(history.remainingUnits) left"
            + (dropped == 0 ? "" : ", \(dropped) no longer asked for")
        return [style.bold(head)]
            + history.openUnits.prefix(Self.mostLines).map { unit in
                "  \(printable(unit.name))  \(style.dim(printable(unit.why)))"
            }
    }

    private var notes: [String] {
        history.approvals.map { "approved by \($0.by) (\($0.how)): \($0.what)" }.map(printable)
            + history.notes.map { printable("note: \($0.text)") }
    }

    private func field(_ name: String, _ value: String) -> String {
        let padding = String(repeating: " ", count: max(1, 7 - name.count))
        return "  \(style.dim(name))\(padding)\(printable(value))"
    }
}
