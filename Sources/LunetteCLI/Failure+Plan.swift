import LunetteRunbook

extension Failure {
    /// A file that holds no plan, or not the one that it held.
    init(_ damage: PlanFile.Damage, path: String) {
        self.init(
            .blocked, "\(path) is not a plan as lunette saved it: \(damage.reason)",
            advice: [
                path.hasSuffix(".lua")
                    ? "that is a runbook: lunette plan \(path) --out plan.json makes a plan of it"
                    : "nothing was sent; a plan that was edited is not applied: make it anew with "
                        + "lunette plan"
            ])
    }

    /// Why a plan is not applied.
    init(_ refusal: PlanGate.Refusal, _ gate: PlanGate, path: String) {
        switch refusal {
        case .incomplete(let gaps): self.init(incomplete: gaps, path)
        case .expired(let at): self.init(expired: at.text, path)
        case .unapproved(let missing, let rejected):
            let author = gate.file.plan.author
            self.init(
                .blocked,
                "the plan is not approved: \(missing) of \(gate.rules.required) approvals "
                    + "\(missing == 1 ? "is" : "are") missing",
                advice: rejected.map { "\($0.approval.by): \($0.words)" } + [
                    "nothing was sent; somebody else than \(author) looks at it with lunette plan "
                        + "show \(path), and says lunette plan approve \(path) --as NAME"
                ])
        }
    }

    /// Why an approval is not taken.
    init(_ refusal: PlanGate.ApprovalRefusal, by name: String, _ gate: PlanGate, path: String) {
        switch refusal {
        case .incomplete(let gaps): self.init(incomplete: gaps, path)
        case .expired(let at): self.init(expired: at.text, path)
        case .nameless:
            self.init(.usage, "--as wants a name", advice: ["say who approves the plan"])
        case .ofAuthor:
            self.init(
                .blocked, "\(name) is the plan's author, and an author cannot approve their own",
                advice: ["somebody else looks at it with lunette plan show \(path)"])
        case .ofNoApprover:
            let lists = gate.rules.approvers.map { $0.joined(separator: ", ") }
            self.init(
                .blocked, "\(name) is not one of those who may approve plans",
                advice: ["the policy names \(lists.joined(separator: "; and "))"])
        case .given(let at):
            self.init(
                .blocked, "\(name) has approved it already, at \(at.text)",
                advice: [
                    gate.missing == 0
                        ? "lunette apply \(path)" : "\(gate.missing) more wanted, of others"
                ])
        }
    }

    private init(incomplete gaps: [PlanNote], _ path: String) {
        self.init(
            .blocked, "the plan does not say all that the script would do",
            advice: gaps.map(\.line) + [
                "nothing was sent; mend it and plan anew. What no model covers, lunette run does"
            ])
    }

    private init(expired at: String, _ path: String) {
        self.init(
            .blocked, "the plan ran out at \(at)",
            advice: ["nothing was sent; make it anew with lunette plan, --expires says how long"])
    }
}
