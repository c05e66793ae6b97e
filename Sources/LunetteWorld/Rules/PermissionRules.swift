extension Rule {
    private static let ingress = ["AuthorizeSecurityGroup", "RevokeSecurityGroup"]
    private static let egress = ["AuthorizeSecurityGroupEgress", "RevokeSecurityGroupEgress"]
    private static let authorize = ["AuthorizeSecurityGroup", "AuthorizeSecurityGroupEgress"]
    private static let revoke = ["RevokeSecurityGroup", "RevokeSecurityGroupEgress"]
    private static let both = ingress + egress

    /// The rules of adding and taking out a group's rules, in order.
    static let permitting: [Rule] = [
        Rule(
            "AG1", both, "SecurityGroupId is not of a group's form", 400,
            "InvalidSecurityGroupId.Malformed",
            "The specified parameter \"SecurityGroupId\" is not valid.", .documented),
        Rule(
            "AG2", both, "no such group in this account and region", 404,
            "InvalidSecurityGroupId.NotFound", "The specified SecurityGroupId does not exist.",
            .documented),
        Rule(
            "AG3", both, "the group is managed by a cloud service", 403,
            "InvalidOperation.ResourceManagedByCloudProduct",
            "The security group %s is managed by a cloud product.", .inferred),
        Rule(
            "AG4", both, "IpProtocol is missing", 400, "MissingParameter",
            "The input parameter \"IpProtocol\" that is mandatory for processing this request is "
                + "not supplied.", .documented),
        Rule(
            "AG5", both, "IpProtocol names no protocol", 400, "InvalidIpProtocol.ValueNotSupported",
            "The parameter IpProtocol must be specified with case insensitive TCP, UDP, ICMP, "
                + "ICMPv6, GRE or All.", .documented),
        Rule(
            "AG6", both, "PortRange is not of the form 22/80 or -1/-1", 400,
            "InvalidParam.PortRange", "The specified parameter \"PortRange\" is not valid.",
            .inferred),
        Rule(
            "AG7", both, "Policy is neither accept nor drop", 400, "InvalidPolicy.Malformed",
            "The specified parameter \"Policy\" is not valid.", .documented),
        Rule(
            "AG8", both, "Priority is not a number", 400, "InvalidPriority.Malformed",
            "The parameter Priority is invalid.", .documented),
        Rule(
            "AG9", both, "Priority is not within 1 and 100", 400,
            "InvalidPriority.ValueNotSupported", "The parameter Priority is invalid.", .documented),
        Rule(
            "AG10", both, "NicType is neither internet nor intranet", 400,
            "InvalidNicType.ValueNotSupported", "The specified NicType does not exist.",
            .documented),
        Rule(
            "AG11", ingress, "no source", 400, "MissingParameter.Source",
            "One of the parameters SourceCidrIp, Ipv6SourceCidrIp, SourceGroupId or "
                + "SourcePrefixListId must be given.", .documented),
        Rule(
            "AG11e", egress, "no destination", 400, "MissingParameter.Dest",
            "One of the parameters DestCidrIp, Ipv6DestCidrIp, DestGroupId or DestPrefixListId "
                + "must be given.", .documented),
        Rule(
            "AG12", both, "SourceCidrIp is malformed", 400, "InvalidSourceCidrIp.Malformed",
            "The specified parameter \"SourceCidrIp\" is not valid.", .documented),
        Rule(
            "AG12e", both, "DestCidrIp is malformed", 400, "InvalidDestCidrIp.Malformed",
            "The specified parameter \"DestCidrIp\" is not valid.", .documented),
        Rule(
            "AG13", both, "Ipv6SourceCidrIp is malformed", 400, "InvalidParam.Ipv6SourceCidrIp",
            "The specified parameter \"Ipv6SourceCidrIp\" is not valid.", .documented),
        Rule(
            "AG13e", both, "Ipv6DestCidrIp is malformed", 400, "InvalidParam.Ipv6DestCidrIp",
            "The specified parameter \"Ipv6DestCidrIp\" is not valid.", .documented),
        Rule(
            "AG14", ["AuthorizeSecurityGroup"], "no such source group", 404,
            "InvalidSourceGroupId.NotFound", "The specified SourceGroupId does not exist.",
            .documented),
        Rule(
            "AG14e", ["AuthorizeSecurityGroupEgress"], "no such destination group", 404,
            "InvalidDestGroupId.NotFound", "The specified DestGroupId does not exist.",
            .documented),
        Rule(
            "AG15", ["AuthorizeSecurityGroup"], "an advanced group names a group or is named", 400,
            "InvalidSourceGroupId.Mismatch",
            "Advanced security groups cannot be authorized by group.", .assumed),
        Rule(
            "AG15e", ["AuthorizeSecurityGroupEgress"],
            "an advanced group names a group or is named", 400, "InvalidDestGroupId.Mismatch",
            "Advanced security groups cannot be authorized by group.", .assumed),
        Rule(
            "AG16", authorize, "one group in a VPC, the other in the classic network", 403,
            "InvalidNetworkType.Mismatch",
            "The specified security groups are of different network types.", .inferred),
        Rule(
            "AG17", authorize, "more rules than a group may have", 403, "AuthorizationLimitExceed",
            "The limit of authorization records in the security group %s is reached.",
            .documented),
        Rule(
            "AG18", authorize, "more rules than may apply to a member", 403,
            "AuthorizationLimitExceed",
            "The limit of security group rules that apply to %s is reached.", .inferred),
        Rule(
            "VG1", revoke, "no rule with this id in the group", 403,
            "InvalidGroupAuthItem.NotFound",
            "Specified group authorized item %s does not exist in our records.", .inferred),
    ]
}
