extension OperationModel {
    /// Everything that the world plays.
    static let all: [OperationModel] = [
        LeaveSecurityGroup.model, JoinSecurityGroup.model,
        ModifyInstanceAttribute.model, ModifyNetworkInterfaceAttribute.model,
        CreateSecurityGroup.model, DeleteSecurityGroup.model, ModifySecurityGroupAttribute.model,
        AuthorizeSecurityGroup.ingress, AuthorizeSecurityGroup.egress,
        RevokeSecurityGroup.ingress, RevokeSecurityGroup.egress,
        DescribeRegions.model, DescribeZones.model,
        DescribeInstances.model, DescribeInstanceStatus.model, DescribeInstanceAttribute.model,
        DescribeSecurityGroups.model, DescribeSecurityGroupAttribute.model,
        DescribeSecurityGroupReferences.model,
        DescribeNetworkInterfaces.model, DescribeNetworkInterfaceAttribute.model,
    ]
}
