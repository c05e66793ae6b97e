import LunetteBase
import LunetteWorld
import Testing

@Suite struct `Rules` {
    static let grouping: [RuleCase] = [
        RuleCase(
            "CG1", "InvalidSecurityGroupName.Malformed", "CreateSecurityGroup",
            ["SecurityGroupName": "x"]),
        RuleCase(
            "CG3", "InvalidVpcId.NotFound", "CreateSecurityGroup", ["VpcId": "vpc-cn-beijing"]),
        RuleCase(
            "CG4", "Duplicate.TagKey", "CreateSecurityGroup",
            ["Tag.1.Key": "a", "Tag.2.Key": "a"]),
        RuleCase(
            "CG5", "InvalidTagKey.Malformed", "CreateSecurityGroup", ["Tag.1.Key": "acs:x"]),
        RuleCase("CG6", "QuotaExceed.SecurityGroup", "CreateSecurityGroup", [:]) {
            $0.quotas.groupsPerRegion = 7
        },
        RuleCase(
            "DG1", "MissingParameter.RegionId", "DeleteSecurityGroup",
            ["SecurityGroupId": "sg-empty", "RegionId": ""]),
        RuleCase(
            "DG2", "InvalidSecurityGroup.NotFound", "DeleteSecurityGroup",
            ["SecurityGroupId": "sg-missing"]),
        RuleCase(
            "DG3", "InvalidOperation.ResourceManagedByCloudProduct", "DeleteSecurityGroup",
            ["SecurityGroupId": "sg-managed"]),
        RuleCase(
            "DG5", "DependencyViolation", "DeleteSecurityGroup", ["SecurityGroupId": "sg-web"]),
        RuleCase(
            "DG6", "DependencyViolation", "DeleteSecurityGroup", ["SecurityGroupId": "sg-empty"]
        ) { world in
            let answer = world.ask(
                "AuthorizeSecurityGroup",
                [
                    "SecurityGroupId": "sg-web", "IpProtocol": "tcp", "PortRange": "1/2",
                    "SourceGroupId": "sg-empty",
                ])
            precondition(answer.code == nil)
        },
        RuleCase(
            "MG1", "InvalidSecurityGroupId.NotFound", "ModifySecurityGroupAttribute",
            ["SecurityGroupId": "sg-missing"]),
    ]

    private static func rule(_ changes: [String: String]) -> [String: String] {
        [
            "SecurityGroupId": "sg-empty", "IpProtocol": "tcp", "PortRange": "22/22",
            "SourceCidrIp": "10.0.0.0/8",
        ].merging(changes) { $1 }
    }

    static let permitting: [RuleCase] = {
        let add = "AuthorizeSecurityGroup"
        return [
            RuleCase(
                "AG1", "InvalidSecurityGroupId.Malformed", add, rule(["SecurityGroupId": "x"])),
            RuleCase(
                "AG2", "InvalidSecurityGroupId.NotFound", add, rule(["SecurityGroupId": "sg-x"])),
            RuleCase("AG4", "MissingParameter", add, rule(["IpProtocol": ""])),
            RuleCase(
                "AG5", "InvalidIpProtocol.ValueNotSupported", add, rule(["IpProtocol": "tls"])),
            RuleCase("AG6", "InvalidParam.PortRange", add, rule(["PortRange": "22"])),
            RuleCase("AG6", "InvalidParam.PortRange", add, rule(["PortRange": "9/1"])),
            RuleCase("AG7", "InvalidPolicy.Malformed", add, rule(["Policy": "allow"])),
            RuleCase("AG8", "InvalidPriority.Malformed", add, rule(["Priority": "one"])),
            RuleCase("AG9", "InvalidPriority.ValueNotSupported", add, rule(["Priority": "101"])),
            RuleCase("AG10", "InvalidNicType.ValueNotSupported", add, rule(["NicType": "x"])),
            RuleCase("AG11", "MissingParameter.Source", add, rule(["SourceCidrIp": ""])),
            RuleCase("AG11e", "MissingParameter.Dest", "AuthorizeSecurityGroupEgress", rule([:])),
            RuleCase("AG12", "InvalidSourceCidrIp.Malformed", add, rule(["SourceCidrIp": "10.0"])),
            RuleCase(
                "AG12e", "InvalidDestCidrIp.Malformed", "AuthorizeSecurityGroupEgress",
                rule(["DestCidrIp": "10.0.0.0/33"])),
            RuleCase(
                "AG13", "InvalidParam.Ipv6SourceCidrIp", add, rule(["Ipv6SourceCidrIp": "::g"])),
            RuleCase(
                "AG14", "InvalidSourceGroupId.NotFound", add,
                rule(["SourceCidrIp": "", "SourceGroupId": "sg-missing"])),
            RuleCase(
                "AG15", "InvalidSourceGroupId.Mismatch", add,
                rule(["SourceCidrIp": "", "SourceGroupId": "sg-enterprise"])),
            RuleCase("AG17", "AuthorizationLimitExceed", add, rule([:])) {
                $0.quotas.permissionsPerGroup = 0
            },
            RuleCase(
                "AG18", "AuthorizationLimitExceed", add, rule(["SecurityGroupId": "sg-web"])
            ) {
                $0.quotas.permissionsPerInterface = 3
            },
            RuleCase(
                "VG1", "InvalidGroupAuthItem.NotFound", "RevokeSecurityGroup",
                ["SecurityGroupId": "sg-web", "SecurityGroupRuleId.1": "sgr-x"]),
        ]
    }()

    private static func new(_ changes: [String: String]) -> [String: String] {
        ["VSwitchId": "vsw-cn-hangzhou", "SecurityGroupId": "sg-web"].merging(changes) { $1 }
    }

    private static func pair(_ interface: String, _ instance: String) -> [String: String] {
        ["NetworkInterfaceId": interface, "InstanceId": instance]
    }

    static let interfacing: [RuleCase] = {
        let (create, attach) = ("CreateNetworkInterface", "AttachNetworkInterface")
        let (detach, delete) = ("DetachNetworkInterface", "DeleteNetworkInterface")
        let free = "eni-available1"
        return [
            RuleCase("CN1", "InvalidVSwitchId.NotFound", create, new(["VSwitchId": "vsw-x"])),
            RuleCase("CN2", "MissingParameter", create, new(["SecurityGroupId": ""])),
            RuleCase(
                "CN3", "InvalidParameter.Conflict", create, new(["SecurityGroupIds.1": "sg-ops"])),
            RuleCase(
                "CN5", "InvalidSecurityGroupId.NotFound", create,
                new(["SecurityGroupId": "sg-missing"])),
            RuleCase(
                "CN7", "InvalidOperation.VpcMismatch", create,
                new(["SecurityGroupId": "sg-other-vpc"])),
            RuleCase("CN12", "InvalidIp.Address", create, new(["PrimaryIpAddress": "10.0.0"])),
            RuleCase("CN13", "InvalidIp.IpRepeated", create, new(["PrimaryIpAddress": "10.0.0.4"])),
            RuleCase("IA1", "InvalidEniId.NotFound", attach, pair("eni-missing", "i-single")),
            RuleCase(
                "IA2", "InvalidOperation.EniServiceManaged", attach,
                pair("eni-managed", "i-single")),
            RuleCase("IA3", "InvalidEcsId.NotFound", attach, pair(free, "i-missing")),
            RuleCase(
                "IA4", "InvalidOperation.InvalidEniType", attach,
                pair("eni-single-primary", "i-single")),
            RuleCase(
                "IA5", "InvalidOperation.InvalidEniState", attach,
                pair("eni-attaching", "i-single")),
            RuleCase("IA6", "InvalidOperation.InvalidEcsState", attach, pair(free, "i-starting")),
            RuleCase("IA9", "EniPerInstanceLimitExceeded", attach, pair(free, "i-running1")) {
                $0.quotas.interfacesPerInstance = 2
            },
            RuleCase(
                "IA10", "InvalidOperation.DetachPrimaryEniNotAllowed", detach,
                pair("eni-running1-primary", "i-running1")),
            RuleCase(
                "IA5", "InvalidOperation.InvalidEniState", detach, pair(free, "i-running1")),
            RuleCase(
                "IA5", "InvalidOperation.InvalidEniState", delete,
                ["NetworkInterfaceId": "eni-secondary1"]),
        ]
    }()

    static let living: [RuleCase] = {
        let run = "RunInstances"
        @Sendable func with(_ changes: [String: String]) -> [String: String] {
            ["InstanceType": "ecs.g7.large", "SecurityGroupId": "sg-web"].merging(changes) { $1 }
        }
        return [
            RuleCase("RI1", "MissingParameter", run, with(["InstanceType": ""])),
            RuleCase("RI2", "MissingParameter", run, with(["SecurityGroupId": ""])),
            RuleCase(
                "RI3", "InvalidSecurityGroupId.NotFound", run, with(["SecurityGroupId": "sg-x"])),
            RuleCase("RI5", "InvalidVSwitchId.NotFound", run, with(["VSwitchId": "vsw-x"])),
            RuleCase("RI6", "InvalidParameter.Mismatch", run, with(["VSwitchId": "vsw-other"])) {
                world in
                world.insertElsewhere()
            },
            RuleCase("RI10", "SecurityGroupInstanceLimitExceed", run, with(["Amount": "3"])) {
                $0.quotas.addressesPerNormalGroup = 16
            },
            RuleCase("P4", "InvalidParameter", run, with(["Amount": "101"])),
            RuleCase("P5", "DryRunOperation", run, with(["DryRun": "true"])),
            RuleCase("I2", "IdempotentParameterMismatch", run, with(["ClientToken": "t"])) {
                let answer = $0.ask(run, with(["ClientToken": "t", "Amount": "2"]))
                precondition(answer.code == nil)
            },
            RuleCase(
                "IS1", "InvalidInstanceId.NotFound", "StartInstance", ["InstanceId": "i-missing"]),
            RuleCase(
                "IS2", "InstanceLockedForSecurity", "StopInstance", ["InstanceId": "i-locked"]),
            RuleCase(
                "IS3", "IncorrectInstanceStatus", "StartInstance", ["InstanceId": "i-single"]),
            RuleCase(
                "IS4", "IncorrectInstanceStatus", "StopInstances",
                ["InstanceId.1": "i-single", "InstanceId.2": "i-stopped1"]),
            RuleCase(
                "IS4", "IncorrectInstanceStatus", "RebootInstance", ["InstanceId": "i-stopped1"]),
            RuleCase(
                "IS5", "InvalidOperation.DeletionProtection", "DeleteInstance",
                ["InstanceId": "i-stopped1"]
            ) {
                _ = $0.ask(
                    "ModifyInstanceAttribute",
                    ["InstanceId": "i-stopped1", "DeletionProtection": "true"])
            },
            RuleCase(
                "IS6", "IncorrectInstanceStatus.Initializing", "DeleteInstance",
                ["InstanceId": "i-new", "Force": "true"]
            ) { world in
                world.insertPending()
            },
            RuleCase(
                "IS7", "IncorrectInstanceStatus", "DeleteInstance", ["InstanceId": "i-single"]),
        ]
    }()

    static let others: [RuleCase] = [
        RuleCase("P1", "MissingParameter", "DescribeInstances", ["RegionId": ""]),
        RuleCase("P2", "InvalidRegionId.NotFound", "DescribeInstances", ["RegionId": "cn-x"]),
        RuleCase("P5", "DryRunOperation", "DescribeInstances", ["DryRun": "true"]),
        RuleCase("G1", "InvalidAction.NotFound", "DescribeDisks", [:]),
        RuleCase(
            "DR1", "InvalidAcceptLanguage.NotFound", "DescribeRegions", ["AcceptLanguage": "x"]),
        RuleCase("DI1", "InvalidStatus.NotFound", "DescribeInstances", ["Status": "Gone"]),
        RuleCase(
            "DA1", "InvalidInstanceId.NotFound", "DescribeInstanceAttribute",
            ["InstanceId": "i-missing"]),
        RuleCase(
            "GA1", "InvalidSecurityGroupId.Malformed", "DescribeSecurityGroupAttribute",
            ["SecurityGroupId": "x"]),
        RuleCase(
            "GA2", "InvalidSecurityGroupId.NotFound", "DescribeSecurityGroupAttribute",
            ["SecurityGroupId": "sg-beijing"]),
        RuleCase(
            "GA3", "InvalidParamter", "DescribeSecurityGroupAttribute",
            ["SecurityGroupId": "sg-web", "Direction": "up"]),
        RuleCase(
            "DN1", "InvalidEniId.NotFound", "DescribeNetworkInterfaceAttribute",
            ["NetworkInterfaceId": "eni-missing"]),
        RuleCase("DF1", "InvalidSecurityGroupId.Malformed", "DescribeSecurityGroupReferences", [:]),
        RuleCase(
            "DF2", "InvalidSecurityGroupId.NotFound", "DescribeSecurityGroupReferences",
            ["SecurityGroupId.1": "sg-x"]),
        RuleCase(
            "TR1", "InvalidResourceType.NotFound", "TagResources",
            ["ResourceType": "disk", "ResourceId.1": "d-1", "Tag.1.Key": "a"]),
        RuleCase(
            "TR3", "InvalidResourceId.NotFound", "TagResources",
            ["ResourceType": "instance", "ResourceId.1": "i-missing", "Tag.1.Key": "a"]),
        RuleCase(
            "TR7", "QuotaExceed.Tags", "TagResources",
            ["ResourceType": "instance", "ResourceId.1": "i-single", "Tag.1.Key": "a"]
        ) {
            $0.quotas.tagsPerResource = 0
        },
    ]

    @Test(
        arguments: MembershipRuleCases.joining + MembershipRuleCases.replacing + grouping
            + permitting + interfacing + living + others)
    func `refuse with their code, and nothing changes`(_ item: RuleCase) throws {
        var world = World.standard
        world.advance(to: testStart)
        item.prepare(&world)
        let before = world.json
        let answer = world.ask(item.operation, item.parameters)
        #expect(answer.code == item.code)
        #expect(answer.ruleID == item.rule)
        let isUnchanged = world.json == before
        #expect(isUnchanged)
        let rule = try #require(World.rule(item.rule))
        #expect(rule.operations == ["*"] || rule.operations.contains(item.operation))
        guard case .refused(let status, let code, _) = rule.outcome(in: .current) else { return }
        #expect((answer.status, answer.code) == (status, code))
    }

    @Test func `have ids of their own and print as JSON`() {
        let ids = World.rules.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(World.rule("L16")?.json["outcomes"]?["legacy"] == ["status": 200])
        #expect(
            World.rule("L16")?.json["outcomes"]?["seed"]?["code"] == "InstanceNotInSecurityGroup")
    }

    @Test func `an unknown operation's refusal names what there is`() {
        var world = World.standard
        let answer = world.ask("LeaveSecurityGroups")
        #expect(answer.status == 404)
        #expect(answer.message?.contains("Did you mean LeaveSecurityGroup?") ?? false)
        #expect(World.operations.count == 41)
    }
}
