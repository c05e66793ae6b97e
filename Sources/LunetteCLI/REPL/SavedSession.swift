/// One entry that was typed, for `:save`.
struct TypedEntry: Sendable, Hashable {
    let text: String
    let hasFailed: Bool
    /// Those that changed something.
    let operations: [String]
}

/// A session as a runbook: what was typed, with what failed commented out, and a manifest that asks
/// for the operations that it used.
struct SavedSession {
    let target: String
    let regionID: String
    var entries: [(entry: TypedEntry, isStatement: Bool)]

    var text: String {
        var parts = [manifest]
        for (index, (entry, isStatement)) in entries.enumerated() {
            if entry.hasFailed {
                parts.append(Self.commented(entry.text))
            } else if isStatement, !isUsedLater(index) {
                parts.append(entry.text)
            } else {
                // What an entry returned is `_` in those that follow.
                let code = entry.text.hasPrefix("=") ? String(entry.text.dropFirst()) : entry.text
                parts.append(isUsedLater(index) ? "_ = \(code)" : "print(\(code))")
            }
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private var manifest: String {
        let used = entries.filter { !$0.entry.hasFailed }.flatMap(\.entry.operations)
        let operations = Set(used).sorted().map { "\"ecs:\($0)\"" }
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
        for (entry, isStatement) in entries[(index + 1)...] where !entry.hasFailed {
            if entry.text.firstMatch(of: /(^|[^\w.])_([^\w]|$)/) != nil { return true }
            if !isStatement { return false }
        }
        return false
    }

    private static func commented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "-- \($0)" }
            .joined(separator: "\n")
    }
}
