extension OperationModel {
    /// Everything that the world plays.
    static let all: [OperationModel] = [
        LeaveSecurityGroup.model,
        DescribeRegions.model, DescribeZones.model,
        DescribeInstances.model, DescribeInstanceAttribute.model,
        DescribeSecurityGroups.model, DescribeSecurityGroupAttribute.model,
        DescribeNetworkInterfaces.model, DescribeNetworkInterfaceAttribute.model,
    ]
}
