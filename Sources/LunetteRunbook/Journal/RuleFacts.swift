import LunetteBase
import LunetteClient

/// One rule of a security group, by the names of the wire; what it does not say is absent.
struct RuleFacts: Sendable, Hashable {
    private(set) var fields: [String: String]

    /// What tells one rule from another.
    private static let identity = [
        "Direction", "IpProtocol", "PortRange", "SourcePortRange", "SourceCidrIp",
        "Ipv6SourceCidrIp", "SourceGroupId", "SourcePrefixListId", "DestCidrIp",
        "Ipv6DestCidrIp", "DestGroupId", "DestPrefixListId", "Policy", "Priority",
    ]
    private static let others = ["NicType", "Description", "SecurityGroupRuleId"]

    /// What is so when a call does not say it.
    private static let defaults = ["Policy": "accept", "Priority": "1"]

    /// As a record has it.
    init(_ facts: JSONObject) {
        fields = [:]
        for member in facts.members { fields[member.name] = member.value.string }
    }

    private init(value: (String) -> String?) {
        fields = [:]
        for name in Self.identity + Self.others {
            if let text = value(name), !text.isEmpty { fields[name] = text }
        }
    }

    /// The rules that DescribeSecurityGroupAttribute shows.
    static func all(in answer: JSONValue) -> [RuleFacts] {
        (answer["Permissions"]?["Permission"]?.array ?? []).map { rule in
            RuleFacts { rule[$0]?.string ?? rule[$0]?.integer.map(String.init) }
        }
    }

    /// The rules that a call authorizes or revokes: those of `Permissions.N`, those named by their
    /// ids, or the one of the older flat parameters.
    static func all(namedBy call: ServiceCall) -> [RuleFacts] {
        let direction = call.operation.hasSuffix("Egress") ? "egress" : "ingress"
        var rules: [RuleFacts] = []
        for number in 1...200 {
            let prefix = "Permissions.\(number)."
            var rule = RuleFacts { call.parameters.value(named: prefix + $0) }
            if rule.fields.isEmpty { break }
            rule.fields["Direction"] = direction
            rules.append(rule)
        }
        for parameter in call.parameters where parameter.name.hasPrefix("SecurityGroupRuleId.") {
            rules.append(RuleFacts(["SecurityGroupRuleId": .string(parameter.value)]))
        }
        guard rules.isEmpty else { return rules }
        var rule = RuleFacts { call.parameters.value(named: $0) }
        rule.fields["Direction"] = direction
        return [rule]
    }

    /// Whether these facts, as a call gives them, mean this rule of a group.
    func names(_ rule: RuleFacts) -> Bool {
        if let id = fields["SecurityGroupRuleId"] {
            return id == rule.fields["SecurityGroupRuleId"]
        }
        return Self.identity.allSatisfy { name in
            let wanted = fields[name] ?? Self.defaults[name] ?? ""
            let found = rule.fields[name] ?? Self.defaults[name] ?? ""
            return equalIgnoringCase(wanted, found)
        }
    }

    /// The same for the same rule, however a call or an answer writes it.
    var identityText: String {
        Self.identity.map { (fields[$0] ?? Self.defaults[$0] ?? "").lowercased() }
            .joined(separator: " ")
    }

    var isEgress: Bool { fields["Direction"] == "egress" }

    /// As `Permissions.N.…` of a call that authorizes or revokes it.
    func parameters(number: Int) -> [NamedValue] {
        fields.filter { !["Direction", "SecurityGroupRuleId", "NicType"].contains($0.key) }
            .sorted { $0.key < $1.key }
            .map { NamedValue("Permissions.\(number).\($0.key)", $0.value) }
    }

    /// For people.
    var text: String { RuleText(fields: fields).text }

    var json: JSONValue {
        .object(
            JSONObject(
                members: fields.sorted { $0.key < $1.key }
                    .map { .init(name: $0.key, value: .string($0.value)) }))
    }
}
