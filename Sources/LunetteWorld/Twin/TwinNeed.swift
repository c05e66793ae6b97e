/// Something that must be read before a request can be predicted.
public struct TwinNeed: Sendable, Hashable {
    public enum Fact: String, Sendable, CaseIterable {
        /// An instance, with its interfaces' ids.
        case instance
        case interface
        /// A group with its counts, without its rules.
        case group
        /// A group's rules.
        case rules
        /// Who is in a group: instances and interfaces.
        case members
        /// The groups whose rules name a group.
        case references
        /// Any interface in a vSwitch: it tells the vSwitch's VPC and zone.
        case vSwitch
        /// Any group in a VPC: it tells that the VPC is there.
        case vpc
        /// How many groups there are.
        case groupCount
        /// The interface that has a private address.
        case address
    }

    public let fact: Fact
    /// Of what; empty for the region as a whole.
    public let id: String
    public let regionID: String

    /// `id` is empty for the region as a whole.
    public init(_ fact: Fact, _ id: String, _ regionID: String) {
        self.fact = fact
        self.id = id
        self.regionID = regionID
    }
}

/// What an operation's rules look at beyond the resources that its request names.
struct RuleScope: OptionSet {
    let rawValue: Int

    /// The groups that the interface is in.
    static let currentGroups = RuleScope(rawValue: 1)
    /// The instance that the interface is attached to.
    static let holder = RuleScope(rawValue: 2)
    /// The rules of the group named, and the groups that the request's rules name.
    static let rules = RuleScope(rawValue: 4)
    static let members = RuleScope(rawValue: 8)
    static let references = RuleScope(rawValue: 16)
    static let vSwitch = RuleScope(rawValue: 32)
    static let vpc = RuleScope(rawValue: 64)
    static let addresses = RuleScope(rawValue: 128)
    static let taggedResources = RuleScope(rawValue: 256)
    /// All interfaces of the instance, not only the primary one.
    static let allInterfaces = RuleScope(rawValue: 512)
    /// The groups whose counts predicted changes have changed.
    static let touchedGroups = RuleScope(rawValue: 1_024)

    /// By operation; those that are not listed look at nothing else.
    static let byOperation: [String: RuleScope] = [
        "JoinSecurityGroup": .currentGroups,
        "ModifyInstanceAttribute": .currentGroups,
        "ModifyNetworkInterfaceAttribute": [.currentGroups, .holder],
        "CreateSecurityGroup": .vpc,
        "DeleteSecurityGroup": [.rules, .members, .references],
        "AuthorizeSecurityGroup": [.rules, .members],
        "AuthorizeSecurityGroupEgress": [.rules, .members],
        "RevokeSecurityGroup": .rules,
        "RevokeSecurityGroupEgress": .rules,
        "DescribeSecurityGroupReferences": .references,
        "DescribeSecurityGroups": .touchedGroups,
        "CreateNetworkInterface": [.vSwitch, .addresses],
        "RunInstances": .vSwitch,
        "CreateInstance": .vSwitch,
        "AttachNetworkInterface": .allInterfaces,
        "DeleteInstance": .allInterfaces,
        "DeleteInstances": .allInterfaces,
        "TagResources": .taggedResources,
        "UntagResources": .taggedResources,
    ]
}
