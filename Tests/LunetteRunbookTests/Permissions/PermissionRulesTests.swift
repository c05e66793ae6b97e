import LunetteBase
import LunetteCatalogue
import LunetteRunbook
import LunetteTesting
import Testing

@Suite struct PermissionRulesTests {
    private func allows(_ rules: PermissionRules, _ name: String, region: String = "cn-hangzhou")
        throws -> Bool
    {
        let operation = try #require(Catalogue.operation(named: name))
        return rules.decision(on: operation, region: region) == .allow
    }

    @Test func `without a word of anyone only plain reads go`() throws {
        let rules = PermissionRules()
        #expect(try allows(rules, "DescribeInstances"))
        #expect(try !allows(rules, "LeaveSecurityGroup"))
        #expect(try !allows(rules, "DescribeUserData"))
    }

    @Test func `a manifest is a request, granted on the emulator`() throws {
        var rules = PermissionRules()
        rules.manifestAllow = ["ecs:Leave*"]
        #expect(try !allows(rules, "LeaveSecurityGroup"))
        rules.grantsManifest = true
        #expect(try allows(rules, "LeaveSecurityGroup"))
        #expect(try !allows(rules, "StopInstance"))
    }

    @Test func `the operator grants by glob`() throws {
        var rules = PermissionRules()
        rules.granted = ["ecs:LeaveSecurityGroup", "ecs:Describe*"]
        #expect(try allows(rules, "LeaveSecurityGroup"))
        #expect(try allows(rules, "DescribeUserData"))
        #expect(try !allows(rules, "JoinSecurityGroup"))
    }

    @Test func `a region that the manifest does not name is out of reach, for reads too`() throws {
        var rules = PermissionRules()
        rules.manifestRegions = ["cn-beijing"]
        #expect(try allows(rules, "DescribeInstances", region: "cn-beijing"))
        #expect(try !allows(rules, "DescribeInstances"))
    }

    @Test func `a refusal names the flag that would grant it`() throws {
        let leave = try #require(Catalogue.operation(named: "LeaveSecurityGroup"))
        guard case .deny(_, let remedy) = PermissionRules().decision(on: leave, region: "r") else {
            Issue.record("allowed")
            return
        }
        #expect(remedy.contains("--allow ecs:LeaveSecurityGroup"))
    }

    @Test func `removing a grant never allows more`() throws {
        let randomness = SeededRandomness(seed: 7)
        let patterns = ["ecs:*", "ecs:Leave*", "ecs:Describe*", "ecs:StopInstance", "*Group", "x"]
        let operations = Catalogue.operations
        for _ in 0..<500 {
            var rules = PermissionRules()
            rules.manifestAllow = patterns.filter { _ in randomness.next() % 2 == 0 }
            rules.granted = patterns.filter { _ in randomness.next() % 2 == 0 }
            rules.grantsManifest = randomness.next() % 2 == 0
            var fewer = rules
            if !fewer.granted.isEmpty {
                fewer.granted.removeFirst()
            } else {
                fewer.manifestAllow = []
            }
            let operation = operations[Int(randomness.next() % UInt64(operations.count))]
            if fewer.decision(on: operation, region: "r") == .allow {
                #expect(rules.decision(on: operation, region: "r") == .allow)
            }
        }
    }
}
