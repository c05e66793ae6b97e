import LunetteBase
import LunetteJournal

/// A run as one self-contained HTML page, light and dark: what was asked, what changed, what failed
/// and why, how long.
struct RunPage {
    let history: RunHistory

    private var facts: RunFacts { RunFacts(history: history) }

    var text: String {
        let body = [
            header, tiles, problem, reported, picture, changes, failures, units, notes, footer,
        ]
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Run \(html(history.id)): \(html(history.start.name))</title>
            <style>\(RunPageStyle.css)</style></head><body><main>
            \(body.filter { !$0.isEmpty }.joined(separator: "\n"))
            </main></body></html>

            """
    }

    // MARK: What was asked

    private var header: String {
        let start = history.start
        let forced = history.attempts.flatMap(\.forced)
        let rows = [
            ("asked", "<code>\(html(facts.request))</code>"),
            ("by", html(facts.by)),
            ("plan", html(facts.plan ?? "")),
            (
                "where",
                html("\(start.target.name), \(start.target.regionID)")
                    + (start.target.accountID.map { ", account \(html($0))" } ?? "")
            ),
            ("began", time(history.startedAt)),
            ("ended", time(history.lastAt)),
            (
                "forced",
                forced.isEmpty ? "" : html("although changed: \(forced.joined(separator: ", "))")
            ),
            (
                "approved",
                html(history.approvals.map { "\($0.by) (\($0.how))" }.joined(separator: ", "))
            ),
        ]
        let list = rows.filter { !$0.1.isEmpty }.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>" }
        return """
            <header><h1>\(html(start.name))
            <span class="badge \(tone)">\(html(stateWords))</span></h1>
            <p class="id">run \(html(history.id))</p>
            <dl>\(list.joined())</dl></header>
            """
    }

    private var tone: String {
        switch facts.state {
        case "done": "good"
        case "unfinished", "interrupted", "terminated", "partial_or_findings": "mild"
        default: "bad"
        }
    }

    private var stateWords: String { facts.state.replacing("_", with: " ") }

    private var tiles: String {
        let items: [(String, String, String)] = [
            ("\(history.madeChanges.count)", "changed", "good"),
            (
                "\(history.failedChanges.count)", "refused",
                history.failedChanges.isEmpty ? "" : "bad"
            ),
            (
                "\(history.changesInDoubt.count)", "in doubt",
                history.changesInDoubt.isEmpty ? "" : "mild"
            ),
            (
                history.units.isEmpty
                    ? "" : "\(history.doneUnits)/\(history.doneUnits + history.remainingUnits)",
                "items done", history.remainingUnits == 0 ? "good" : "mild"
            ),
            (history.duration.text, "took", ""),
        ]
        let tiles = items.filter { !$0.0.isEmpty }.map { value, name, tone in
            "<div class=\"tile \(tone)\"><b>\(html(value))</b><span>\(name)</span></div>"
        }
        return "<section class=\"tiles\">\(tiles.joined())</section>"
    }

    private var problem: String {
        guard let error = history.end?.error else { return "" }
        let advice = error["explanation"]?.string.map { "<p>\(html($0))</p>" } ?? ""
        return """
            <section class="problem"><h2>What ended it</h2>
            <p><b>\(html(error["code"]?.string ?? stateWords))</b> \
            \(html(error["message"]?.string ?? ""))</p>\(advice)</section>
            """
    }

    private var reported: String {
        let rows = facts.reported.map { [html($0.head), html($0.words)] }
        return rows.isEmpty ? "" : table("Found, or left open", ["", "what"], rows)
    }

    private var picture: String {
        let drawing = MembershipDrawing(history: history)
        guard !drawing.isEmpty else { return "" }
        return """
            <section><h2>Groups and members</h2>
            <p class="legend"><i class="gone"></i> left <i class="new"></i> joined \
            <i class="kept"></i> kept</p>
            <div class="picture">\(drawing.svg)</div></section>
            """
    }

    // MARK: What changed, what did not

    private var changes: String {
        guard !history.madeChanges.isEmpty else {
            return "<section><h2>Changed</h2><p>Nothing was changed.</p></section>"
        }
        let rows = history.madeChanges.map { change in
            [
                time(change.at, isShort: true), target(change),
                "<code>\(html(change.intent.operation))</code>", difference(change),
                request(change.outcome?.requestID ?? "found by a read"),
            ]
        }
        return table("Changed", ["at", "target", "operation", "before → after", "request"], rows)
    }

    private var failures: String {
        let open = history.failedChanges + history.changesInDoubt
        guard !open.isEmpty else { return "" }
        let rows = open.map { change in
            [
                time(change.at, isShort: true), target(change),
                "<code>\(html(change.intent.operation))</code>",
                html(change.problem ?? "No outcome is on record: lunette resume finds out."),
                request(change.outcome?.requestID ?? ""),
            ]
        }
        return table(
            "Not changed, or in doubt", ["at", "target", "operation", "why", "request"], rows)
    }

    private var units: String {
        let open = history.openUnits
        guard !open.isEmpty else { return "" }
        let rows = open.map { [html($0.name), html($0.state), html($0.problem ?? "")] }
        return table("Steps and items left", ["name", "state", "why"], rows)
    }

    private var notes: String {
        guard !history.notes.isEmpty else { return "" }
        let items = history.notes.map { "<li>\(html($0.text))</li>" }
        return "<section><h2>Notes</h2><ul>\(items.joined())</ul></section>"
    }

    private var footer: String {
        let hash =
            history.start.scriptHash.map { ", script SHA-256 <code>\(html($0))</code>" } ?? ""
        return "<footer>\(html(history.start.operatedBy.version))\(hash)</footer>"
    }

    private func request(_ id: String) -> String {
        "<code class=\"request\">\(html(id))</code>"
    }

    private func target(_ change: RunHistory.Change) -> String {
        let unit = change.intent.unit.joined(separator: " › ")
        let shown = change.intent.target ?? ""
        let note = unit.isEmpty || unit == shown ? "" : "<small>\(html(unit))</small>"
        return "<b>\(html(shown))</b>\(note)"
    }

    /// Groups as chips: struck out what is gone, marked what is new.
    private func difference(_ change: RunHistory.Change) -> String {
        guard let old = change.before?["groups"]?.array, let new = change.after?["groups"]?.array
        else { return html(StateText.change(from: change.before, to: change.after) ?? "") }
        let names = (old + new).compactMap(\.string)
        let chips = Set(names).sorted().map { name in
            let wasThere = old.contains(.string(name))
            let isThere = new.contains(.string(name))
            let kind = wasThere && isThere ? "kept" : isThere ? "new" : "gone"
            return "<span class=\"chip \(kind)\">\(html(name))</span>"
        }
        var others = change.after ?? [:]
        others["groups"] = nil
        let rest =
            others.isEmpty ? nil : StateText.change(from: change.before, to: others).map(html)
        return (chips + [rest].compactMap { $0 }).joined(separator: " ")
    }

    private func table(_ title: String, _ head: [String], _ rows: [[String]]) -> String {
        let lines = rows.map { "<tr>\($0.map { "<td>\($0)</td>" }.joined())</tr>" }
        return """
            <section><h2>\(title) <small>\(rows.count)</small></h2><div class="scroll"><table>
            <thead><tr>\(head.map { "<th>\($0)</th>" }.joined())</tr></thead>
            <tbody>\(lines.joined(separator: "\n"))</tbody></table></div></section>
            """
    }

    private func time(_ time: Timestamp, isShort: Bool = false) -> String {
        let shown = isShort ? String(time.millisecondText.dropFirst(11).dropLast(5)) : time.text
        return "<time datetime=\"\(time.millisecondText)\">\(shown)</time>"
    }
}
