import LunetteBase
import LunetteCatalogue
import LunetteRunbook
import LunetteSettings
import LunetteTesting
import Testing

@Suite struct PermissionRulesTests {
    private static let cases = permissionTable.split(separator: "\n")
        .filter { !$0.hasPrefix("#") }.map(PermissionCase.init)

    @Test func `the table is as long as it should be`() {
        #expect(Self.cases.count >= 150)
        #expect(Set(Self.cases.map(\.text)).count == Self.cases.count)
    }

    @Test(arguments: cases)
    func `it is decided as the table says`(line: PermissionCase) {
        #expect(line.decision == line.wanted)
    }

    @Test func `every refusal says why and what would change it`() {
        for line in Self.cases {
            switch line.rules.decision(on: line.request) {
            case .allow: break
            case .confirm(let reason, let remedy), .deny(let reason, let remedy):
                #expect(!reason.isEmpty && !remedy.isEmpty, "\(line)")
            }
        }
    }

    @Test(arguments: [
        ("StopInstance | | deny", "--allow ecs:StopInstance"),
        ("DescribeUserData | allow=ecs:* | deny", "--allow ecs:DescribeUserData"),
        ("StopInstance | manifest=ecs:* | confirm", "--yes"),
        ("StopInstance | manifest=ecs:* | confirm", "lunette trust"),
        ("StopInstance | read-only | deny", ":live"),
        ("StopInstance | production allow=ecs:* | confirm", "--account"),
        ("StopInstance | regions=r | deny", "regions in the manifest"),
        ("StopInstance | broken allow=ecs:* | deny", "mend that file"),
    ])
    func `a refusal names the way on`(line: String, words: String) {
        let line = PermissionCase(line[...])
        switch line.rules.decision(on: line.request) {
        case .allow: Issue.record("allowed")
        case .confirm(_, let remedy), .deny(_, let remedy): #expect(remedy.contains(words))
        }
    }

    // MARK: For all

    private static let patterns = [
        "ecs:*", "ecs:Leave*", "ecs:Describe*", "ecs:StopInstance", "*Group", "x",
        "ecs:DescribeUserData",
    ]

    private struct Chance {
        let randomness: SeededRandomness

        func pick<Value>(_ values: [Value]) -> Value {
            values[Int(randomness.next() % UInt64(values.count))]
        }

        func some<Value>(_ values: [Value]) -> [Value] {
            values.filter { _ in randomness.next() % 3 == 0 }
        }

        var coin: Bool { randomness.next() % 2 == 0 }

        func rule(_ effect: PolicyRule.Effect) -> PolicyRule {
            var rule = PolicyRule(effect, some(patterns) + [pick(patterns)], origin: "f:1")
            if coin { rule.targets = some(["i-*", "sg-1", "i-2"]) }
            if coin { rule.accounts = some(["1", "prod-*"]) }
            if coin { rule.regions = some(["cn-*", "us-east-1"]) }
            if coin { rule.profiles = some(["prod", "*"]) }
            return rule
        }

        func policy() -> OperatorPolicy {
            var policy = OperatorPolicy(origin: "f")
            for _ in 0..<Int(randomness.next() % 4) {
                policy.rules.append(rule(pick(PolicyRule.Effect.allCases)))
            }
            if coin { policy.otherwise = pick(PolicyRule.Effect.allCases) }
            if randomness.next() % 5 == 0 { policy.regions = some(["cn-*", "us-*"]) }
            return policy
        }

        func rules() -> PermissionRules {
            var rules = PermissionRules()
            rules.manifestAllow = some(patterns)
            rules.granted = some(patterns)
            rules.manifestGrant = pick([.none, .emulator, .trust, .confirmation])
            rules.policies = coin ? [policy()] : [policy(), policy()]
            rules.isProduction = coin
            rules.isConfirmed = coin
            rules.isDryRun = randomness.next() % 4 == 0
            rules.mode = pick([.script, .script, .readOnly, .live])
            if randomness.next() % 4 == 0 { rules.manifestRegions = some(["cn-hangzhou"]) }
            return rules
        }

        func request(_ operations: [Operation]) -> PermissionRequest {
            var request = PermissionRequest(
                pick(operations), regionID: pick(["cn-hangzhou", "us-east-1"]))
            request.targets = some(["i-1", "i-2", "sg-1", "sg-2"]).map {
                CallTarget($0.hasPrefix("i") ? "InstanceId" : "SecurityGroupId", $0)
            }
            request.account = pick([
                nil, CloudAccount(id: "1"), CloudAccount(id: "2", alias: "prod-a"),
            ])
            request.profile = pick([nil, "prod", "dev"])
            return request
        }
    }

    private static func severity(_ decision: PermissionDecision) -> Int {
        switch decision {
        case .allow: 0
        case .confirm: 1
        case .deny: 2
        }
    }

    /// Checks that what `narrow` does never makes a decision milder.
    private func neverAllowsMore(
        _ seed: UInt64,
        _ narrow: (inout PermissionRules, _ chance: (Int) -> Int, PolicyRule) -> Void
    ) {
        let chance = Chance(randomness: SeededRandomness(seed: seed))
        let operations = Catalogue.operations
        for _ in 0..<TestLength.rounds(4_000, long: 200_000) {
            let rules = chance.rules()
            let request = chance.request(operations)
            var narrower = rules
            let number = { (limit: Int) in Int(chance.randomness.next() % UInt64(max(1, limit))) }
            narrow(&narrower, number, chance.rule(.deny))
            let before = Self.severity(rules.decision(on: request))
            let after = Self.severity(narrower.decision(on: request))
            #expect(after >= before, "\(request.operation.name) \(rules) \(narrower)")
        }
    }

    @Test func `adding a deny never allows more, wherever it stands`() {
        neverAllowsMore(11) { rules, number, deny in
            let index = number(rules.policies.count)
            let place = number(rules.policies[index].rules.count + 1)
            rules.policies[index].rules.insert(deny, at: place)
        }
    }

    @Test func `adding a policy never allows more`() {
        neverAllowsMore(12) { rules, number, deny in
            var policy = OperatorPolicy(origin: "g")
            var rule = deny
            rule.effect = PolicyRule.Effect.allCases[number(3)]
            policy.rules = [rule]
            rules.policies.append(policy)
        }
    }

    @Test func `removing a grant never allows more`() {
        neverAllowsMore(13) { rules, number, _ in
            switch number(5) {
            case 0 where !rules.granted.isEmpty:
                rules.granted.remove(at: number(rules.granted.count))
            case 1 where !rules.manifestAllow.isEmpty:
                rules.manifestAllow.remove(at: number(rules.manifestAllow.count))
            case 2: rules.manifestGrant = .none
            case 3: rules.isConfirmed = false
            default: if rules.mode == .live { rules.mode = .readOnly }
            }
        }
    }

    @Test func `settings that cannot be read never allow more`() {
        neverAllowsMore(14) { rules, _, _ in rules.settingsProblem = "f:1:1" }
    }
}
