import LunetteBase
import LunetteWorld
import Testing

@Suite struct `Access` {
    static let account = "1234567890123456"

    private func world(_ statements: [Policy.Statement]) throws -> (World, Identity) {
        let policy = Policy(statements: statements)
        let world = try World(
            text: """
                { "accounts": [{ "account_id": "\(Self.account)",
                    "access_keys": [{ "access_key_id": "k", "access_key_secret": "s",
                                      "user_name": "u" }],
                    "users": [{ "user_name": "u", "policies": [\(policy.json.text)] }] }],
                  "security_groups": [{ "security_group_id": "sg-1" },
                                      { "security_group_id": "sg-2" }],
                  "instances": [{ "instance_id": "i-1", "security_group_ids": ["sg-1", "sg-2"] }] }
                """)
        return (world, try #require(world.accessKey("k")?.identity))
    }

    struct LeaveCase: Sendable {
        let resources: [String]
        let isAllowed: Bool
    }

    @Test(arguments: [
        LeaveCase(resources: ["*"], isAllowed: true),
        LeaveCase(resources: ["acs:ecs:*:*:instance/*"], isAllowed: false),
        LeaveCase(resources: ["acs:ecs:*:*:securitygroup/*"], isAllowed: false),
        LeaveCase(
            resources: [
                "acs:ecs:cn-hangzhou:\(account):instance/i-1",
                "acs:ecs:cn-hangzhou:\(account):securitygroup/sg-?",
            ], isAllowed: true),
        LeaveCase(
            resources: ["acs:ecs:cn-beijing:*:instance/*", "acs:ecs:*:*:securitygroup/*"],
            isAllowed: false),
    ])
    func `leaving needs the instance and the group`(_ item: LeaveCase) throws {
        var (world, user) = try world([
            Policy.Statement(
                effect: .allow, actions: ["ecs:leave*"], resources: item.resources)
        ])
        let answer = world.ask(
            "LeaveSecurityGroup", ["InstanceId": "i-1", "SecurityGroupId": "sg-1"], caller: user)
        #expect(answer.code == (item.isAllowed ? nil : "Forbidden.RAM"))
        #expect(answer.status == (item.isAllowed ? 200 : 403))
        if !item.isAllowed {
            #expect(answer.ruleID == "G3")
            let detail = answer.json?["AccessDeniedDetail"]
            #expect(detail?["AuthAction"] == "ecs:LeaveSecurityGroup")
            #expect(detail?["NoPermissionType"] == "ImplicitDeny")
        }
    }

    @Test func `a list that is not permitted is empty, and a dry run tells`() throws {
        var (world, user) = try world([
            Policy.Statement(effect: .allow, actions: ["ecs:*"]),
            Policy.Statement(
                effect: .deny, actions: ["ecs:DescribeInstances"],
                resources: ["acs:ecs:cn-beijing:*:*"]),
        ])
        let dryRun = ["DryRun": "true"]
        let beijing = ["RegionId": "cn-beijing"]
        #expect(world.ask("DescribeInstances", caller: user).json?["TotalCount"] == 1)
        let blind = world.ask("DescribeInstances", beijing, caller: user)
        #expect(blind.code == nil)
        #expect(blind.json?["TotalCount"] == 0)
        #expect(world.ask("DescribeInstances", dryRun, caller: user).code == "DryRunOperation")
        let denied = world.ask(
            "DescribeInstances", dryRun.merging(beijing) { $1 }, caller: user)
        #expect(denied.code == "Forbidden.RAM")
        #expect(denied.json?["AccessDeniedDetail"]?["NoPermissionType"] == "ExplicitDeny")
    }

    @Test(arguments: [
        ("ecs:DescribeInstances", "*", Policy.Verdict.allowed),
        ("ECS:describeinstances", "*", .allowed),
        ("ecs:LeaveSecurityGroup", "acs:ecs:r:a:instance/i-1", .notAllowed),
        ("ecs:DescribeUserData", "*", .denied),
        ("sts:AssumeRole", "*", .notAllowed),
    ])
    func `a denial wins over an allowance`(
        action: String, resource: String, verdict: Policy.Verdict
    ) throws {
        let policy = try #require(
            Policy(
                parsing: """
                    { "Version": "1", "Statement": [
                      { "Effect": "Allow", "Action": "ecs:Describe*", "Resource": "*" },
                      { "Effect": "Deny", "Action": ["ecs:DescribeUser*"], "Resource": ["*"] }] }
                    """))
        #expect(Policy.evaluate([policy], action: action, resource: resource) == verdict)
    }

    @Test func `a role is assumed by whom it trusts, for a time, and may be narrowed`() throws {
        var world = World.standard
        let user = try #require(world.accessKey("testoperator")?.identity)
        let arn = "acs:ram::\(Self.account):role/operator"
        let reading = Policy.Statement(effect: .allow, actions: ["ecs:Describe*"])
        let narrow = Policy(statements: [reading]).json.text
        let answer = world.ask(
            "AssumeRole",
            [
                "RoleArn": arn, "RoleSessionName": "night", "DurationSeconds": "900",
                "Policy": narrow,
            ],
            caller: user, product: "Sts")
        let credentials = answer.json?["Credentials"]
        let key = try #require(
            world.accessKey(credentials?["AccessKeyId"]?.string ?? ""))
        #expect(key.secret.reveal() == credentials?["AccessKeySecret"]?.string)
        #expect(key.securityToken?.reveal() == credentials?["SecurityToken"]?.string)
        #expect(key.expiration == testStart + .seconds(900))
        let leave = world.ask(
            "LeaveSecurityGroup", ["InstanceId": "i-running1", "SecurityGroupId": "sg-web"],
            caller: key.identity)
        #expect(leave.code == "Forbidden.RAM")
        let identity = world.ask("GetCallerIdentity", caller: key.identity, product: "Sts")
        #expect(
            identity.json?["Arn"]?.string
                == "acs:ram::\(Self.account):assumed-role/operator/night")
    }

    @Test(arguments: [
        ("testid", "role/operator", "night", "900", "NoPermission", "S3"),
        ("testreader", "role/operator", "night", "900", "NoPermission", "S1"),
        ("testoperator", "role/other", "night", "900", "EntityNotExist.Role", "S4"),
        ("testoperator", "role/operator", "n", "900", "InvalidParameter.RoleSessionName", "S6"),
        ("testoperator", "role/operator", "night", "60", "InvalidParameter.DurationSeconds", "S7"),
        ("testoperator", "role/operator", "", "900", "MissingParameter", "S2"),
    ])
    func `a role is refused with STS's codes`(
        key: String, role: String, session: String, seconds: String, code: String, rule: String
    ) throws {
        var world = World.standard
        let answer = world.ask(
            "AssumeRole",
            [
                "RoleArn": "acs:ram::\(Self.account):\(role)", "RoleSessionName": session,
                "DurationSeconds": seconds,
            ], caller: try #require(world.accessKey(key)?.identity), product: "Sts")
        #expect(answer.code == code)
        #expect(answer.ruleID == rule)
    }
}
