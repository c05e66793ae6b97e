extension Rule {
    private static let create = ["CreateSecurityGroup"]
    private static let delete = ["DeleteSecurityGroup"]
    private static let modify = ["ModifySecurityGroupAttribute"]

    /// The rules of making, changing and deleting groups, in order.
    static let grouping: [Rule] = [
        Rule(
            "CG1", create, "the name has fewer than 2 or more than 128 characters", 400,
            "InvalidSecurityGroupName.Malformed",
            "The specified parameter \"SecurityGroupName\" is not valid.", .documented),
        Rule(
            "CG2", create, "the description has fewer than 2 or more than 256 characters", 400,
            "InvalidDescription.Malformed", "The specified parameter \"Description\" is not valid.",
            .documented),
        Rule(
            "CG3", create, "no such VPC in this account and region", 404, "InvalidVpcId.NotFound",
            "The specified VpcId does not exist.", .documented),
        Rule(
            "CG4", create, "a tag's key is there twice", 400, "Duplicate.TagKey",
            "The tag key %s is there twice.", .documented),
        Rule(
            "CG5", create, "a tag's key is malformed", 400, "InvalidTagKey.Malformed",
            "The tag key \"%s\" is not valid.", .documented),
        Rule(
            "CG6", create, "the region has as many groups as it may have", 403,
            "QuotaExceed.SecurityGroup",
            "The maximum number of security groups is reached.", .documented),
        Rule(
            "DG1", delete, "RegionId is missing", 400, "MissingParameter.RegionId",
            "The specified RegionId should not be null.", .documented),
        Rule(
            "DG2", delete, "no such group in this account and region", 404,
            "InvalidSecurityGroup.NotFound", "The specified security group does not exist.",
            .documented),
        Rule(
            "DG3", delete, "the group is managed by a cloud service", 403,
            "InvalidOperation.ResourceManagedByCloudProduct",
            "The security group %s is managed by a cloud product.", .documented),
        Rule(
            "DG4", delete, "the group is protected from deletion", 403,
            "InvalidOperation.DeletionProtection",
            "The security group %s is protected from deletion.", .documented),
        Rule(
            "DG5", delete, "the group has members", 403, "DependencyViolation",
            "There is still instance(s) in the specified security group.", .documented),
        Rule(
            "DG6", delete, "another group's rule names it", 403, "DependencyViolation",
            "The specified security group has been authorized in another one.", .documented),
        Rule(
            "MG1", modify, "no such group in this account and region", 404,
            "InvalidSecurityGroupId.NotFound", "The specified SecurityGroupId does not exist.",
            .documented),
        Rule(
            "MG2", modify, "the group is managed by a cloud service", 403,
            "InvalidOperation.ResourceManagedByCloudProduct",
            "The security group %s is managed by a cloud product.", .inferred),
        Rule(
            "MG3", modify, "the name has fewer than 2 or more than 128 characters", 400,
            "InvalidSecurityGroupName.Malformed",
            "The specified parameter \"SecurityGroupName\" is not valid.", .inferred),
        Rule(
            "MG4", modify, "the description has fewer than 2 or more than 256 characters", 400,
            "InvalidSecurityGroupDiscription.Malformed",
            "The specified parameter \"Description\" is not valid.", .inferred),
    ]
}
