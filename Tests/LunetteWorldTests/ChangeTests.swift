import LunetteBase
import LunetteWorld
import Testing

@Suite struct `Changes` {
    @Test func `a set of groups is replaced in one step, also at the quota`() {
        var world = World.standard
        world.quotas.groupsPerInterface = 2
        let instance = world.ask(
            "ModifyInstanceAttribute",
            [
                "InstanceId": "i-running1", "SecurityGroupIds.1": "sg-quarantine",
                "SecurityGroupIds.2": "sg-empty",
            ])
        #expect(instance.isChange)
        #expect(world.groups(ofInstance: "i-running1") == ["sg-quarantine", "sg-empty"])
        let interface = world.ask(
            "ModifyNetworkInterfaceAttribute",
            ["NetworkInterfaceId": "eni-secondary1", "SecurityGroupId.1": "sg-quarantine"])
        #expect(interface.isChange)
        #expect(world.interface("eni-secondary1")?.securityGroupIDs == ["sg-quarantine"])
        #expect(
            world.members(ofGroup: "sg-quarantine") == ["eni-running1-primary", "eni-secondary1"])
    }

    @Test func `an instance goes from basic to advanced groups by replacement only`() {
        var world = World.standard
        let target = ["InstanceId": "i-single"]
        let join = world.ask(
            "JoinSecurityGroup", target.merging(["SecurityGroupId": "sg-enterprise"]) { $1 })
        #expect(join.code == "InvalidOperation.MultiGroupType")
        let replacement = world.ask(
            "ModifyInstanceAttribute",
            target.merging(["SecurityGroupIds.1": "sg-enterprise"]) { $1 })
        #expect(replacement.code == nil)
        #expect(world.groups(ofInstance: "i-single") == ["sg-enterprise"])
    }

    @Test func `a rule that is there already adds nothing and succeeds`() {
        var world = World.standard
        let rule = [
            "SecurityGroupId": "sg-empty", "Permissions.1.IpProtocol": "TCP",
            "Permissions.1.PortRange": "22/22", "Permissions.1.SourceCidrIp": "10.0.0.0/8",
            "Permissions.2.IpProtocol": "udp", "Permissions.2.PortRange": "53/53",
            "Permissions.2.SourceGroupId": "sg-web", "Permissions.2.Priority": "5",
        ]
        #expect(world.ask("AuthorizeSecurityGroup", rule).isChange)
        let again = world.ask("AuthorizeSecurityGroup", rule)
        #expect((again.status, again.isChange) == (200, false))
        let shown = world.ask(
            "DescribeSecurityGroupAttribute", ["SecurityGroupId": "sg-empty"])
        #expect(Set(shown.values("Permissions", "Permission", "Priority")) == ["1", "5"])
        let references = world.ask(
            "DescribeSecurityGroupReferences", ["SecurityGroupId.1": "sg-web"])
        #expect(references.text.contains("\"SecurityGroupId\":\"sg-empty\""))

        #expect(world.ask("RevokeSecurityGroup", rule).isChange)
        #expect(!world.ask("RevokeSecurityGroup", rule).isChange)
        #expect(world.group("sg-empty")?.permissions == [])
        #expect(world.ask("DeleteSecurityGroup", ["SecurityGroupId": "sg-empty"]).isChange)
        #expect(world.group("sg-empty") == nil)
        #expect(world.invariantViolations() == [])
    }

    @Test func `an instance starts in its own time`() throws {
        var world = World.standard
        world.delays.pending = 1_000
        world.delays.starting = 2_000
        let made = world.ask(
            "RunInstances",
            ["InstanceType": "ecs.g7.2xlarge", "SecurityGroupId": "sg-web", "Amount": "2"])
        let ids = (made.json?["InstanceIdSets"]?["InstanceIdSet"]?.array ?? []).compactMap(\.string)
        #expect(Set(ids).count == 2)
        let id = try #require(ids.first)
        for (milliseconds, status) in [
            (999, Instance.Status.pending), (1_000, .starting), (2_999, .starting),
            (3_000, .running),
        ] {
            world.advance(to: testStart + .milliseconds(milliseconds))
            #expect(world.instance(id)?.status == status, "after \(milliseconds) ms")
        }
        let shown = world.ask("DescribeInstanceAttribute", ["InstanceId": id])
        #expect(shown.json?["Cpu"] == 8)
        #expect(shown.json?["Memory"] == 32_768)
    }

    @Test func `chained states happen each at its own time, however late one looks`() {
        var world = World.standard
        world.delays.pending = 1_000
        world.delays.starting = 2_000
        _ = world.ask("RunInstances", ["InstanceType": "t", "SecurityGroupId": "sg-web"])
        world.advance(to: testStart + .seconds(3))
        #expect(world.allInstances.allSatisfy { $0.status != .pending })
        #expect(world.nextDue == nil)
    }

    @Test func `an interface is made, attached, detached and deleted`() throws {
        var world = World.standard
        world.delays.attaching = 500
        let made = world.ask(
            "CreateNetworkInterface",
            [
                "VSwitchId": "vsw-cn-hangzhou", "SecurityGroupIds.1": "sg-web",
                "SecurityGroupIds.2": "sg-ops", "SecondaryPrivateIpAddressCount": "2",
            ])
        let id = try #require(made.json?["NetworkInterfaceId"]?.string)
        #expect(world.interface(id)?.privateIPAddresses.count == 3)
        let pair = ["NetworkInterfaceId": id, "InstanceId": "i-single"]
        #expect(world.ask("AttachNetworkInterface", pair).isChange)
        #expect(world.interface(id)?.status == .attaching)
        world.advance(to: testStart + .milliseconds(500))
        #expect(world.interface(id)?.status == .inUse)
        #expect(world.interfaces(ofInstance: "i-single") == ["eni-single-primary", id])
        let later = testStart + .seconds(1)
        #expect(world.ask("DetachNetworkInterface", pair, at: later).isChange)
        #expect(world.interface(id)?.instanceID == nil)
        #expect(
            world.ask("DeleteNetworkInterface", ["NetworkInterfaceId": id], at: later).isChange)
        #expect(world.interface(id) == nil)
        #expect(world.invariantViolations() == [])
    }

    @Test func `a batch does all or nothing, unless asked for what can be done`() {
        let batch = ["InstanceId.1": "i-stopped1", "InstanceId.2": "i-single"]
        var world = World.standard
        #expect(world.ask("StartInstances", batch).code == "IncorrectInstanceStatus")
        #expect(world.instance("i-stopped1")?.status == .stopped)
        let partial = world.ask(
            "StartInstances", batch.merging(["BatchOptimization": "SuccessFirst"]) { $1 })
        #expect(
            partial.values("InstanceResponses", "InstanceResponse", "Code")
                == ["200", "IncorrectInstanceStatus"])
        #expect(world.instance("i-stopped1")?.status == .running)
    }

    @Test func `releasing an instance keeps the interfaces that outlive it`() {
        var world = World.standard
        _ = world.ask(
            "ModifyNetworkInterfaceAttribute",
            ["NetworkInterfaceId": "eni-secondary1", "DeleteOnRelease": "false"])
        _ = world.ask("DeleteInstance", ["InstanceId": "i-running1", "Force": "true"])
        #expect(world.instance("i-running1") == nil)
        #expect(world.interface("eni-running1-primary") == nil)
        #expect(world.interface("eni-secondary1")?.status == .available)
        #expect(world.invariantViolations() == [])
    }

    @Test func `a partial world built from what was read predicts a refusal`() {
        var world = World(
            accounts: [Account(id: "1", accessKeys: [])], regions: [Region(id: "r-1")])
        world.insert(SecurityGroup(id: "sg-1", accountID: "1", regionID: "r-1", vpcID: "vpc-1"))
        world.insert(
            Instance(
                id: "i-1", accountID: "1", regionID: "r-1", zoneID: "r-1a", vpcID: "vpc-1",
                vSwitchID: "vsw-1", primaryInterfaceID: "eni-1"))
        world.insert(
            NetworkInterface(
                id: "eni-1", accountID: "1", regionID: "r-1", zoneID: "r-1a", vpcID: "vpc-1",
                vSwitchID: "vsw-1", kind: .primary, status: .inUse, instanceID: "i-1",
                privateIPAddresses: ["10.0.0.1"], securityGroupIDs: ["sg-1"]))
        let answer = world.ask(
            "LeaveSecurityGroup",
            ["InstanceId": "i-1", "SecurityGroupId": "sg-1", "RegionId": "r-1"])
        #expect(answer.code == "InstanceLastSecurityGroup")
    }
}
