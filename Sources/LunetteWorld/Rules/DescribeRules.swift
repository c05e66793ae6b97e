extension Rule {
    /// What reads check beyond the general rules.
    static let describing: [Rule] = [
        Rule(
            "DR1", ["DescribeRegions", "DescribeZones"], "AcceptLanguage is not one of three", 404,
            "InvalidAcceptLanguage.NotFound",
            "Only Chinese (zh-CN), English (en-US), and Japanese (ja) are allowed.", .documented),
        Rule(
            "DI1", ["DescribeInstances"], "Status names no status", 404, "InvalidStatus.NotFound",
            "The specified Status is not found", .documented),
        Rule(
            "DA1", ["DescribeInstanceAttribute"], "no such instance in this account", 404,
            "InvalidInstanceId.NotFound", "The specified InstanceId does not exist.", .inferred),
        Rule(
            "GA1", ["DescribeSecurityGroupAttribute"], "SecurityGroupId is not of a group's form",
            400, "InvalidSecurityGroupId.Malformed",
            "The specified parameter \"SecurityGroupId\" is not valid.", .documented),
        Rule(
            "GA2", ["DescribeSecurityGroupAttribute"], "no such group in this account and region",
            404, "InvalidSecurityGroupId.NotFound",
            "The specified SecurityGroupId does not exist.", .documented),
        Rule(
            "GA3", ["DescribeSecurityGroupAttribute"], "Direction is not egress, ingress or all",
            400, "InvalidParamter", "Invalid Parameter", .inferred),
        Rule(
            "GA4", ["DescribeSecurityGroupAttribute"], "NicType is not internet or intranet", 400,
            "InvalidNicType.ValueNotSupported", "The specified NicType does not exist.",
            .documented),
        Rule(
            "DN1", ["DescribeNetworkInterfaceAttribute"],
            "no such network interface in this account and region", 404, "InvalidEniId.NotFound",
            "The specified NetworkInterfaceId %s does not exist.", .inferred),
        Rule(
            "DF1", ["DescribeSecurityGroupReferences"],
            "no group id, more than 10, or a malformed one",
            400, "InvalidSecurityGroupId.Malformed",
            "The specified parameter SecurityGroupId is essential and size should less than 10",
            .documented),
        Rule(
            "DF2", ["DescribeSecurityGroupReferences"], "no such group in this account and region",
            404, "InvalidSecurityGroupId.NotFound",
            "The SecurityGroupId provided does not exist in our records.", .documented),
    ]
}
