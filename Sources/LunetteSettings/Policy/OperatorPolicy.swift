/// One rule of an operator's policy: what it says of the calls that it matches.
public struct PolicyRule: Sendable, Hashable {
    /// What becomes of a call that a rule matches. From the mildest to the strictest.
    public enum Effect: String, Sendable, CaseIterable, Comparable {
        case allow, confirm, deny

        public static func < (left: Effect, right: Effect) -> Bool {
            left.rank < right.rank
        }

        private var rank: Int {
            switch self {
            case .allow: 0
            case .confirm: 1
            case .deny: 2
            }
        }
    }

    public var effect: Effect
    /// Globs of `ecs:LeaveSecurityGroup` and the like.
    public var operations: [String]
    /// Globs of the ids that a call names; empty: any call.
    public var targets: [String] = []
    /// Globs of account ids and aliases; empty: any account.
    public var accounts: [String] = []
    /// Globs of region ids; empty: any region.
    public var regions: [String] = []
    /// Globs of credentials profiles; empty: any.
    public var profiles: [String] = []
    /// Why, in the operator's words.
    public var reason: String?
    /// Where it stands: `/etc/lunette/lunette.toml:12`.
    public var origin: String

    public init(_ effect: Effect, _ operations: [String], origin: String) {
        self.effect = effect
        self.operations = operations
        self.origin = origin
    }
}

/// One settings file's policy. It can only take away: what it allows must be granted besides.
public struct OperatorPolicy: Sendable, Hashable {
    /// In order; the first that matches a call counts.
    public var rules: [PolicyRule] = []
    /// What becomes of changes, and of reads that reveal secrets, that no rule matches. Unless it
    /// is given: denied as soon as some rule allows anything, else allowed.
    public var otherwise: PolicyRule.Effect?
    /// Globs of the regions that calls may go to; nil: any.
    public var regions: [String]?
    /// The credentials profiles that scripts may use; nil: as the command line says.
    public var profiles: [String]?
    /// Globs of the roles that scripts may take on; nil: as the command line says.
    public var roles: [String]?
    /// Globs of the hosts that scripts may notify; nil: any that whoever runs them names.
    public var webhooks: [String]?
    /// The most targets that a run may change, whatever anyone says.
    public var maxChanges: Int?
    /// Who must have agreed to a saved plan.
    public var approval: ApprovalPolicy?
    /// Where it stands: `/etc/lunette/lunette.toml`.
    public var origin: String

    public init(origin: String) {
        self.origin = origin
    }

    /// What becomes of changes that no rule matches.
    public var effectOnOthers: PolicyRule.Effect {
        otherwise ?? (rules.contains { $0.effect == .allow } ? .deny : .allow)
    }
}
