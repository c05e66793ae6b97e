import LunetteBase
import LunetteJournal

/// A schedule's status as one page without scripts.
struct StatusPage {
    let status: ScheduleStatus

    /// Rows beyond these are counted only; `/api` has them all.
    private static let mostRows = 500

    /// The page.
    var text: String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <meta http-equiv="refresh" content="10">
        <title>\(title)</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        <header>
        <h1>Schedule</h1>
        <p>\(html(status.path)) · at \(status.now.text) \
        · running since \(status.startedAt.text)</p>
        \(notices)
        <ul class="sums">\(sums)</ul>
        </header>
        <main>
        <table>
        <thead><tr><th>Job</th><th>State</th><th>Next run</th><th>Last run</th>\
        <th class="number">Runs</th><th class="number">Skipped</th>\
        <th class="number">Missed</th></tr></thead>
        <tbody>
        \(status.jobs.prefix(Self.mostRows).map(row).joined(separator: "\n"))
        </tbody>
        </table>
        \(rest)
        </main>
        <footer><a href="/metrics">/metrics</a> <a href="/api">/api</a></footer>
        </body>
        </html>

        """
    }

    private var troubled: Int {
        status.jobs.count { $0.condition == .disabled || $0.condition == .failing }
    }

    private var title: String {
        troubled == 0 ? "Schedule: all well" : "Schedule: \(troubled) need a look"
    }

    private var notices: String {
        var notices = ""
        if let failure = status.reloadFailure {
            notices +=
                "<p class=\"notice\">The file's latest version is not in force: "
                + "\(html(failure))</p>"
        }
        if status.isDraining {
            notices += "<p class=\"notice\">Told to end: nothing is started any more.</p>"
        }
        return notices
    }

    private var sums: String {
        JobCondition.allCases.compactMap { condition in
            let count = status.jobs.count { $0.condition == condition }
            guard count > 0 else { return nil }
            return "<li class=\"\(condition.rawValue)\"><b>\(count)</b> \(condition.words)</li>"
        }.joined()
    }

    private var rest: String {
        let hidden = status.jobs.count - Self.mostRows
        return hidden > 0
            ? "<p>… and \(hidden) more; <a href=\"/api\">/api</a> has them all.</p>" : ""
    }

    // MARK: Rows

    private func row(_ entry: ScheduleState.Entry) -> String {
        let counts = entry.state.counts
        return """
            <tr>
            <td><b>\(html(entry.job.name))</b>\
            <small>\(html(entry.job.calendar.expression.text)) \
            · \(html(entry.job.calendar.zone.name))</small></td>
            <td><span class="mark \(entry.condition.rawValue)">\(entry.condition.words)</span>\
            \(note(entry))</td>
            <td>\(next(entry))</td>
            <td>\(last(entry))</td>
            <td class="number">\(counts.started)</td><td class="number">\(counts.skipped)</td>\
            <td class="number">\(counts.missed)</td>
            </tr>
            """
    }

    private func note(_ entry: ScheduleState.Entry) -> String {
        let text: String? =
            switch entry.condition {
            case .disabled:
                "after \(entry.state.failuresInARow) failures; lunette schedule enable "
                    + entry.job.name
            case .failing: "\(entry.state.failuresInARow) in a row"
            case .running: entry.state.run.map { "\($0.id), since \(ago($0.startedAt))" }
            case .waiting, .ok, .new, .off: nil
            }
        return text.map { "<small>\(html($0))</small>" } ?? ""
    }

    private func next(_ entry: ScheduleState.Entry) -> String {
        guard let start = entry.nextStart else { return "–" }
        let pause = start - status.now
        let distance = pause > .zero ? "in \(pause.text)" : "now"
        return "\(distance)<small>\(html(entry.job.calendar.zone.text(of: start)))</small>"
    }

    private func last(_ entry: ScheduleState.Entry) -> String {
        guard let last = entry.state.last else { return "–" }
        let details = [
            last.milliseconds.map { "took \(Duration.milliseconds($0).text)" },
            last.exitCode.flatMap { $0 == 0 ? nil : "exit code \($0)" }, last.runID,
        ]
        return "\(last.outcome.rawValue) \(ago(last.endedAt)) ago"
            + "<small>\(html(details.compactMap { $0 }.joined(separator: " · ")))</small>"
    }

    private func ago(_ time: Timestamp) -> String {
        max(.zero, status.now - time).text
    }
}

extension JobCondition {
    fileprivate var words: String {
        switch self {
        case .disabled: "disabled"
        case .failing: "failing"
        case .running: "running"
        case .waiting: "waiting"
        case .ok: "ok"
        case .new: "not run yet"
        case .off: "switched off"
        }
    }
}

extension StatusPage {
    fileprivate static let style = """
        :root{color-scheme:light dark;--text:#1c2330;--dim:#5d6879;--line:#dfe3ea;--back:#fff;
        --red:#b3261e;--redback:#fbe9e7;--green:#1b6e3c;--greenback:#e6f4ea;--blue:#1a56b0;
        --blueback:#e8f0fc;--greyback:#eef0f4}
        @media(prefers-color-scheme:dark){:root{--text:#e4e8ef;--dim:#98a2b3;--line:#2c3442;
        --back:#12161d;--red:#ff9d94;--redback:#3c1a18;--green:#83d8a3;--greenback:#15301f;
        --blue:#9cc2ff;--blueback:#172a47;--greyback:#232a36}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:76rem;padding:1.5rem;background:var(--back);
        color:var(--text);font:15px/1.45 system-ui,sans-serif;font-variant-numeric:tabular-nums}
        h1{font-size:1.4rem;margin:0}
        header p{margin:.2rem 0;color:var(--dim);overflow-wrap:anywhere}
        header .notice{color:var(--red);background:var(--redback);padding:.6rem .8rem;
        border-radius:.4rem;margin:.8rem 0}
        .sums{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem;padding:0;margin:1rem 0}
        .sums li{padding:.3rem .7rem;border-radius:.4rem;background:var(--greyback)}
        table{border-collapse:collapse;width:100%}
        th{text-align:left;font-weight:600;color:var(--dim);font-size:.85rem}
        th,td{padding:.55rem .8rem .55rem 0;border-bottom:1px solid var(--line);vertical-align:top}
        .number{text-align:right}
        small{display:block;color:var(--dim)}
        .mark{padding:.1rem .5rem;border-radius:.3rem;background:var(--greyback)}
        .disabled,.failing{color:var(--red);background:var(--redback)!important}
        .ok{color:var(--green);background:var(--greenback)!important}
        .running,.waiting{color:var(--blue);background:var(--blueback)!important}
        footer{margin-top:1.5rem}
        a{color:var(--blue)}
        """
}
