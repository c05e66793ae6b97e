import LunetteBase
import LunetteJournal
import LunetteSettings

@testable import LunetteRunbook

extension Timestamp {
    static let noon = Timestamp(secondsSinceEpoch: 1_750_000_000)
}

extension Plan {
    /// Anna's, made at noon and good for a day: one instance leaves one group.
    static func annas(
        approval: ApprovalRules = ApprovalRules(), gaps: [PlanNote] = [],
        items: [PlanItem] = [.leave("i-1", "sg-ssh", others: ["sg-web"])]
    ) -> Plan {
        Plan(
            author: "anna",
            operatedBy: RunOperator(user: "anna", host: "desk", processID: 7, version: "lunette"),
            createdAt: .noon, expiresAt: .noon + .seconds(86_400),
            script: PlannedScript(
                name: "close", file: "/runbooks/close.lua", hash: "00", arguments: ["n": 1],
                fileHashes: [:]),
            target: RunTarget(
                name: "the account", endpoint: nil, regionID: "cn-hangzhou",
                isRealAccount: true, isInProcess: false),
            approval: approval, items: items, refusals: [PlanNote(text: "é \"quoted\" 1 < 2")],
            gaps: gaps, facts: ["i-1": ["status": "Running", "n": 0.5, "none": nil]])
    }
}

extension PlanItem {
    /// An instance leaves a group, and stays in others.
    static func leave(_ id: String, _ group: String, others: [String], number: Int = 1) -> PlanItem
    {
        PlanItem(
            number: number, operation: "LeaveSecurityGroup", target: id, regionID: "cn-hangzhou",
            parameters: ["SecurityGroupId": .string(group), "InstanceId": .string(id)],
            before: .groups(of: id, [group] + others), after: .groups(of: id, others),
            assumed: ["ram": "allows it"], answer: nil,
            place: ScriptPlace(file: "close.lua", line: 3))
    }
}

extension JSONObject {
    /// What a prediction says of an instance's groups.
    static func groups(of id: String, _ groups: [String]) -> JSONObject {
        [id: ["security_group_ids": .array(groups.map(JSONValue.string))]]
    }
}

extension ApprovalRules {
    static func rules(
        _ required: Int, validFor: Duration? = nil, approvers: [[String]] = [],
        authorMayApprove: Bool = false
    ) -> ApprovalRules {
        var rules = ApprovalRules()
        rules.required = required
        rules.validFor = validFor
        rules.approvers = approvers
        rules.authorMayApprove = authorMayApprove
        return rules
    }
}
