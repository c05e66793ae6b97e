extension OperationModel {
    /// Everything that the world plays.
    static let all: [OperationModel] = [
        LeaveSecurityGroup.model, JoinSecurityGroup.model,
        ModifyInstanceAttribute.model, ModifyNetworkInterfaceAttribute.model,
        DescribeRegions.model, DescribeZones.model,
        DescribeInstances.model, DescribeInstanceStatus.model, DescribeInstanceAttribute.model,
        DescribeSecurityGroups.model, DescribeSecurityGroupAttribute.model,
        DescribeSecurityGroupReferences.model,
        DescribeNetworkInterfaces.model, DescribeNetworkInterfaceAttribute.model,
    ]
}
