import LunetteBase
import LunetteRunbook

/// A plan for people: what it would change and what it would meet, who made it, who approved it,
/// and what is still wanted.
struct PlanText {
    let gate: PlanGate
    let style: Style
    /// Of the terminal, if it is one.
    let width: Int?

    private var file: PlanFile { gate.file }
    private var plan: Plan { gate.file.plan }

    /// What would be done, and what would not come to pass.
    var changes: String {
        let changes = PredictedChanges(
            changes: plan.items.map(PredictedChanges.Change.init), style: style, width: width)
        let notes =
            plan.refusals.map { "\(style.yellow("would meet")) \(printable($0.line))" }
            + plan.gaps.map { "\(style.red("not covered")) \(printable($0.line))" }
        let nothing = plan.items.isEmpty && notes.isEmpty ? ["nothing would change"] : []
        return changes.text + (notes + nothing).map { lines($0, indent: 4) }.joined()
    }

    /// The plan's own facts, for whoever is to approve it.
    var facts: String {
        let target = plan.target
        let rows = [
            ("plan", file.hash),
            ("of", "\(plan.script.name) (\(plan.script.file))"),
            ("with", plan.script.arguments.isEmpty ? "" : arguments),
            ("on", "\(target.name), account \(target.accountID ?? "?"), \(target.regionID)"),
            ("by", "\(plan.author), on \(plan.operatedBy.host), \(plan.createdAt.localText)"),
            ("until", plan.expiresAt.localText),
            ("approvals", approvals),
        ]
        return rows.filter { !$0.1.isEmpty }.map { name, value in
            let padding = String(repeating: " ", count: 10 - name.count)
            return lines("\(style.dim(name))\(padding)\(printable(value))", indent: 10)
        }.joined()
    }

    private func lines(_ text: String, indent: Int) -> String {
        wrapped("\(text)\n", toTerminal: width, indent: indent)
    }

    private var arguments: String {
        plan.script.arguments.members.map { member in
            "\(member.name)=\(member.value.string ?? member.value.text)"
        }.joined(separator: " ")
    }

    private var approvals: String {
        let given = gate.standings.map { judged in
            let approval = judged.approval
            let note = judged.standing == .counts ? "" : " (\(judged.words))"
            return "\(approval.by), \(approval.at.localText)\(note)"
        }
        return (given + [wanted].compactMap { $0 }).joined(separator: "; ")
    }

    /// How many approvals are still to come; nil when none is.
    var wanted: String? {
        guard gate.missing > 0 else { return nil }
        let valid = gate.rules.validFor.map { ", each good for \($0.text)" } ?? ""
        return "\(gate.missing) more wanted, of others than \(plan.author)\(valid)"
    }
}

extension PlanGate.Judged {
    /// Why it does not count.
    var words: String {
        switch standing {
        case .counts: "counts"
        case .expired(let at): "ran out \(at.text)"
        case .ofAuthor: "the author's own"
        case .ofNoApprover: "not one of the approvers"
        case .outOfTime: "its time cannot be right"
        case .repeated: "counts once only"
        }
    }
}

extension PlanGate {
    /// For programs: what the plan is, and what it still wants.
    var json: JSONValue {
        [
            "sha256": .string(file.hash), "author": .string(file.plan.author),
            "created_at": .string(file.plan.createdAt.millisecondText),
            "expires_at": .string(file.plan.expiresAt.millisecondText),
            "complete": .bool(file.plan.isWhole),
            "items": .integer(Int64(file.plan.items.count)),
            "gaps": .array(file.plan.gaps.map { .string($0.line) }),
            "approvals": .array(
                standings.map { judged in
                    var json = judged.approval.json.object ?? [:]
                    json["counts"] = .bool(judged.standing == .counts)
                    return .object(json)
                }),
            "approvals_required": .integer(Int64(rules.required)),
            "approvals_missing": .integer(Int64(missing)),
        ]
    }
}
