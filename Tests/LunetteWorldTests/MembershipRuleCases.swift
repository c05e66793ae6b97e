import LunetteWorld

/// The refusals of joining groups and of replacing an interface's set of groups.
enum MembershipRuleCases {
    private static func target(_ id: String, _ group: String = "sg-empty") -> [String: String] {
        [id.hasPrefix("eni-") ? "NetworkInterfaceId" : "InstanceId": id, "SecurityGroupId": group]
    }

    static let joining: [RuleCase] = {
        let join = "JoinSecurityGroup"
        return [
            RuleCase("L7", "InvalidInstanceId.NotFound", join, target("i-missing")),
            RuleCase("L14", "InstanceLockedForSecurity", join, target("i-locked")),
            RuleCase("L15", "IncorrectInstanceStatus", join, target("i-starting")),
            RuleCase("J1", "Forbidden.InstanceIsBeingCreated", join, target("i-new")) { world in
                world.insertPending()
            },
            RuleCase(
                "J2", "InvalidStatus.EniOrInstanceIsBeingCreated", join, target("eni-new")
            ) { world in
                world.insertCreating()
            },
            RuleCase("J3", "InvalidInstanceId.Mismatch", join, target("i-single", "sg-other-vpc")),
            RuleCase(
                "J4", "InvalidOperation.VpcMismatch", join, target("eni-single", "sg-other-vpc")),
            RuleCase("J5", "InvalidInstanceId.AlreadyExists", join, target("i-single", "sg-web")),
            RuleCase("J5", "InvalidInstanceId.AlreadyExists", join, target("eni-single", "sg-web")),
            RuleCase(
                "J6", "InvalidOperation.MultiGroupType", join, target("i-single", "sg-enterprise")),
            RuleCase("J7", "InstanceSecurityGroupLimitExceeded", join, target("i-running1")) {
                $0.quotas.groupsPerInterface = 2
            },
            RuleCase("J7e", "InstanceSecurityGroupLimitExceeded", join, target("eni-secondary1")) {
                $0.quotas.groupsPerInterface = 2
            },
            RuleCase("J8", "SecurityGroupInstanceLimitExceeded", join, target("i-running1")) {
                $0.quotas.addressesPerNormalGroup = 0
            },
            RuleCase(
                "J9", "InvalidOperation.NetworkInterfaceCountExceeded", join,
                target("i-enterprise", "sg-enterprise2")
            ) { world in
                world.insert(
                    SecurityGroup(
                        id: "sg-enterprise2", accountID: "1234567890123456",
                        regionID: "cn-hangzhou", vpcID: "vpc-cn-hangzhou", kind: .enterprise))
                world.quotas.interfacesPerEnterpriseGroup = 0
            },
            RuleCase("J10", "AclLimitExceed", join, target("i-running1")) {
                $0.quotas.permissionsPerInterface = 2
            },
        ]
    }()

    private static func set(_ ids: String..., of id: String) -> [String: String] {
        let isInterface = id.hasPrefix("eni-")
        var parameters = [isInterface ? "NetworkInterfaceId" : "InstanceId": id]
        for (index, group) in ids.enumerated() {
            parameters["SecurityGroupId\(isInterface ? "" : "s").\(index + 1)"] = group
        }
        return parameters
    }

    static let replacing: [RuleCase] = {
        let instance = "ModifyInstanceAttribute"
        let interface = "ModifyNetworkInterfaceAttribute"
        let one = "i-single"
        let eni = "eni-single"
        return [
            RuleCase("MI1", "InvalidInstanceId.NotFound", instance, set("sg-web", of: "i-missing")),
            RuleCase(
                "MI2", "InvalidInstanceName.Malformed", instance,
                ["InstanceId": one, "InstanceName": "x"]),
            RuleCase(
                "MI3", "InvalidDescription.Malformed", instance,
                ["InstanceId": one, "Description": "http://x"]),
            RuleCase("MI4", "InstanceLockedForSecurity", instance, set("sg-web", of: "i-locked")),
            RuleCase("MI5", "IncorrectInstanceStatus", instance, set("sg-web", of: "i-starting")),
            RuleCase(
                "MI7", "InvalidParameter.SecurityGroupIdRepeated", instance,
                set("sg-web", "sg-web", of: one)),
            RuleCase(
                "MI8", "InvalidSecurityGroupId.NotFound", instance, set("sg-missing", of: one)),
            RuleCase(
                "MI9", "InvalidOperation.ResourceManagedByCloudProduct", instance,
                set("sg-web", of: "i-managed")),
            RuleCase(
                "MI10", "InvalidSecurityGroupVpc.NotBelongToOneVpc", instance,
                set("sg-other-vpc", of: one)),
            RuleCase(
                "MI11", "EnterpriseGroupLimited.MutliGroupType", instance,
                set("sg-web", "sg-enterprise", of: one)),
            RuleCase("MI12", "JoinedGroupLimitExceed", instance, set("sg-web", "sg-ops", of: one)) {
                $0.quotas.groupsPerInterface = 1
            },
            RuleCase(
                "MI13", "SecurityGroupInstanceLimitExceed", instance, set("sg-empty", of: one)
            ) {
                $0.quotas.addressesPerNormalGroup = 0
            },
            RuleCase("MI14", "AclLimitExceed", instance, set("sg-web", "sg-ops", of: one)) {
                $0.quotas.permissionsPerInterface = 2
            },
            RuleCase("MN1", "InvalidEniId.NotFound", interface, set("sg-web", of: "eni-missing")),
            RuleCase(
                "MN2", "InvalidOperation.EniServiceManaged", interface,
                set("sg-web", of: "eni-managed")),
            RuleCase(
                "MN3", "InvalidOperation.InvalidEniType", interface,
                set("sg-web", of: "eni-single-primary")),
            RuleCase(
                "MN4", "InvalidOperation.InvalidEniState", interface,
                set("sg-web", of: "eni-attaching")),
            RuleCase("MN6", "InvalidParameter", interface, set("sg-web", "sg-web", of: eni)),
            RuleCase(
                "MN7", "InvalidSecurityGroupId.NotFound", interface, set("sg-beijing", of: eni)),
            RuleCase(
                "MN8", "InvalidOperation.ResourceManagedByCloudProduct", interface,
                set("sg-managed", of: eni)),
            RuleCase(
                "MN9", "InvalidOperation.VpcMismatch", interface, set("sg-other-vpc", of: eni)),
            RuleCase(
                "MN10", "EnterpriseGroupLimited.MutliGroupType", interface,
                set("sg-web", "sg-enterprise", of: eni)),
            RuleCase("MN11", "JoinedGroupLimitExceed", interface, set("sg-web", "sg-ops", of: eni))
            {
                $0.quotas.groupsPerInterface = 1
            },
            RuleCase(
                "MN12", "SecurityGroupInstanceLimitExceed", interface, set("sg-empty", of: eni)
            ) {
                $0.quotas.addressesPerNormalGroup = 0
            },
            RuleCase("MN13", "AclLimitExceed", interface, set("sg-web", "sg-ops", of: eni)) {
                $0.quotas.permissionsPerInterface = 2
            },
        ]
    }()
}
