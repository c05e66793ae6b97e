extension Rule {
    private static let join = ["JoinSecurityGroup"]

    /// JoinSecurityGroup's rules beside those that it shares with Leave. Their place in the order
    /// is `JoinSecurityGroup.checks`.
    static let joining: [Rule] = [
        Rule(
            "J1", join, "the instance is Pending", 403, "Forbidden.InstanceIsBeingCreated",
            "The specified instance is being created.", .documented),
        Rule(
            "J2", join, "the network interface is Creating", 400,
            "InvalidStatus.EniOrInstanceIsBeingCreated", "%s is being created.", .documented),
        Rule(
            "J3", join, "instance and group are in different VPCs", 400,
            "InvalidInstanceId.Mismatch",
            "Specified instance and security group are not in the same VPC.", .documented),
        Rule(
            "J4", join, "interface and group are in different VPCs", 403,
            "InvalidOperation.VpcMismatch",
            "%s and the security group are not in the same VPC.", .documented),
        Rule(
            "J5", join, "already in the group", 403, "InvalidInstanceId.AlreadyExists",
            "The specified instance already exists in the specified security group.",
            .documented),
        Rule(
            "J6", join, "basic and advanced groups would mix", 400,
            "InvalidOperation.MultiGroupType",
            "The specified instance can't join different types of security group.", .documented),
        Rule(
            "J7", join, "the instance is in as many groups as it may be", 400,
            "InstanceSecurityGroupLimitExceeded",
            "Exceeding the allowed amount of security groups that an instance can be in.",
            .documented),
        Rule(
            "J7e", join, "the network interface is in as many groups as it may be", 403,
            "InstanceSecurityGroupLimitExceeded",
            "%s is in as many security groups as it may be.", .documented),
        Rule(
            "J8", join, "the basic group has no room for its addresses", 403,
            "SecurityGroupInstanceLimitExceeded",
            "The maximum number of instances in a security group is exceeded.", .documented),
        Rule(
            "J9", join, "the advanced group is full", 403,
            "InvalidOperation.NetworkInterfaceCountExceeded",
            "The maximum number of NetworkInterface in a enterprise level security group is "
                + "exceeded.", .documented),
        Rule(
            "J10", join, "too many rules would apply to the interface", 403, "AclLimitExceed",
            "Too many security group rules would apply to %s.", .documented),
    ]
}
