extension OperationModel {
    /// Everything that the world plays.
    static let all: [OperationModel] =
        groups + networkInterfaces + instances + others

    private static let groups: [OperationModel] = [
        LeaveSecurityGroup.model, JoinSecurityGroup.model,
        CreateSecurityGroup.model, DeleteSecurityGroup.model, ModifySecurityGroupAttribute.model,
        AuthorizeSecurityGroup.ingress, AuthorizeSecurityGroup.egress,
        RevokeSecurityGroup.ingress, RevokeSecurityGroup.egress,
        DescribeSecurityGroups.model, DescribeSecurityGroupAttribute.model,
        DescribeSecurityGroupReferences.model,
    ]

    private static let networkInterfaces: [OperationModel] = [
        DescribeNetworkInterfaces.model, DescribeNetworkInterfaceAttribute.model,
        CreateNetworkInterface.model, DeleteNetworkInterface.model, AttachNetworkInterface.model,
        DetachNetworkInterface.model, ModifyNetworkInterfaceAttribute.model,
    ]

    private static let instances: [OperationModel] =
        [
            DescribeInstances.model, DescribeInstanceStatus.model, DescribeInstanceAttribute.model,
            ModifyInstanceAttribute.model, RunInstances.run, RunInstances.create,
        ]
        + InstanceLifecycle.start.models + InstanceLifecycle.stop.models
        + InstanceLifecycle.reboot.models + InstanceLifecycle.delete.models

    private static let others: [OperationModel] = [
        DescribeRegions.model, DescribeZones.model,
        TagResources.tag, TagResources.untag, TagResources.list,
        SecurityTokens.assumeRole, SecurityTokens.callerIdentity, SecurityTokens.accountAlias,
    ]
}
