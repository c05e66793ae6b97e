/// One entry that was typed, for `:save`.
struct TypedEntry: Sendable, Hashable {
    let text: String
    let hasFailed: Bool
    /// Its first value is a table.
    var isTable = false
    /// What it changed.
    var changes: [Change] = []

    struct Change: Sendable, Hashable {
        let operation: String
        let target: String?
        /// `:undo` took it back.
        var isUndone = false
    }

    /// All that it changed was taken back.
    var isUndone: Bool { !changes.isEmpty && changes.allSatisfy(\.isUndone) }
    /// Whether a runbook of what was typed has it.
    var isKept: Bool { !hasFailed && !isUndone }
}

/// A session as a runbook: what was typed, with what failed or was taken back commented out, and a
/// manifest that asks for the operations that it used.
struct SavedSession {
    let target: String
    let regionID: String
    var entries: [(entry: TypedEntry, isStatement: Bool)]

    var text: String {
        var parts = [manifest]
        var head: [String] = []
        if showsTables { head.append("local inspect = require \"inspect\"") }
        if !globals.isEmpty { head.append("local \(globals.joined(separator: ", "))") }
        if !head.isEmpty { parts.append(head.joined(separator: "\n")) }
        for (index, (entry, isStatement)) in entries.enumerated() {
            if !entry.isKept {
                parts.append(
                    (entry.isUndone ? "-- This was taken back:\n" : "")
                        + Self.commented(entry.text))
            } else if isStatement, !isUsedLater(index) {
                parts.append(entry.text)
            } else {
                // What an entry returned is `_` in those that follow.
                let code = entry.text.hasPrefix("=") ? String(entry.text.dropFirst()) : entry.text
                let shown = entry.isTable ? "inspect.text(\(code))" : code
                parts.append(isUsedLater(index) ? "_ = \(code)" : "print(\(shown))")
            }
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private var showsTables: Bool {
        entries.enumerated().contains { index, item in
            item.entry.isKept && item.entry.isTable && !item.isStatement && !isUsedLater(index)
        }
    }

    private var manifest: String {
        let used = entries.map(\.entry).filter(\.isKept).flatMap(\.changes)
        let operations = Set(used.map(\.operation)).sorted().map { "\"ecs:\($0)\"" }
        return """
            runbook {
              name = "saved-session",
              summary = "What was typed in a session on \(target), \(regionID)",
              allow = { \(operations.joined(separator: ", ")) },
            }
            """
    }

    /// Whether the next entry that returns something comes after one that names `_`.
    private func isUsedLater(_ index: Int) -> Bool {
        for (entry, isStatement) in entries[(index + 1)...] where entry.isKept {
            if entry.text.firstMatch(of: /(^|[^\w.])_([^\w]|$)/) != nil { return true }
            if !isStatement { return false }
        }
        return false
    }

    /// What the entries assign and nothing declares, in the order of its first use: a runbook's
    /// variables are its own.
    private var globals: [String] {
        let declared = Set(entries.map(\.entry).filter(\.isKept).flatMap(Self.declaredNames))
        var names: [String] = []
        for (index, (entry, isStatement)) in entries.enumerated() where entry.isKept {
            let name =
                isStatement
                ? Self.assignedName(entry.text) : isUsedLater(index) ? "_" : nil
            guard let name, !declared.contains(name), !names.contains(name) else { continue }
            names.append(name)
        }
        // Lua has room for so many.
        return names.count < 150 ? names : []
    }

    /// `x` in `x = 1` and in `function x()`.
    private static func assignedName(_ text: String) -> String? {
        if let match = text.prefixMatch(of: #/\s*(\w+)\s*=[^=]/#) { return String(match.1) }
        return text.prefixMatch(of: #/\s*function\s+(\w+)\s*\(/#).map { String($0.1) }
    }

    /// `x` and `y` in `local x, y`, and `x` in `local function x()`.
    private static func declaredNames(_ entry: TypedEntry) -> [String] {
        entry.text.matches(of: #/\blocal\s+(?:function\s+)?(\w+(?:\s*,\s*\w+)*)/#).flatMap {
            match in
            match.1.split { $0 == "," || $0.isWhitespace }.map(String.init)
        }
    }

    private static func commented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "-- \($0)" }
            .joined(separator: "\n")
    }
}
