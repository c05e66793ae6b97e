/// What the operations' pages list as the values of a parameter: for what runbooks about groups,
/// interfaces and instances meet. The machine-readable catalogue has no such lists.
let listedValues: [ListedValues] = [
    // Groups and their rules.
    ListedValues(
        "SecurityGroupType", ["CreateSecurityGroup", "DescribeSecurityGroups"],
        ["normal", "enterprise"]),
    ListedValues("NetworkType", ["DescribeSecurityGroups"], ["classic", "vpc"]),
    ListedValues("Direction", ["DescribeSecurityGroupAttribute"], ["egress", "ingress", "all"]),
    ListedValues(
        "InnerAccessPolicy", ["ModifySecurityGroupPolicy"], ["Accept", "Drop"], ignoresCase: true),
    ListedValues(
        "IpProtocol", rules, ["TCP", "UDP", "ICMP", "ICMPv6", "GRE", "ALL"], ignoresCase: true),
    ListedValues("Policy", rules, ["accept", "drop"], ignoresCase: true),
    ListedValues(
        "NicType", rules + ["DescribeSecurityGroupAttribute"], ["internet", "intranet"],
        ignoresCase: true),
    // Interfaces.
    ListedValues(
        "Status", ["DescribeNetworkInterfaces"],
        ["Available", "Attaching", "InUse", "Detaching", "Deleting"]),
    ListedValues("Type", ["DescribeNetworkInterfaces"], ["Primary", "Secondary"]),
    ListedValues(
        "NetworkInterfaceTrafficMode", ["*NetworkInterface*", "RunInstances"],
        ["Standard", "HighPerformance"]),
    // Instances.
    ListedValues(
        "Status", ["DescribeInstances"], ["Pending", "Running", "Starting", "Stopping", "Stopped"]),
    ListedValues("InstanceNetworkType", ["DescribeInstances"], ["classic", "vpc"]),
    ListedValues(
        "LockReason", ["DescribeInstances"],
        ["financial", "security", "Recycling", "dedicatedhostfinancial", "refunded"],
        ignoresCase: true),
    ListedValues("InternetChargeType", instances, ["PayByBandwidth", "PayByTraffic"]),
    ListedValues(
        "InstanceChargeType", instances + ["ModifyInstanceChargeType"], ["PrePaid", "PostPaid"]),
    ListedValues(
        "HttpEndpoint", instances + ["ModifyInstanceMetadataOptions"], ["enabled", "disabled"]),
    ListedValues(
        "HttpTokens", instances + ["ModifyInstanceMetadataOptions"], ["optional", "required"]),
    ListedValues(
        "SpotStrategy", ["CreateInstance", "RunInstances"],
        ["NoSpot", "SpotWithPriceLimit", "SpotAsPriceGo"]),
    ListedValues(
        "StoppedMode", ["StopInstance", "StopInstances"], ["StopCharging", "KeepCharging"]),
    // Tags.
    ListedValues(
        "ResourceType", ["TagResources", "UntagResources", "ListTagResources"],
        [
            "instance", "disk", "snapshot", "image", "securitygroup", "volume", "eni", "ddh",
            "ddhcluster", "keypair", "launchtemplate", "reservedinstance", "snapshotpolicy",
            "elasticityassurance", "capacityreservation", "command", "invocation", "activation",
            "managedinstance",
        ]),
]

private let rules = [
    "AuthorizeSecurityGroup*", "RevokeSecurityGroup*", "ModifySecurityGroup*Rule",
]
private let instances = ["CreateInstance", "RunInstances", "DescribeInstances"]
