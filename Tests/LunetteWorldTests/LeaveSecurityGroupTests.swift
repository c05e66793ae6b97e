import LunetteBase
import LunetteWorld
import Testing

/// What one request on the standard world must be told.
struct RefusalCase: Sendable, CustomTestStringConvertible {
    let parameters: [String: String]
    let status: Int
    let code: String?
    let rule: String?
    let contract: ContractProfile

    init(
        _ rule: String?, _ status: Int, _ code: String?, _ parameters: [String: String],
        _ contract: ContractProfile = .current
    ) {
        self.parameters = parameters
        self.status = status
        self.code = code
        self.rule = rule
        self.contract = contract
    }

    var testDescription: String { "\(rule ?? "OK") \(contract) \(parameters)" }
}

@Suite struct `LeaveSecurityGroup` {
    static let sameInEveryContract: [RefusalCase] = ContractProfile.allCases.flatMap { contract in
        [
            RefusalCase(nil, 200, nil, instance("i-running1"), contract),
            RefusalCase(nil, 200, nil, instance("i-stopped1"), contract),
            RefusalCase(nil, 200, nil, interface("eni-secondary1"), contract),
            RefusalCase(nil, 200, nil, interface("eni-available1"), contract),
            RefusalCase("L1", 400, "MissingParameter", ["InstanceId": "i-running1"], contract),
            RefusalCase(
                "L2", 403, "InvalidParam.EniIdAndInstanceId.Conflict",
                instance("i-running1").merging(interface("eni-single")) { $1 }, contract),
            RefusalCase("L3", 400, "MissingParameter", ["SecurityGroupId": "sg-web"], contract),
            RefusalCase(
                "L4", 400, "MissingParameter.RegionId",
                interface("eni-secondary1").merging(["RegionId": ""]) { $1 }, contract),
            RefusalCase("L5", 400, "InvalidInstanceId.Malformed", instance("running1"), contract),
            RefusalCase("L5", 400, "InvalidInstanceId.Malformed", instance("i-a_b"), contract),
            RefusalCase("L6", 403, "InvalidParam.Malformed", instance("i-1", "web"), contract),
            RefusalCase("L6", 403, "InvalidParam.Malformed", interface("secondary1"), contract),
            RefusalCase("L7", 404, "InvalidInstanceId.NotFound", instance("i-missing"), contract),
            RefusalCase(
                "L7", 404, "InvalidInstanceId.NotFound", instance("i-beijing"), contract),
            RefusalCase("L8", 404, "InvalidEniId.NotFound", interface("eni-missing"), contract),
            RefusalCase(
                "L9", 404, "InvalidSecurityGroupId.NotFound", instance("i-running1", "sg-missing"),
                contract),
            RefusalCase(
                "L9", 404, "InvalidSecurityGroupId.NotFound", instance("i-running1", "sg-beijing"),
                contract),
            RefusalCase(
                "L10", 403, "InvalidOperation.ResourceManagedByCloudProduct",
                instance("i-managed", "sg-managed"), contract),
            RefusalCase(
                "L11", 403, "InvalidOperation.EniServiceManaged", interface("eni-managed"),
                contract),
            RefusalCase(
                "L12", 403, "InvalidOperation.InvalidEniType", interface("eni-running1-primary"),
                contract),
            RefusalCase(
                "L13", 400, "InvalidOperation.InvalidEniState", interface("eni-attaching"),
                contract),
            RefusalCase("L14", 403, "InstanceLockedForSecurity", instance("i-locked"), contract),
            RefusalCase("L15", 403, "IncorrectInstanceStatus", instance("i-starting"), contract),
            RefusalCase("L17", 403, "InstanceLastSecurityGroup", instance("i-single"), contract),
            RefusalCase(
                "L18", 403, "InvalidOperation.AtLeastInOneGroup", interface("eni-single"),
                contract),
        ]
    }

    static let differentByContract: [RefusalCase] = [
        RefusalCase(
            "L16", 403, "InstanceNotInSecurityGroup", instance("i-single", "sg-ops"), .seed),
        RefusalCase("L16", 200, nil, instance("i-single", "sg-ops"), .legacy),
        RefusalCase(
            "L16", 400, "InvalidSecurityGroupAssociation.NotFound", instance("i-single", "sg-ops")),
        RefusalCase("L16e", 200, nil, interface("eni-single", "sg-ops"), .seed),
        RefusalCase("L16e", 200, nil, interface("eni-single", "sg-ops"), .legacy),
        RefusalCase(
            "L16e", 400, "InvalidSecurityGroupAssociation.NotFound",
            interface("eni-single", "sg-ops")),
    ]

    @Test(arguments: sameInEveryContract + differentByContract)
    func `answers with the documented code of the first rule that applies`(_ item: RefusalCase) {
        var world = World.standard
        let before = world.json
        let answer = world.ask("LeaveSecurityGroup", item.parameters, contract: item.contract)
        #expect(answer.status == item.status)
        #expect(answer.code == item.code)
        #expect(answer.ruleID == item.rule)
        #expect(answer.json?["Code"]?.string == item.code)
        #expect(answer.isChange == (item.rule == nil))
        #expect((world.json == before) == (item.rule != nil), "a refusal changes nothing")
        #expect(world.invariantViolations() == [])
    }

    @Test func `every documented code but the timeout is raised by one of these cases`() throws {
        let raised = Set((Self.sameInEveryContract + Self.differentByContract).compactMap(\.code))
        let documented = [
            "InvalidInstanceId.Malformed", "MissingParameter.RegionId",
            "InvalidOperation.InvalidEniState", "InstanceLastSecurityGroup",
            "IncorrectInstanceStatus", "InstanceLockedForSecurity", "InstanceNotInSecurityGroup",
            "InvalidOperation.ResourceManagedByCloudProduct", "InvalidOperation.AtLeastInOneGroup",
            "InvalidOperation.EniServiceManaged", "InvalidOperation.InvalidEniType",
            "InvalidParam.Malformed", "InvalidParam.EniIdAndInstanceId.Conflict",
            "InvalidInstanceId.NotFound", "InvalidSecurityGroupId.NotFound",
            "InvalidEniId.NotFound", "InvalidSecurityGroupAssociation.NotFound",
        ]
        #expect(documented.filter { !raised.contains($0) } == [])
        var plan = FaultPlan(World.standard.faults)
        let request = ServiceRequest(
            operation: "LeaveSecurityGroup", parameters: Self.instance("i-timeout"),
            caller: World.standard.anonymousIdentity, requestID: "1")
        #expect(plan.fault(for: request)?.effect == .timeoutBefore)
    }

    @Test func `an instance leaves by its primary interface only`() {
        var world = World.standard
        _ = world.ask("LeaveSecurityGroup", Self.instance("i-running1"))
        #expect(world.groups(ofInstance: "i-running1") == ["sg-ops"])
        #expect(world.interface("eni-secondary1")?.securityGroupIDs == ["sg-web", "sg-ops"])
    }

    @Test func `an instance is found in its own region when none is given`() {
        var world = World.standard
        let answer = world.ask(
            "LeaveSecurityGroup",
            ["InstanceId": "i-beijing", "SecurityGroupId": "sg-beijing", "RegionId": ""])
        #expect(answer.code == "InstanceLastSecurityGroup")
    }

    @Test func `a change of the same target under way is a conflict, in the current contract`() {
        for (contract, code) in [
            (ContractProfile.current, "InvalidOperation.Conflict"), (.legacy, nil), (.seed, nil),
        ] {
            var world = World.standard
            world.delays.conflict = 500
            _ = world.ask("JoinSecurityGroup", Self.instance("i-running1", "sg-empty"))
            let hasty = world.ask(
                "LeaveSecurityGroup", Self.instance("i-running1"), contract: contract)
            #expect(hasty.code == code)
            #expect(hasty.status == (code == nil ? 200 : 409))
        }
    }

    @Test func `reads show a change when it has propagated`() {
        var world = World.standard
        world.delays.propagation = 500
        _ = world.ask("LeaveSecurityGroup", Self.instance("i-running1"))
        func isShown(at now: Timestamp) -> Bool {
            let answer = world.ask("DescribeInstances", ["SecurityGroupId": "sg-web"], at: now)
            return answer.values("Instances", "Instance", "InstanceId").contains("i-running1")
        }
        #expect(isShown(at: testStart + .milliseconds(499)))
        #expect(!isShown(at: testStart + .milliseconds(500)))
    }

    @Test func `an error has every field of the service's, in JSON and in XML`() {
        var world = World.standard
        let json = world.ask("LeaveSecurityGroup", Self.instance("i-missing"))
        #expect(
            json.json?.object?.names == ["RequestId", "HostId", "Code", "Message", "Recommend"])
        let xml = world.ask("LeaveSecurityGroup", Self.instance("i-missing"), format: .xml)
        #expect(xml.text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><RequestId>"))
        #expect(xml.text.contains("<Code>InvalidInstanceId.NotFound</Code>"))
    }

    static func instance(_ id: String, _ group: String = "sg-web") -> [String: String] {
        ["InstanceId": id, "SecurityGroupId": group]
    }

    static func interface(_ id: String, _ group: String = "sg-web") -> [String: String] {
        ["NetworkInterfaceId": id, "SecurityGroupId": group]
    }
}
