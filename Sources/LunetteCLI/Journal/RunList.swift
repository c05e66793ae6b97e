import LunetteBase
import LunetteJournal
import LunetteTerminal

/// Runs as a table, one a line.
struct RunList {
    let runs: [RunHistory]
    let style: Style

    var text: String {
        guard !runs.isEmpty else { return "no runs\n" }
        let rows = runs.map(row)
        let head = ["RUN", "BEGAN", "RUNBOOK", "TARGET", "ENDED", "CHANGES"]
        let widths = head.indices.map { column in
            ([head] + rows).map { $0[column].cellWidth }.max() ?? 0
        }
        let lines = ([head] + rows).enumerated().map { index, row in
            let cells = zip(row, widths).map {
                $0.0.padded(toCells: $0.1)
            }
            let line = String(
                cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
            return index == 0 ? style.dim(line) : line
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func row(_ run: RunHistory) -> [String] {
        let facts = RunFacts(history: run)
        let doubts = run.changesInDoubt.count
        let changes = "\(run.madeChanges.count)" + (doubts == 0 ? "" : " (\(doubts) in doubt)")
        return [
            run.id, run.startedAt.localText, run.start.name,
            "\(facts.target) \(run.start.target.regionID)", facts.state, changes,
        ].map(printable)
    }
}
