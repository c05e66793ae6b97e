extension Rule {
    private static let create = ["CreateNetworkInterface"]
    private static let attach = ["AttachNetworkInterface"]
    private static let detach = ["DetachNetworkInterface"]
    private static let delete = ["DeleteNetworkInterface"]

    /// The rules of making, attaching, detaching and deleting interfaces.
    static let interfacing: [Rule] = [
        Rule(
            "CN1", create, "no such vSwitch in this account and region", 404,
            "InvalidVSwitchId.NotFound", "The specified VSwitchId does not exist.", .documented),
        Rule(
            "CN2", create, "neither SecurityGroupId nor SecurityGroupIds", 400, "MissingParameter",
            "The input parameter \"SecurityGroupId\" that is mandatory for processing this "
                + "request is not supplied.", .documented),
        Rule(
            "CN3", create, "both SecurityGroupId and SecurityGroupIds", 400,
            "InvalidParameter.Conflict",
            "The parameters SecurityGroupId and SecurityGroupIds exclude each other.", .documented),
        Rule(
            "CN4", create, "a group is listed twice", 400, "InvalidParameter",
            "The security group %s is listed twice.", .inferred),
        Rule(
            "CN5", create, "no such group in this account and region", 404,
            "InvalidSecurityGroupId.NotFound", "The specified SecurityGroupId %s does not exist.",
            .documented),
        Rule(
            "CN6", create, "a group is managed by a cloud service", 403,
            "InvalidOperation.ResourceManagedByCloudProduct",
            "The security group %s is managed by a cloud product.", .inferred),
        Rule(
            "CN7", create, "a group is in another VPC", 403, "InvalidOperation.VpcMismatch",
            "%s is in another VPC than the vSwitch.", .documented),
        Rule(
            "CN8", create, "basic and advanced groups mix", 403,
            "EnterpriseGroupLimited.MutliGroupType",
            "The network interface can't be in different types of security group.", .inferred),
        Rule(
            "CN9", create, "more groups than an interface may be in", 400,
            "JoinedGroupLimitExceed",
            "The network interface would be in more security groups than it may be.", .inferred),
        Rule(
            "CN10", create, "a group is full", 403, "SecurityGroupInstanceLimitExceed",
            "The security group %s is full.", .documented),
        Rule(
            "CN11", create, "too many rules would apply", 403, "AclLimitExceed",
            "Too many security group rules would apply to the network interface.", .inferred),
        Rule(
            "CN12", create, "an address is malformed", 403, "InvalidIp.Address",
            "The specified address %s is not valid.", .documented),
        Rule(
            "CN13", create, "an address is taken", 403, "InvalidIp.IpRepeated",
            "The specified address %s is in use.", .documented),
        Rule(
            "CN14", create, "a tag's key is there twice", 400, "Duplicate.TagKey",
            "The tag key %s is there twice.", .documented),
        Rule(
            "CN15", create, "a tag's key is malformed", 400, "InvalidTagKey.Malformed",
            "The tag key \"%s\" is not valid.", .documented),
        Rule(
            "IA1", attach + detach + delete, "no such network interface in this account and region",
            404, "InvalidEniId.NotFound", "The specified NetworkInterfaceId %s does not exist.",
            .documented),
        Rule(
            "IA2", attach + detach + delete, "the interface is managed by a cloud service", 403,
            "InvalidOperation.EniServiceManaged",
            "The network interface %s is managed by a cloud product.", .documented),
        Rule(
            "IA3", attach + detach, "no such instance in this account and region", 404,
            "InvalidEcsId.NotFound", "The specified InstanceId %s does not exist.", .documented),
        Rule(
            "IA10", detach, "a primary interface", 400,
            "InvalidOperation.DetachPrimaryEniNotAllowed",
            "The primary network interface %s cannot be detached.", .documented),
        Rule(
            "IA4", attach + delete, "an interface of a kind that cannot be", 403,
            "InvalidOperation.InvalidEniType", "%s", .documented),
        Rule(
            "IA5", attach + detach + delete, "the interface is in a state that does not allow it",
            400, "InvalidOperation.InvalidEniState", "%s", .documented),
        Rule(
            "IA6", attach + detach, "the instance is neither Running nor Stopped", 400,
            "InvalidOperation.InvalidEcsState",
            "The current status of instance %s does not support this operation.", .documented),
        Rule(
            "IA7", attach, "interface and instance are in different VPCs", 403,
            "InvalidOperation.VpcMismatch", "%s is in another VPC than the instance.",
            .documented),
        Rule(
            "IA8", attach, "interface and instance are in different zones", 403,
            "InvalidOperation.AvailabilityZoneMismatch",
            "%s is in another zone than the instance.", .documented),
        Rule(
            "IA9", attach, "the instance has as many interfaces as it may have", 403,
            "EniPerInstanceLimitExceeded",
            "The instance %s has as many network interfaces as it may have.", .documented),
    ]
}
