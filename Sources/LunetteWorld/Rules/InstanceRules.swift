extension Rule {
    private static let make = ["RunInstances", "CreateInstance"]
    private static let start = ["StartInstance", "StartInstances"]
    private static let stop = ["StopInstance", "StopInstances"]
    private static let reboot = ["RebootInstance", "RebootInstances"]
    private static let delete = ["DeleteInstance", "DeleteInstances"]

    /// The rules of an instance's life, in order.
    static let living: [Rule] = [
        Rule(
            "RI1", make, "InstanceType is missing", 400, "MissingParameter",
            "The input parameter \"InstanceType\" that is mandatory for processing this request "
                + "is not supplied.", .documented),
        Rule(
            "RI2", make, "no group", 400, "MissingParameter",
            "The input parameter \"SecurityGroupId\" that is mandatory for processing this "
                + "request is not supplied.", .documented),
        Rule(
            "RI3", make, "no such group in this account and region", 404,
            "InvalidSecurityGroupId.NotFound", "The specified SecurityGroupId %s does not exist.",
            .documented),
        Rule(
            "RI4", make, "a group is listed twice", 400, "InvalidParameter",
            "The security group %s is listed twice.", .inferred),
        Rule(
            "RI5", make, "no such vSwitch in this account and region", 404,
            "InvalidVSwitchId.NotFound", "The specified VSwitchId does not exist.", .documented),
        Rule(
            "RI6", make, "group and vSwitch are in different VPCs", 400,
            "InvalidParameter.Mismatch",
            "The security group %s and the vSwitch are not in the same VPC.", .documented),
        Rule(
            "RI7", make, "a group is managed by a cloud service", 403,
            "InvalidOperation.ResourceManagedByCloudProduct",
            "The security group %s is managed by a cloud product.", .documented),
        Rule(
            "RI8", make, "basic and advanced groups mix", 403,
            "EnterpriseGroupLimited.MutliGroupType",
            "An instance can't be in different types of security group.", .documented),
        Rule(
            "RI9", make, "more groups than an interface may be in", 400, "JoinedGroupLimitExceed",
            "The instance would be in more security groups than it may be.", .inferred),
        Rule(
            "RI10", make, "a group has no room", 403, "SecurityGroupInstanceLimitExceed",
            "The security group %s is full.", .documented),
        Rule(
            "RI11", make, "too many rules would apply", 403, "AclLimitExceed",
            "Too many security group rules would apply to the instance.", .inferred),
        Rule(
            "RI12", make, "InstanceName has fewer than 2 or more than 128 characters", 400,
            "InvalidInstanceName.Malformed",
            "The specified parameter \"InstanceName\" is not valid.", .documented),
        Rule(
            "RI13", make, "Description has fewer than 2 or more than 256 characters", 400,
            "InvalidDescription.Malformed", "The specified parameter \"Description\" is not valid.",
            .documented),
        Rule(
            "RI14", make, "a tag's key is there twice", 400, "Duplicate.TagKey",
            "The tag key %s is there twice.", .documented),
        Rule(
            "RI15", make, "a tag's key is malformed", 400, "InvalidTagKey.Malformed",
            "The tag key \"%s\" is not valid.", .documented),
        Rule(
            "IS1", start + stop + reboot + delete, "no such instance in this account and region",
            404, "InvalidInstanceId.NotFound", "The specified InstanceId does not exist.",
            .documented),
        Rule(
            "IS2", start + stop + reboot, "the instance is locked for security reasons", 403,
            "InstanceLockedForSecurity",
            "The specified operation is denied as your instance is locked for security reasons.",
            .documented),
        Rule(
            "IS3", start, "the instance is not Stopped", 403, "IncorrectInstanceStatus",
            "The current status of the resource does not support this operation.", .documented),
        Rule(
            "IS4", stop + reboot, "the instance is not Running", 403, "IncorrectInstanceStatus",
            "The current status of the resource does not support this operation.", .documented),
        Rule(
            "IS5", delete, "the instance is protected from deletion", 403,
            "InvalidOperation.DeletionProtection",
            "The operation is not allowed as the instance is protected from deletion.",
            .documented),
        Rule(
            "IS6", delete, "the instance is Pending", 403, "IncorrectInstanceStatus.Initializing",
            "The specified instance is being initialized.", .documented),
        Rule(
            "IS7", delete, "the instance is not Stopped, or with Force not Running either", 403,
            "IncorrectInstanceStatus",
            "The current status of the resource does not support this operation.", .documented),
    ]
}
