import LunetteBase
import LunetteRunbook

/// What a dry run would change, for people: each call, and what it does to what.
struct PredictedChanges {
    let changes: [ChangeRecord]
    let style: Style

    /// Empty when nothing would change.
    var text: String {
        guard !changes.isEmpty else { return "" }
        let lines = changes.flatMap(lines) + [assumptions].compactMap { $0 }
        return lines.joined(separator: "\n") + "\n"
    }

    private func lines(_ change: ChangeRecord) -> [String] {
        let target = change.target.map { " \(printable($0))" } ?? ""
        let head = "\(style.cyan("would")) \(change.operation)\(target) (\(change.regionID))"
        guard let effect = change.effect else { return [head] }
        let resources = effect.before.object?.members ?? []
        if resources.isEmpty { return ["\(head): it is so already"] }
        return [head]
            + resources.flatMap { resource in
                lines(resource.name, resource.value.object, effect.after[resource.name]?.object)
            }
    }

    private func lines(_ id: String, _ before: JSONObject?, _ after: JSONObject?) -> [String] {
        guard let before else {
            let fields = (after?.members ?? []).map { "\($0.name) \(Self.text($0.value))" }
            return ["  \(printable(id)) is made: \(printable(fields.joined(separator: "; ")))"]
        }
        guard let after else { return ["  \(printable(id)) is gone"] }
        return before.members.map { field in
            let now = Self.text(after[field.name] ?? .null)
            let change = "\(Self.text(field.value)) → \(now)"
            return "  \(printable(id)) \(field.name): \(printable(change))"
        }
    }

    /// Once for all: what the predictions rest on.
    private var assumptions: String? {
        var told: [NamedValue] = []
        for change in changes {
            for one in change.effect?.assumptions ?? [] where !told.contains(one) {
                told.append(one)
            }
        }
        guard !told.isEmpty else { return nil }
        let words = told.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
        return style.dim("assuming: \(words)")
    }

    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .null, .array([]): "none"
        case .string(let text): text.isEmpty ? "none" : text
        case .array(let elements): elements.map(text).joined(separator: ", ")
        default: value.text
        }
    }
}
