// The code book's entries. Dispositions: facts on LeaveSecurityGroup and its neighbours, rules
// G1 to L20. The explanations are our own words.

let codeAdviceForThrottling = CodeAdvice(
    "Throttling*", .wait,
    "The account used up this minute's quota for this operation in this region; the console and "
        + "other tools count too. Calls work again in the next minute; Lunette waits for it.")

/// The codes of the LeaveSecurityGroup page, and what joined them since.
let membershipCodes: [CodeAdvice] = [
    CodeAdvice(
        "InvalidInstanceId.Malformed", .fix,
        "The instance id does not have the form of one: `i-` and then letters, digits or dashes."),
    CodeAdvice(
        "MissingParameter.RegionId", .fix,
        "The region is missing. A call about a network interface needs one: give region_id, or "
            + "bind a region with --region or ecs.with{ region = … }."),
    CodeAdvice(
        "InvalidOperation.InvalidEniState", .retry,
        "The network interface is between two states (attaching, detaching, being created). Wait "
            + "until it is Available or InUse (ecs.wait.network_interface_status), then repeat."),
    CodeAdvice(
        "InstanceLastSecurityGroup", .fix,
        "It is the only security group that the instance has, and an instance must keep one. Put "
            + "it into another first (ecs.join_security_group), or replace the whole set in one "
            + "step (ecs.modify_instance_attribute)."
    ),
    CodeAdvice(
        "IncorrectInstanceStatus", .retry,
        "The instance is in a state in which this is not allowed, mostly while it is starting or "
            + "stopping. Wait for Running or Stopped (ecs.wait.instance_status), then repeat."),
    CodeAdvice(
        "InstanceLockedForSecurity", .never,
        "The vendor locked the instance for security reasons; its groups cannot be changed until "
            + "that lock is lifted (the console's security centre tells why)."),
    CodeAdvice(
        "InstanceNotInSecurityGroup", .alreadyDone,
        "The instance is not in that group: what was asked for is so already."),
    CodeAdvice(
        "InvalidSecurityGroupAssociation.NotFound", .alreadyDone,
        "It is not in that group: what was asked for is so already. (Before 2024-07-08 the service "
            + "answered this with success.)"),
    CodeAdvice(
        "InvalidOperation.ResourceManagedByCloudProduct", .never,
        "The security group belongs to a cloud product that manages it; change it through that "
            + "product."),
    CodeAdvice(
        "InvalidOperation.AtLeastInOneGroup", .fix,
        "It is the only security group that the network interface has, and an interface must keep "
            + "one. Join another first, or replace the whole set in one step "
            + "(ecs.modify_network_interface_attribute)."),
    CodeAdvice(
        "InvalidOperation.EniServiceManaged", .never,
        "The network interface belongs to a cloud product that manages it; change it through that "
            + "product."),
    CodeAdvice(
        "InvalidOperation.InvalidEniType", .fix,
        "This kind of network interface cannot be changed this way. A primary interface's groups "
            + "are its instance's: give instance_id instead."),
    CodeAdvice(
        "InvalidParam.Malformed", .fix,
        "A parameter does not have the form that it must have; check the ids (`sg-…`, `eni-…`)."),
    CodeAdvice(
        "InvalidParam.EniIdAndInstanceId.Conflict", .fix,
        "instance_id and network_interface_id exclude each other: give the one that you mean. "
            + "instance_id alone means the instance's primary interface."),
    CodeAdvice(
        "InvalidInstanceId.NotFound", .gone,
        "No instance with this id is in this account and region. Check the id, the region and the "
            + "profile."),
    CodeAdvice(
        "InvalidSecurityGroupId.NotFound", .gone,
        "No security group with this id is in this account and region. Check the id, the region "
            + "and the profile."),
    CodeAdvice(
        "InvalidEniId.NotFound", .gone,
        "No network interface with this id is in this account and region. Check the id, the region "
            + "and the profile."),
    CodeAdvice(
        "RequestTimeout", .inDoubt,
        "The gateway got no answer in time: the change may or may not have been made. Read the "
            + "state before anything else."),
    CodeAdvice(
        "InvalidOperation.Conflict", .retry,
        "Another change to the same resource is under way. Repeat once it is done."),
]

/// Signatures, credentials, permissions: any call can meet them.
let accessCodes: [CodeAdvice] = [
    CodeAdvice(
        "SignatureDoesNotMatch", .fix,
        "The service computed another signature: most often the access key secret is wrong or cut "
            + "short. `lunette sign` shows what is signed."),
    CodeAdvice(
        "SignatureNonceUsed", .retry,
        "The request's nonce was used before. A repeat needs a new nonce, and gets one."),
    CodeAdvice(
        "InvalidTimeStamp.Expired", .fix,
        "The request's date is more than 15 minutes off the service's clock. Set this machine's "
            + "clock (`lunette doctor` measures the difference)."),
    CodeAdvice(
        "InvalidTimeStamp.Format", .fix, "The request's date does not have the form of one."),
    CodeAdvice(
        "InvalidAccessKeyId.NotFound", .fix,
        "This access key does not exist. Check the credentials in use (`lunette doctor`)."),
    CodeAdvice(
        "InvalidAccessKeyId.Inactive", .fix,
        "This access key is switched off. Activate it or use another."),
    CodeAdvice(
        "MissingSecurityToken", .fix,
        "These are temporary credentials, and their security token is missing."),
    CodeAdvice(
        "InvalidSecurityToken.Expired", .fix,
        "The temporary credentials have ended, and nothing was done. Get new ones where these came "
            + "from (`lunette doctor` names the place), then repeat."),
    CodeAdvice(
        "InvalidSecurityToken.Malformed", .fix, "The security token is damaged or cut short."),
    CodeAdvice(
        "InvalidSecurityToken.MismatchWithAccessKey", .fix,
        "The security token belongs to another access key."),
    CodeAdvice("InvalidSignatureMethod", .fix, "The service does not know this signature."),
    CodeAdvice(
        "IncompleteSignature", .fix,
        "A part of the signature is missing, or does not have the form that it must have."),
    CodeAdvice(
        "InvalidAction.NotFound", .never,
        "This endpoint does not know the operation. The emulator answers so for operations that "
            + "it does not model."),
    CodeAdvice("InvalidVersion", .fix, "This endpoint does not know the API version."),
    CodeAdvice(
        "Forbidden.RAM", .never,
        "The account's RAM policies do not allow this call to these credentials. Ask for the "
            + "action on this resource, or use a profile that has it."),
    CodeAdvice(
        "NoPermission", .never,
        "These credentials lack a permission that the call needs. The message names it."),
    CodeAdvice(
        "DryRunOperation", .alreadyDone,
        "The dry run went through: with the same parameters the call would have been carried out."
    ),
    CodeAdvice(
        "MissingParameter", .fix, "A parameter that the operation needs is missing."),
    CodeAdvice("InvalidParameter", .fix, "A parameter has a value that is not allowed."),
    CodeAdvice(
        "IdempotentParameterMismatch", .fix,
        "This client token was used before with other parameters. Use a new token for a new "
            + "change."),
    CodeAdvice(
        "InternalError", .retry,
        "The service had a fault of its own. A read may be repeated; look at the state before "
            + "you repeat a change."),
    CodeAdvice(
        "ServiceUnavailable", .retry, "The service is not available just now. Repeat later."),
    CodeAdvice("UnknownError", .retry, "The service had a fault that it does not explain."),
    CodeAdvice("ServiceBusy", .retry, "The service is busy. Repeat later."),
    CodeAdvice(
        "OperationConflict", .retry,
        "Another operation on the same resource is under way. Repeat once it is done."),
]

/// Codes of the operations around membership: join, replace, groups, interfaces, instances.
let siblingCodes: [CodeAdvice] = [
    CodeAdvice(
        "InvalidInstanceId.AlreadyExists", .alreadyDone,
        "The instance is in that group already: what was asked for is so."),
    CodeAdvice(
        "InvalidInstanceId.Mismatch", .fix,
        "Instance and security group do not fit: another VPC, or classic network and VPC. Choose a "
            + "group of the instance's own VPC (ecs.describe_security_groups with its vpc_id)."),
    CodeAdvice(
        "InvalidOperation.VpcMismatch", .fix,
        "Interface and security group are in different VPCs. Choose a group of the interface's own "
            + "VPC (ecs.describe_security_groups with its vpc_id)."),
    CodeAdvice(
        "InstanceSecurityGroupLimitExceeded", .fix,
        "The instance is in as many groups as it may be. Leave one first, or replace the whole set "
            + "in one step (ecs.modify_instance_attribute), which works at the limit."),
    CodeAdvice(
        "SecurityGroupInstanceLimitExceeded", .fix,
        "The security group holds as many members as it may. Use another group."),
    CodeAdvice(
        "SecurityGroupInstanceLimitExceed", .fix,
        "The security group holds as many members as it may. Use another group."),
    CodeAdvice(
        "JoinedGroupLimitExceed", .fix,
        "That is more groups than one interface may be in. Take it out of another one in the same "
            + "step (ensure.groups with remove), or have the quota raised."),
    CodeAdvice(
        "AclLimitExceed", .fix,
        "The rules of all groups of one interface would be more than an interface may have."),
    CodeAdvice(
        "InvalidOperation.MultiGroupType", .fix,
        "Basic and advanced groups cannot be mixed on one interface."),
    CodeAdvice(
        "EnterpriseGroupLimited.MutliGroupType", .fix,
        "Basic and advanced groups cannot be mixed on one interface."),
    CodeAdvice(
        "InvalidStatus.EniOrInstanceIsBeingCreated", .retry,
        "The instance or interface is still being created. Repeat once it is there."),
    CodeAdvice(
        "Forbidden.InstanceIsBeingCreated", .retry,
        "The instance is still being created. Repeat once it is there."),
    CodeAdvice(
        "InvalidOperation.NetworkInterfaceCountExceeded", .fix,
        "The security group holds as many interfaces as it may. Use another group."),
    CodeAdvice(
        "InvalidParameter.SecurityGroupIdRepeated", .fix,
        "The same security group is named twice."),
    CodeAdvice(
        "InvalidSecurityGroupVpc.NotBelongToOneVpc", .fix,
        "The security groups are not all in one VPC."),
    CodeAdvice(
        "InvalidSecurityGroupType.NotSupportClassic", .fix,
        "The instance is in the classic network, where this is not possible."),
    CodeAdvice(
        "InvalidSecurityGroup.NotFound", .gone,
        "No security group with this id is in this account and region. Check the id, the region "
            + "and the profile."),
    CodeAdvice(
        "InvalidOperation.DeletionProtection", .fix,
        "Deletion protection is on. Switch it off first if you mean it."),
    CodeAdvice(
        "DependencyViolation", .fix,
        "Something still uses the group: members, or rules of other groups that name it. "
            + "state.members and state.references name them."),
    CodeAdvice(
        "AuthorizationLimitExceed", .fix,
        "The security group has as many rules as it may. Remove or merge some."),
    CodeAdvice(
        "QuotaExceed.SecurityGroup", .fix,
        "The account has as many security groups in this region as it may."),
    CodeAdvice(
        "InvalidOperation.InvalidEcsState", .retry,
        "The instance is in a state in which this is not allowed, mostly while it is starting or "
            + "stopping. Wait for Running or Stopped, then repeat."),
]

/// Families, for every other code; the first that matches counts.
let codeFamilies: [CodeAdvice] = [
    codeAdviceForThrottling,
    CodeAdvice("HTTP429", .wait, codeAdviceForThrottling.explanation),
    CodeAdvice(
        "HTTP5*", .retry,
        "That page is not the API's own: a load balancer or a proxy in between has trouble, or the "
            + "service as a whole. Repeat later; look at the state before you repeat a change."),
    CodeAdvice(
        "HTTP3*", .fix,
        "The API sends nobody elsewhere, and a signature holds for one host. Check --endpoint; a "
            + "network that wants a login answers like this, too."),
    CodeAdvice(
        "HTTP4*", .fix,
        "That answer is not the API's own. Check --endpoint, and the proxy or firewall between."),
    CodeAdvice("*.NotFound", .gone, "Something that the call names does not exist here."),
    CodeAdvice("*NotFound", .gone, "Something that the call names does not exist here."),
    CodeAdvice("*.Malformed", .fix, "A parameter does not have the form that it must have."),
    CodeAdvice("MissingParameter*", .fix, "A parameter that the operation needs is missing."),
    CodeAdvice("Forbidden*", .never, "These credentials may not do this."),
    CodeAdvice("NoPermission*", .never, "These credentials lack a permission that the call needs."),
    CodeAdvice("*Unauthorized*", .never, "These credentials may not do this."),
    CodeAdvice("InvalidAccessKeyId*", .fix, "Something is wrong with the access key."),
    CodeAdvice("InvalidSecurityToken*", .fix, "Something is wrong with the security token."),
    CodeAdvice("IncorrectInstanceStatus*", .retry, "The instance's state does not allow it now."),
    CodeAdvice("Incorrect*Status*", .retry, "The resource's state does not allow it now."),
    CodeAdvice("*Conflict*", .retry, "It collides with something else that is under way."),
    CodeAdvice("*NoStock*", .never, "The zone has no stock of this just now."),
    CodeAdvice("Quota*", .fix, "A quota of the account is used up."),
    CodeAdvice("*LimitExceed*", .fix, "A limit of the account or the resource is reached."),
    CodeAdvice("*QuotaExceed*", .fix, "A quota of the account is used up."),
    CodeAdvice("DependencyViolation*", .fix, "Something else still uses the resource."),
    CodeAdvice("ServiceUnavailable*", .retry, "The service is not available just now."),
    CodeAdvice("InternalError*", .retry, "The service had a fault of its own."),
    CodeAdvice("OperationDenied*", .never, "The service does not allow this operation here."),
    CodeAdvice("InvalidParam*", .fix, "A parameter has a value that is not allowed."),
    CodeAdvice("Invalid*", .fix, "Something in the call is not as it must be."),
]
