import LunetteBase
import LunetteSettings
import Testing

@testable import LunetteRunbook

/// May this plan be applied, or approved, now?
@Suite struct PlanGateTests {
    /// A name, and how many minutes after noon it approved.
    private typealias Given = (by: String, at: Int)

    private static func gate(
        _ approvals: [Given], _ rules: ApprovalRules, at minutes: Int = 60,
        plan: Plan = .annas(), now: ApprovalRules? = nil
    ) -> PlanGate {
        var plan = plan
        plan.approval = rules
        var file = PlanFile(plan)
        for approval in approvals {
            file.approve(
                by: approval.by, at: .noon + .seconds(60 * approval.at), user: "u", host: "h")
        }
        return PlanGate(
            file, rules: now ?? ApprovalRules(), now: .noon + .seconds(60 * minutes))
    }

    private static let half = Duration.seconds(1_800)

    /// What was given, what is wanted, when it is applied; how many are missing then.
    private static let cases: [(String, gate: PlanGate, missing: Int)] = [
        ("nobody is wanted", gate([], .rules(0)), 0),
        ("one is wanted, and none is there", gate([], .rules(1)), 1),
        ("one is there", gate([("ben", 40)], .rules(1)), 0),
        ("the author's own", gate([("anna", 40)], .rules(1)), 1),
        ("the author's own in other letters", gate([(" Anna", 40)], .rules(1)), 1),
        (
            "the author's own where that counts",
            gate(
                [("anna", 40)], .rules(1, authorMayApprove: true),
                now: .rules(0, authorMayApprove: true)), 0
        ),
        (
            "the author's own where it counted once",
            gate([("anna", 40)], .rules(1, authorMayApprove: true)), 1
        ),
        ("just in time", gate([("ben", 30)], .rules(1, validFor: half)), 0),
        ("a minute late", gate([("ben", 29)], .rules(1, validFor: half)), 1),
        ("renewed", gate([("ben", 1), ("ben", 40)], .rules(1, validFor: half)), 0),
        ("the same one twice", gate([("ben", 40), ("Ben", 41)], .rules(2)), 1),
        ("two", gate([("ben", 40), ("carl", 41)], .rules(2)), 0),
        (
            "one in time, one late",
            gate([("ben", 20), ("carl", 41)], .rules(2, validFor: half)), 1
        ),
        ("from the future", gate([("ben", 90)], .rules(1)), 1),
        ("a clock that is a minute ahead", gate([("ben", 61)], .rules(1)), 0),
        ("from before the plan", gate([("ben", -5)], .rules(1)), 1),
        ("no approver", gate([("ben", 40)], .rules(1, approvers: [["carl"]])), 1),
        ("an approver", gate([("Ben", 40)], .rules(1, approvers: [["b*"]])), 0),
        (
            "an approver by one file only",
            gate([("ben", 40)], .rules(1, approvers: [["ben"], ["carl"]])), 1
        ),
        ("the policy wants more by now", gate([("ben", 40)], .rules(1), now: .rules(2)), 1),
        ("the policy wants less by now", gate([], .rules(1), now: .rules(0)), 1),
        (
            "the policy is shorter by now",
            gate([("ben", 40)], .rules(1), now: .rules(1, validFor: .seconds(60))), 1
        ),
    ]

    @Test(arguments: cases)
    func `approvals count as the policy says`(name: String, gate: PlanGate, missing: Int) {
        #expect(gate.missing == missing, "\(name)")
        switch gate.refusal {
        case .unapproved(let wanted, _)?: #expect(wanted == missing && missing > 0, "\(name)")
        case nil: #expect(missing == 0, "\(name)")
        case let other?: Issue.record("\(name): \(other)")
        }
    }

    @Test func `a plan with gaps, or one that has run out, is not applied`() {
        let gap = PlanNote(text: "no model", place: ScriptPlace(file: "a.lua", line: 3))
        let holey = Self.gate([], .rules(0), plan: .annas(gaps: [gap]))
        #expect(holey.refusal == .incomplete([gap]))
        #expect(holey.refusal(ofApprovalBy: "ben") == .incomplete([gap]))
        let late = Self.gate([("ben", 1)], .rules(1), at: 24 * 60 + 1)
        #expect(late.refusal == .expired(at: .noon + .seconds(86_400)))
        #expect(late.refusal(ofApprovalBy: "carl") == .expired(at: .noon + .seconds(86_400)))
        #expect(Self.gate([], .rules(0), at: 24 * 60).refusal == nil)
    }

    private static let approvals:
        [(String, gate: PlanGate, by: String, PlanGate.ApprovalRefusal?)] = [
            ("another", gate([], .rules(1)), "ben", nil),
            ("more than are wanted", gate([], .rules(0)), "ben", nil),
            ("the author", gate([], .rules(1)), "ANNA ", .ofAuthor),
            ("nobody", gate([], .rules(1)), "  ", .nameless),
            (
                "a second time", gate([("ben", 50)], .rules(1)), "Ben",
                .given(at: .noon + .seconds(3_000))
            ),
            (
                "again, once the first has run out",
                gate([("ben", 1)], .rules(1, validFor: half)), "ben", nil
            ),
            ("no approver", gate([], .rules(1, approvers: [["carl"]])), "ben", .ofNoApprover),
        ]

    @Test(arguments: approvals)
    func `an approval is taken, or refused for a reason`(
        name: String, gate: PlanGate, by: String, refusal: PlanGate.ApprovalRefusal?
    ) {
        #expect(gate.refusal(ofApprovalBy: by) == refusal, "\(name)")
    }
}
