extension Rule {
    private static let instance = ["ModifyInstanceAttribute"]
    private static let interface = ["ModifyNetworkInterfaceAttribute"]

    /// ModifyInstanceAttribute's rules, in order.
    static let modifyingInstances: [Rule] = [
        Rule(
            "MI1", instance, "no such instance in this account", 404, "InvalidInstanceId.NotFound",
            "The specified InstanceId does not exist.", .documented),
        Rule(
            "MI2", instance, "InstanceName has fewer than 2 or more than 128 characters", 400,
            "InvalidInstanceName.Malformed",
            "The specified parameter \"InstanceName\" is not valid.",
            .documented),
        Rule(
            "MI3", instance, "Description has fewer than 2 or more than 256 characters", 400,
            "InvalidDescription.Malformed", "The specified parameter \"Description\" is not valid.",
            .documented),
        Rule(
            "MI4", instance, "the instance is locked for security reasons", 403,
            "InstanceLockedForSecurity",
            "The specified operation is denied as your instance is locked for security reasons.",
            .documented),
        Rule(
            "MI5", instance, "new groups, and the instance is neither Running nor Stopped", 403,
            "IncorrectInstanceStatus",
            "The current status of the resource does not support this operation.", .documented),
        Rule(
            "MI6", instance, "new groups in the classic network", 404,
            "InvalidSecurityGroupType.NotSupportClassic",
            "Instances in the classic network do not take a set of groups.", .documented),
        Rule(
            "MI7", instance, "a group is listed twice", 404,
            "InvalidParameter.SecurityGroupIdRepeated", "%s is listed twice.", .documented),
        Rule(
            "MI8", instance, "no such group in this account and region", 404,
            "InvalidSecurityGroupId.NotFound", "The specified SecurityGroupId does not exist.",
            .documented),
        Rule(
            "MI9", instance, "a group that would be joined or left is managed by a cloud service",
            403, "InvalidOperation.ResourceManagedByCloudProduct",
            "The security group %s is managed by a cloud product.", .inferred),
        Rule(
            "MI10", instance, "a group is in another VPC", 404,
            "InvalidSecurityGroupVpc.NotBelongToOneVpc", "%s is in another VPC.", .documented),
        Rule(
            "MI11", instance, "basic and advanced groups mix", 403,
            "EnterpriseGroupLimited.MutliGroupType",
            "The specified instance can't be in different types of security group.", .documented),
        Rule(
            "MI12", instance, "more groups than an interface may be in", 400,
            "JoinedGroupLimitExceed",
            "The instance would be in more security groups than it may be.", .documented),
        Rule(
            "MI13", instance, "a group is full", 403, "SecurityGroupInstanceLimitExceed",
            "The security group %s is full.", .documented),
        Rule(
            "MI14", instance, "too many rules would apply", 403, "AclLimitExceed",
            "Too many security group rules would apply to the instance.", .documented),
    ]

    /// ModifyNetworkInterfaceAttribute's rules, in order.
    static let modifyingInterfaces: [Rule] = [
        Rule(
            "MN1", interface, "no such network interface in this account and region", 404,
            "InvalidEniId.NotFound", "The specified NetworkInterfaceId %s does not exist.",
            .documented),
        Rule(
            "MN2", interface, "the network interface is managed by a cloud service", 403,
            "InvalidOperation.EniServiceManaged",
            "The network interface %s is managed by a cloud product.", .documented),
        Rule(
            "MN3", interface, "new groups for a primary or member interface", 403,
            "InvalidOperation.InvalidEniType", "%s", .assumed),
        Rule(
            "MN4", interface, "new groups, and the interface is neither Available nor InUse", 400,
            "InvalidOperation.InvalidEniState", "%s", .documented),
        Rule(
            "MN5", interface, "new groups, and its instance is neither Running nor Stopped", 400,
            "InvalidOperation.InvalidEcsState",
            "The current status of instance %s does not support this operation.", .documented),
        Rule(
            "MN6", interface, "a group is listed twice", 400, "InvalidParameter",
            "The security group %s is listed twice.", .inferred),
        Rule(
            "MN7", interface, "no such group in this account and region", 404,
            "InvalidSecurityGroupId.NotFound", "The specified SecurityGroupId %s does not exist.",
            .documented),
        Rule(
            "MN8", interface, "a group that would be joined or left is managed by a cloud service",
            403, "InvalidOperation.ResourceManagedByCloudProduct",
            "The security group %s is managed by a cloud product.", .inferred),
        Rule(
            "MN9", interface, "a group is in another VPC", 403, "InvalidOperation.VpcMismatch",
            "%s is in another VPC than the network interface.", .documented),
        Rule(
            "MN10", interface, "basic and advanced groups mix", 403,
            "EnterpriseGroupLimited.MutliGroupType",
            "The network interface can't be in different types of security group.", .inferred),
        Rule(
            "MN11", interface, "more groups than an interface may be in", 400,
            "JoinedGroupLimitExceed",
            "The network interface would be in more security groups than it may be.", .inferred),
        Rule(
            "MN12", interface, "a group is full", 403, "SecurityGroupInstanceLimitExceed",
            "The security group %s is full.", .documented),
        Rule(
            "MN13", interface, "too many rules would apply", 403, "AclLimitExceed",
            "Too many security group rules would apply to the network interface.", .inferred),
    ]
}
