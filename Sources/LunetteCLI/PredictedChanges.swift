import LunetteBase
import LunetteRunbook

/// What a dry run or a plan would change, for people: each call, and what it does to what.
struct PredictedChanges {
    /// One of the calls.
    struct Change {
        let operation: String
        let target: String?
        let regionID: String
        /// Nil where it is not known what it does.
        let effect: (before: JSONObject, after: JSONObject)?
        let assumptions: [NamedValue]
        let place: ScriptPlace?
    }

    let changes: [Change]
    let style: Style
    /// Of the terminal, if it is one.
    let width: Int?

    /// Empty when nothing would change.
    var text: String {
        guard !changes.isEmpty else { return "" }
        let lines = changes.flatMap(lines) + [assumptions].compactMap { $0 }
        return wrapped(lines.joined(separator: "\n") + "\n", toTerminal: width, indent: 4)
    }

    private func lines(_ change: Change) -> [String] {
        let target = change.target.map { " \($0)" } ?? ""
        let place = change.place.map { style.dim("  \(printable("\($0.file):\($0.line)"))") } ?? ""
        let what = printable("\(change.operation)\(target) (\(change.regionID))")
        let call = "\(style.cyan("would")) \(what)"
        let head = call + place
        guard let effect = change.effect else { return [head] }
        if effect.before.isEmpty { return ["\(call): it is so already\(place)"] }
        return [head]
            + effect.before.members.flatMap { resource in
                lines(resource.name, resource.value.object, effect.after[resource.name]?.object)
            }
    }

    private func lines(_ id: String, _ before: JSONObject?, _ after: JSONObject?) -> [String] {
        guard let before else {
            let fields = (after?.members ?? []).map { "\($0.name) \(Self.text($0.value))" }
            return [printable("  \(id) is made: \(fields.joined(separator: "; "))")]
        }
        guard let after else { return ["  \(printable(id)) is gone"] }
        return before.members.flatMap { field -> [String] in
            if field.name == "permissions" {
                return ruleLines(id, "-", field.value) + ruleLines(id, "+", after[field.name])
            }
            let now = Self.text(after[field.name] ?? .null)
            let change = "\(Self.text(field.value)) → \(now)"
            return [printable("  \(id) \(field.name): \(change)")]
        }
    }

    /// Of a group's rules those that go or come, a line each.
    private func ruleLines(_ id: String, _ sign: String, _ rules: JSONValue?) -> [String] {
        (rules?.array ?? []).map { rule in
            printable("  \(id) \(sign) \(Self.text(rule))")
        }
    }

    /// Once for all: what the predictions rest on.
    private var assumptions: String? {
        var told: [NamedValue] = []
        for change in changes {
            for one in change.assumptions where !told.contains(one) { told.append(one) }
        }
        guard !told.isEmpty else { return nil }
        let words = told.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
        return style.dim(printable("assuming: \(words)"))
    }

    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .null, .array([]): "none"
        case .string(let text): text.isEmpty ? "none" : text
        case .array(let elements): elements.map(text).joined(separator: ", ")
        case .object(let object): RuleText(object)?.text ?? value.text
        default: value.text
        }
    }
}

extension PredictedChanges {
    /// Those of a dry run.
    init(changes: [ChangeRecord], style: Style, width: Int?) {
        self.init(changes: changes.map(Change.init), style: style, width: width)
    }
}

extension PredictedChanges.Change {
    /// A change of a dry run; where the script asks for it is left to plans.
    fileprivate init(_ change: ChangeRecord) {
        self.init(
            operation: change.operation, target: change.target, regionID: change.regionID,
            effect: change.effect.map { ($0.before.object ?? [:], $0.after.object ?? [:]) },
            assumptions: change.effect?.assumptions ?? [], place: nil)
    }

    init(_ item: PlanItem) {
        self.init(
            operation: item.operation, target: item.target, regionID: item.regionID,
            effect: (item.before, item.after),
            assumptions: item.assumed.members.map { NamedValue($0.name, $0.value.string ?? "") },
            place: item.place)
    }
}
