extension Rule {
    private static let leave = ["LeaveSecurityGroup"]
    private static let membership = ["LeaveSecurityGroup", "JoinSecurityGroup"]

    /// LeaveSecurityGroup's rules, in order. Those whose id starts with L and that name Join too
    /// are checked by both.
    static let leaving: [Rule] = [
        Rule(
            "L1", membership, "SecurityGroupId is missing", 400, "MissingParameter",
            "The input parameter \"%s\" that is mandatory for processing this request is not "
                + "supplied.", .documented),
        Rule(
            "L2", membership, "InstanceId and NetworkInterfaceId are both there", 403,
            "InvalidParam.EniIdAndInstanceId.Conflict",
            "The parameters InstanceId (%s) and NetworkInterfaceId exclude each other.",
            .documented),
        Rule(
            "L3", membership, "neither InstanceId nor NetworkInterfaceId is there", 400,
            "MissingParameter",
            "The input parameter \"%s\" that is mandatory for processing this request is not "
                + "supplied.", .assumed),
        Rule(
            "L4", membership, "a network interface without RegionId", 400,
            "MissingParameter.RegionId", "The specified RegionId should not be null.", .documented),
        Rule(
            "L5", membership, "InstanceId is not of an instance's form", 400,
            "InvalidInstanceId.Malformed", "The specified parameter \"InstanceId\" is not valid.",
            .documented),
        Rule(
            "L6", membership, "SecurityGroupId or NetworkInterfaceId is not of its form", 403,
            "InvalidParam.Malformed", "The specified parameter \"%s\" is not valid.", .assumed),
        Rule(
            "L7", membership, "no such instance in this account and region", 404,
            "InvalidInstanceId.NotFound", "The specified InstanceId does not exist.", .documented),
        Rule(
            "L8", membership, "no such network interface in this account and region", 404,
            "InvalidEniId.NotFound", "The specified NetworkInterfaceId %s does not exist.",
            .documented),
        Rule(
            "L9", membership, "no such group in this account and region", 404,
            "InvalidSecurityGroupId.NotFound", "The specified SecurityGroupId does not exist.",
            .documented),
        Rule(
            "L10", membership, "the group is managed by a cloud service", 403,
            "InvalidOperation.ResourceManagedByCloudProduct",
            "The security group %s is managed by a cloud product.", .documented),
        Rule(
            "L11", membership, "the network interface is managed by a cloud service", 403,
            "InvalidOperation.EniServiceManaged",
            "The network interface %s is managed by a cloud product.", .documented),
        Rule(
            "L12", membership, "a primary or member interface by its own id", 403,
            "InvalidOperation.InvalidEniType", "%s", .assumed),
        Rule(
            "L13", membership, "the interface is neither Available nor InUse", 400,
            "InvalidOperation.InvalidEniState", "%s", .inferred),
        Rule(
            "L14", membership, "the instance is locked for security reasons", 403,
            "InstanceLockedForSecurity",
            "The specified operation is denied as your instance is locked for security reasons.",
            .documented),
        Rule(
            "L15", membership, "the instance is neither Running nor Stopped", 403,
            "IncorrectInstanceStatus",
            "The current status of the resource does not support this operation.", .documented),
        Rule(
            "L16", leave, "the instance is not in the group", 400,
            "InvalidSecurityGroupAssociation.NotFound",
            "The security group association does not exist: %s.", .documented,
            except: [
                .seed: .refused(
                    status: 403, code: "InstanceNotInSecurityGroup",
                    message: "The instance not in the group."),
                .legacy: .succeeds,
            ]),
        Rule(
            "L16e", leave, "the network interface is not in the group", 400,
            "InvalidSecurityGroupAssociation.NotFound",
            "The security group association does not exist: %s.", .inferred,
            except: [.seed: .succeeds, .legacy: .succeeds]),
        Rule(
            "L17", leave, "the group is the instance's only one", 403, "InstanceLastSecurityGroup",
            "The specified security group is the last security group for the instance.",
            .documented),
        Rule(
            "L18", leave, "the group is the network interface's only one", 403,
            "InvalidOperation.AtLeastInOneGroup",
            "The network interface %s must be in at least one security group.", .inferred),
        Rule(
            "L19", membership, "another change of the same target is under way", 409,
            "InvalidOperation.Conflict", "Another operation on %s is in progress.", .documented,
            except: [.seed: .ignored, .legacy: .ignored]),
        Rule(
            "L20", leave, "an upstream server takes too long; raised by faults only", 504,
            "RequestTimeout", "The request encounters an upstream server timeout.", .documented),
    ]
}
