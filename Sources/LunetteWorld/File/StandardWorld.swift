import LunetteBase

extension Account {
    /// The account of the vendor's examples: its root key; a user who may do everything, become
    /// the role `operator` included; and a user who may only read.
    public static let standard: Account = {
        var account = Account(
            id: "1234567890123456",
            accessKeys: [
                AccessKey(id: "testid", secret: "testsecret"),
                AccessKey(id: "testoperator", secret: "testsecret", userName: "operator"),
                AccessKey(id: "testreader", secret: "testsecret", userName: "reader"),
            ])
        let everything = Policy(statements: [
            Policy.Statement(effect: .allow, actions: ["ecs:*", "sts:AssumeRole"])
        ])
        let reading = Policy(statements: [
            Policy.Statement(effect: .allow, actions: ["ecs:Describe*", "ecs:List*"])
        ])
        account.users = [
            RAMUser(name: "operator", policies: [everything]),
            RAMUser(name: "reader", policies: [reading]),
        ]
        account.roles = [
            RAMRole(
                name: "operator", policies: [everything],
                trustedPrincipals: ["acs:ram::1234567890123456:root"])
        ]
        return account
    }()
}

extension World {
    /// The world that an emulator starts with. Each code of LeaveSecurityGroup can be provoked:
    ///
    /// | code | with |
    /// |---|---|
    /// | (success) | `i-running1`, `i-running2` or `i-stopped1` and `sg-web` |
    /// | `MissingParameter.RegionId` | `eni-secondary1` without RegionId |
    /// | `InvalidInstanceId.Malformed` | `InstanceId=running1` |
    /// | `InvalidParam.EniIdAndInstanceId.Conflict` | both ids |
    /// | `InvalidParam.Malformed` | `SecurityGroupId=web` |
    /// | `InvalidInstanceId.NotFound` | `i-missing` |
    /// | `InvalidEniId.NotFound` | `eni-missing` |
    /// | `InvalidSecurityGroupId.NotFound` | `sg-missing` |
    /// | `InvalidOperation.ResourceManagedByCloudProduct` | `sg-managed` |
    /// | `InvalidOperation.EniServiceManaged` | `eni-managed` and `sg-web` |
    /// | `InvalidOperation.InvalidEniType` | `eni-running1-primary` and `sg-web` |
    /// | `InvalidOperation.InvalidEniState` | `eni-attaching` and `sg-web` |
    /// | `InstanceLockedForSecurity` | `i-locked` and `sg-web` |
    /// | `IncorrectInstanceStatus` | `i-starting` and `sg-web` |
    /// | `InstanceNotInSecurityGroup` (`seed`) | `i-single` and `sg-ops` |
    /// | `InvalidSecurityGroupAssociation.NotFound` | the same |
    /// | `InstanceLastSecurityGroup` | `i-single` and `sg-web` |
    /// | `InvalidOperation.AtLeastInOneGroup` | `eni-single` and `sg-web` |
    /// | `RequestTimeout` | `i-timeout` (not done) or `i-timeout-done` (done) and `sg-web` |
    public static let standard: World = {
        do {
            return try World(parsing: Array(standardFile.utf8))
        } catch {
            preconditionFailure("the standard world's file is wrong: \(error)")
        }
    }()

    private static let standardFile = """
        {
          "security_groups": [
            { "security_group_id": "sg-web", "security_group_name": "web",
              "description": "What the public reaches",
              "permissions": [
                { "ip_protocol": "TCP", "port_range": "443/443", "source_cidr_ip": "0.0.0.0/0" },
                { "ip_protocol": "TCP", "port_range": "22/22", "source_group_id": "sg-ops" }
              ] },
            { "security_group_id": "sg-ops", "security_group_name": "ops",
              "description": "What operators reach",
              "permissions": [
                { "ip_protocol": "TCP", "port_range": "22/22", "source_cidr_ip": "10.0.0.0/8" }
              ] },
            { "security_group_id": "sg-quarantine", "security_group_name": "quarantine",
              "description": "Nothing gets in", "inner_access_policy": "Drop" },
            { "security_group_id": "sg-empty", "security_group_name": "empty" },
            { "security_group_id": "sg-enterprise", "security_group_name": "enterprise",
              "security_group_type": "enterprise" },
            { "security_group_id": "sg-managed", "security_group_name": "managed",
              "description": "Kept by a cloud product", "service_managed": true },
            { "security_group_id": "sg-other-vpc", "security_group_name": "elsewhere",
              "vpc_id": "vpc-other" },
            { "security_group_id": "sg-beijing", "security_group_name": "beijing",
              "region_id": "cn-beijing" }
          ],
          "instances": [
            { "instance_id": "i-running1", "instance_name": "web 1",
              "security_group_ids": ["sg-web", "sg-ops"], "tags": { "role": "web" } },
            { "instance_id": "i-running2", "instance_name": "web 2",
              "security_group_ids": ["sg-web", "sg-ops"], "tags": { "role": "web" } },
            { "instance_id": "i-stopped1", "instance_name": "web 3", "status": "Stopped",
              "security_group_ids": ["sg-web", "sg-ops"], "tags": { "role": "web" } },
            { "instance_id": "i-single", "instance_name": "only in web",
              "security_group_ids": ["sg-web"] },
            { "instance_id": "i-starting", "instance_name": "always starting",
              "status": "Starting", "security_group_ids": ["sg-web", "sg-ops"] },
            { "instance_id": "i-locked", "instance_name": "locked for security",
              "operation_locks": ["security"], "security_group_ids": ["sg-web", "sg-ops"] },
            { "instance_id": "i-managed", "instance_name": "also in a managed group",
              "security_group_ids": ["sg-web", "sg-managed"] },
            { "instance_id": "i-enterprise", "instance_name": "in an advanced group",
              "security_group_ids": ["sg-enterprise"] },
            { "instance_id": "i-timeout", "instance_name": "times out, and nothing is done",
              "security_group_ids": ["sg-web", "sg-ops"] },
            { "instance_id": "i-timeout-done", "instance_name": "times out when it is done",
              "security_group_ids": ["sg-web", "sg-ops"] },
            { "instance_id": "i-beijing", "region_id": "cn-beijing",
              "security_group_ids": ["sg-beijing"] }
          ],
          "network_interfaces": [
            { "network_interface_id": "eni-secondary1", "instance_id": "i-running1",
              "security_group_ids": ["sg-web", "sg-ops"] },
            { "network_interface_id": "eni-attaching", "instance_id": "i-running2",
              "status": "Attaching", "security_group_ids": ["sg-web", "sg-ops"] },
            { "network_interface_id": "eni-available1",
              "security_group_ids": ["sg-web", "sg-ops"] },
            { "network_interface_id": "eni-single", "security_group_ids": ["sg-web"] },
            { "network_interface_id": "eni-managed", "service_managed": true,
              "security_group_ids": ["sg-web", "sg-ops"] }
          ],
          "faults": [
            { "operation": "LeaveSecurityGroup", "parameters": { "InstanceId": "i-timeout" },
              "effect": "timeout_before" },
            { "operation": "LeaveSecurityGroup", "parameters": { "InstanceId": "i-timeout-done" },
              "effect": "timeout_after" }
          ]
        }
        """
}
