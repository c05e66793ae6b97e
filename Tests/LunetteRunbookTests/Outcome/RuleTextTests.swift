import LunetteBase
import Testing

@testable import LunetteRunbook

@Suite struct RuleTextTests {
    /// Rules as the wire or a world file has them, and how people read them.
    private static let rules: [(rule: JSONObject, text: String)] = [
        (
            [
                "Direction": "ingress", "Policy": "Accept", "IpProtocol": "TCP",
                "PortRange": "22/22", "SourceCidrIp": "10.0.0.0/8", "Priority": "1",
                "Description": "admins",
            ], "ingress accept TCP 22 from 10.0.0.0/8, priority 1, \"admins\""
        ),
        (
            [
                "security_group_rule_id": "sgr-1", "direction": "egress", "policy": "Drop",
                "priority": 100, "ip_protocol": "UDP", "port_range": "8000/9000",
                "dest_group_id": "sg-db", "dest_group_owner_account": "42", "nic_type": "intranet",
            ], "egress drop UDP 8000-9000 to sg-db of account 42, priority 100"
        ),
        (
            [
                "direction": "ingress", "policy": "Accept", "priority": 5, "ip_protocol": "ALL",
                "port_range": "-1/-1", "ipv6_source_cidr_ip": "::/0",
            ], "ingress accept all protocols from ::/0, priority 5"
        ),
        (
            [
                "direction": "ingress", "policy": "Accept", "priority": 5, "ip_protocol": "TCP",
                "port_range": "-1/-1", "source_port_range": "1024/2048",
                "source_prefix_list_id": "pl-1", "dest_cidr_ip": "10.1.2.3",
            ],
            "ingress accept TCP on all ports from pl-1 port 1024-2048 to 10.1.2.3, priority 5"
        ),
        (
            ["security_group_rule_id": "sgr-1", "port_range": "22/22", "source_cidr_ip": "::/0"],
            "ingress accept TCP 22 from ::/0, priority 1"
        ),
        (["SecurityGroupRuleId": "sgr-1"], "sgr-1"),
        (
            ["Direction": "ingress", "IpProtocol": "icmp", "PortRange": "-1/-1"],
            "ingress accept ICMP, priority 1"
        ),
    ]

    @Test(arguments: rules)
    func `a rule is shown as people read it`(rule: JSONObject, text: String) {
        #expect(RuleText(rule)?.text == text)
    }

    @Test func `what is no rule is none`() {
        #expect(RuleText(["key": "a", "resource_id": "i-1"]) == nil)
        #expect(RuleText([:]) == nil)
    }
}
