// What the codes of the operations on groups, their rules and network interfaces mean, in our own
// words. Sources: the operations' pages, as the catalogue has them.

/// Codes of rules, groups and network interfaces, besides those of membership.
let groupAndInterfaceCodes: [CodeAdvice] = [
    CodeAdvice(
        "Abs.InvalidAccount.NotFound", .gone,
        "The account does not exist for this service, or is not set up yet. Check the "
            + "profile in use; a new account must first accept the service's terms in the "
            + "console."),
    CodeAdvice(
        "Duplicate.TagKey", .fix,
        "Two tags have the same key. Give each key once."),
    CodeAdvice(
        "EniPerInstanceLimitExceeded", .fix,
        "The instance has as many network interfaces as its type takes. Detach one, or "
            + "use a larger type."),
    CodeAdvice(
        "Forbidden.NotSupportRAM", .never,
        "RAM users and roles may not do this at all: only the account itself can."),
    CodeAdvice(
        "Forbidden.RegionId", .never,
        "This account may not use the region. Check --region; some regions must be opened "
            + "for an account first."),
    CodeAdvice(
        "Forbidden.SubUser", .never,
        "A RAM user may not do this. Ask the account's owner, or use a profile that has "
            + "the permission."),
    CodeAdvice(
        "IdempotentProcessing", .retry,
        "An earlier request with the same client token is still being worked on. Ask "
            + "again a little later with the same token."),
    CodeAdvice(
        "IncorrectVpcStatus", .retry,
        "The VPC is being created or changed. Wait until it is Available, then repeat."),
    CodeAdvice(
        "InvalidDescription.Malformed", .fix,
        "The description is too short, too long, or begins like a URL: 2 to 256 "
            + "characters, not beginning with http:// or https://."),
    CodeAdvice(
        "InvalidDestCidrIp.Malformed", .fix,
        "The destination is not written as an IPv4 range: 10.0.0.0/8, or one address."),
    CodeAdvice(
        "InvalidDestCidrIp.sMalformed", .fix,
        "The destination is not written as an IPv4 range: 10.0.0.0/8, or one address. "
            + "(The vendor's own spelling of the code.)"),
    CodeAdvice(
        "InvalidDestGroup.NotFound", .gone,
        "The group that the rule names as destination does not exist in this region, or "
            + "in the account that dest_group_owner_account names."),
    CodeAdvice(
        "InvalidDestGroupId.Mismatch", .fix,
        "The rule and the group that it names as destination do not go together: nic_type "
            + "must be intranet where a group is named, and advanced groups take no groups in "
            + "their rules."),
    CodeAdvice(
        "InvalidDestGroupId.NotFound", .gone,
        "The group that the rule names as destination does not exist in this region, or "
            + "in the account that dest_group_owner_account names."),
    CodeAdvice(
        "InvalidDiskId.NotFound", .gone,
        "No disk with this id is in this account and region."),
    CodeAdvice(
        "InvalidEcsId.NotFound", .gone,
        "No instance with this id is in this account and region. Check the id, the region "
            + "and the profile."),
    CodeAdvice(
        "InvalidEndTime.Malformed", .fix,
        "end_time is not a time such as 2026-01-01T00:00:00Z."),
    CodeAdvice(
        "InvalidGressFlow.Malformed", .retry,
        "The service had a fault of its own with the rule's direction. Look whether the "
            + "rule is there, then repeat."),
    CodeAdvice(
        "InvalidGroupAuthItem.NotFound", .gone,
        "The group has no such rule. If it was to be taken out, nothing is left to do; "
            + "else compare protocol, ports, source and priority with "
            + "ecs.describe_security_group_attribute."),
    CodeAdvice(
        "InvalidInstanceID.Malformed", .fix,
        "The instance id does not have the form of one: `i-` and then letters, digits or "
            + "dashes."),
    CodeAdvice(
        "InvalidInstanceType.NotSupportCredit", .fix,
        "Instances of this type have no CPU credits to ask about."),
    CodeAdvice(
        "InvalidIp.Address", .fix,
        "The private address is none, or lies outside of the vSwitch's range."),
    CodeAdvice(
        "InvalidIp.IpRepeated", .fix,
        "The same private address is given twice."),
    CodeAdvice(
        "InvalidIpPortRange.Malformed", .fix,
        "The ports are not written as a range: 22/22, 8000/8080, or -1/-1 for all."),
    CodeAdvice(
        "InvalidIpProtocol.Malformed", .fix,
        "Protocol and ports do not go together: TCP and UDP take real ports, the others "
            + "-1/-1."),
    CodeAdvice(
        "InvalidIpProtocol.ValueNotSupported", .fix,
        "The protocol is none of tcp, udp, icmp, icmpv6, gre and all."),
    CodeAdvice(
        "InvalidNetworkType.Conflict", .fix,
        "One group is in a VPC and the other in the classic network: rules cannot name "
            + "groups across."),
    CodeAdvice(
        "InvalidNetworkType.Mismatch", .fix,
        "One group is in a VPC and the other in the classic network: rules cannot name "
            + "groups across."),
    CodeAdvice(
        "InvalidNicType.Mismatch", .fix,
        "nic_type differs from that of the rule that is there. In a VPC it is intranet."),
    CodeAdvice(
        "InvalidNicType.ValueNotSupported", .fix,
        "nic_type is internet or intranet; in a VPC leave it out."),
    CodeAdvice(
        "InvalidOperation.AvailabilityZoneMismatch", .fix,
        "Instance and network interface are in different zones. Create the interface in a "
            + "vSwitch of the instance's zone."),
    CodeAdvice(
        "InvalidOperation.DetachPrimaryEniNotAllowed", .never,
        "A primary network interface stays with its instance for life. Detach a secondary "
            + "one."),
    CodeAdvice(
        "InvalidOperation.EniAndGroupNotBelongSameUser", .fix,
        "Network interface and security group belong to different accounts."),
    CodeAdvice(
        "InvalidOperation.EniLinked", .fix,
        "Something of a cloud product still uses the network interface. Take it out of "
            + "that product first."),
    CodeAdvice(
        "InvalidOperation.InvalidGeneration", .fix,
        "Instances of this old type take no secondary network interfaces."),
    CodeAdvice(
        "InvalidOperation.InvalidRegion", .fix,
        "Instance and network interface are in different regions."),
    CodeAdvice(
        "InvalidOperation.Ipv4CountExceeded", .fix,
        "The network interface has more private IPv4 addresses than the instance's type "
            + "takes. Remove some first."),
    CodeAdvice(
        "InvalidOperation.Ipv6NotSupport", .fix,
        "The instance's type does not take the interface's IPv6 addresses."),
    CodeAdvice(
        "InvalidOperation.NotSupportEnterpriseGroup", .fix,
        "Instances of this type cannot be in advanced security groups. Use a basic one."),
    CodeAdvice(
        "InvalidParam.DestIp", .fix,
        "The destination range is malformed, or one of its two families is wrong: IPv4 in "
            + "dest_cidr_ip, IPv6 in ipv6_dest_cidr_ip."),
    CodeAdvice(
        "InvalidParam.Ipv4ProtocolConflictWithIpv6Address", .fix,
        "The protocol is one of IPv4 (icmp) and the range one of IPv6. Use icmpv6, or an "
            + "IPv4 range."),
    CodeAdvice(
        "InvalidParam.Ipv6DestCidrIp", .fix,
        "The destination is not written as an IPv6 range: 2001:db8::/32."),
    CodeAdvice(
        "InvalidParam.Ipv6ProtocolConflictWithIpv4Address", .fix,
        "The protocol is icmpv6 and the range one of IPv4. Use icmp, or an IPv6 range."),
    CodeAdvice(
        "InvalidParam.Ipv6SourceCidrIp", .fix,
        "The source is not written as an IPv6 range: 2001:db8::/32."),
    CodeAdvice(
        "InvalidParam.PortRange", .fix,
        "The ports are not written as a range within 1 and 65535: 22/22, or -1/-1 for "
            + "all."),
    CodeAdvice(
        "InvalidParam.SourceIp", .fix,
        "The source range is malformed, or one of its two families is wrong: IPv4 in "
            + "source_cidr_ip, IPv6 in ipv6_source_cidr_ip."),
    CodeAdvice(
        "InvalidParameter.Conflict", .fix,
        "Two of the parameters exclude each other. Leave one out."),
    CodeAdvice(
        "InvalidParameter.EndTime", .fix,
        "end_time lies before start_time."),
    CodeAdvice(
        "InvalidParameter.TooManyDataQueried", .fix,
        "That is more than one answer holds (400 points). Ask for a shorter time, or a "
            + "longer period."),
    CodeAdvice(
        "InvalidParams.EniId", .fix,
        "The network interface's id is missing or not of the form of one: `eni-…`."),
    CodeAdvice(
        "InvalidParamter", .fix,
        "A parameter has a value that is not allowed. (The vendor's own spelling of the "
            + "code.)"),
    CodeAdvice(
        "InvalidParamter.Conflict", .fix,
        "A rule cannot name its own group. Members of a basic group reach each other by "
            + "inner_access_policy."),
    CodeAdvice(
        "InvalidPeriod.ValueNotSupported", .fix,
        "period takes 60, 600 or 3600 seconds."),
    CodeAdvice(
        "InvalidPolicy.Malformed", .fix,
        "A rule's policy is accept or drop."),
    CodeAdvice(
        "InvalidPriority.Malformed", .fix,
        "A rule's priority is a whole number from 1 (first) to 100."),
    CodeAdvice(
        "InvalidPriority.ValueNotSupported", .fix,
        "A rule's priority is a whole number from 1 (first) to 100."),
    CodeAdvice(
        "InvalidPrivateIpAddress.Duplicated", .fix,
        "The private address is in use, or given twice. Choose another, or leave it to "
            + "the service."),
    CodeAdvice(
        "InvalidRegionId.MalFormed", .fix,
        "The region's id does not have the form of one, such as cn-hangzhou."),
    CodeAdvice(
        "InvalidRegionId.NotFound", .fix,
        "There is no such region. ecs.describe_regions lists them."),
    CodeAdvice(
        "InvalidResourceGroup.NotFound", .gone,
        "There is no resource group with this id in this account."),
    CodeAdvice(
        "InvalidSecurityGroup.InvalidNetworkType", .fix,
        "This cannot be done with a group of its network: classic network and VPC differ "
            + "here."),
    CodeAdvice(
        "InvalidSecurityGroup.IsSame", .fix,
        "A rule cannot name its own group. Members of a basic group reach each other by "
            + "inner_access_policy."),
    CodeAdvice(
        "InvalidSecurityGroupDiscription.Malformed", .fix,
        "The description is too long or begins like a URL: 1 to 512 characters, not "
            + "beginning with http:// or https://. (The vendor's own spelling of the code.)"),
    CodeAdvice(
        "InvalidSecurityGroupId.Malformed", .fix,
        "The group's id does not have the form of one: `sg-` and then letters, digits or "
            + "dashes."),
    CodeAdvice(
        "InvalidSecurityGroupId.NotVpc", .fix,
        "The security group is in the classic network; network interfaces take groups of "
            + "their VPC only."),
    CodeAdvice(
        "InvalidSecurityGroupName.Malformed", .fix,
        "The name is too short, too long, or begins with something else than a letter: 2 "
            + "to 128 characters, not beginning with http:// or https://."),
    CodeAdvice(
        "InvalidSourceCidrIp.Malformed", .fix,
        "The source is not written as an IPv4 range: 10.0.0.0/8, or one address."),
    CodeAdvice(
        "InvalidSourceGroup.NotFound", .gone,
        "The group that the rule names as source does not exist in this region, or in the "
            + "account that source_group_owner_account names."),
    CodeAdvice(
        "InvalidSourceGroupId.Mismatch", .fix,
        "The rule and the group that it names as source do not go together: nic_type must "
            + "be intranet where a group is named, and advanced groups take no groups in their "
            + "rules."),
    CodeAdvice(
        "InvalidSourceGroupId.NotFound", .gone,
        "The group that the rule names as source does not exist in this region, or in the "
            + "account that source_group_owner_account names."),
    CodeAdvice(
        "InvalidSourcePortRange.Malformed", .fix,
        "The source ports are not written as a range: 22/22, or -1/-1 for all."),
    CodeAdvice(
        "InvalidStartTime.Malformed", .fix,
        "start_time is not a time such as 2026-01-01T00:00:00Z."),
    CodeAdvice(
        "InvalidStartTime.TooEarly", .fix,
        "start_time lies further back than data is kept (30 days)."),
    CodeAdvice(
        "InvalidTagKey.Malformed", .fix,
        "A tag's key is empty, longer than 64 characters, or begins with aliyun, acs:, "
            + "http:// or https://."),
    CodeAdvice(
        "InvalidTagValue.Malformed", .fix,
        "A tag's value is longer than 128 characters, or begins with something that is "
            + "reserved (acs:, http://)."),
    CodeAdvice(
        "InvalidUserType.NotSupported", .never,
        "Accounts of this kind may not use the operation. Ask the vendor's support."),
    CodeAdvice(
        "InvalidVSwitchId.IpInvalid", .fix,
        "The private address lies outside of the vSwitch's range."),
    CodeAdvice(
        "InvalidVSwitchId.IpNotEnough", .fix,
        "The vSwitch has too few free addresses. Use another, or free some."),
    CodeAdvice(
        "InvalidVSwitchId.NotFound", .gone,
        "No vSwitch with this id is in this account and region."),
    CodeAdvice(
        "InvalidVpc.Empty", .fix,
        "The VPC's id is given and empty. Leave it out, or name one."),
    CodeAdvice(
        "InvalidVpcId.NotFound", .gone,
        "No VPC with this id is in this account and region."),
    CodeAdvice(
        "MaxEniCountExceeded", .fix,
        "The account has as many network interfaces in this region as it may. Delete "
            + "some, or ask for a higher quota."),
    CodeAdvice(
        "MissingParameter.Dest", .fix,
        "The rule says nothing of its destination: give dest_cidr_ip, ipv6_dest_cidr_ip, "
            + "dest_group_id or dest_prefix_list_id."),
    CodeAdvice(
        "MissingParameter.Source", .fix,
        "The rule says nothing of its source: give source_cidr_ip, ipv6_source_cidr_ip, "
            + "source_group_id or source_prefix_list_id."),
    CodeAdvice(
        "NotBelongUser", .fix,
        "What the call names belongs to another account. Check the ids and the profile."),
    CodeAdvice(
        "OperationDenied", .fix,
        "The service does not allow this as it stands; for a rule: the protocol is "
            + "unknown, or does not go with the ports."),
    CodeAdvice(
        "QuotaExceed.Tags", .fix,
        "That is more tags than a resource may have (20)."),
    CodeAdvice(
        "SecurityGroupRule.NotFound", .gone,
        "The group has no rule with this id. ecs.describe_security_group_attribute lists "
            + "them."),
    CodeAdvice(
        "UnsupportedParameter", .fix,
        "The operation knows the parameter, but not together with the rest of this call, "
            + "or not in this region."),
    CodeAdvice(
        "VPCDisabled", .fix,
        "Groups of a VPC cannot be used here: both groups must be in the same kind of "
            + "network."),
]
