/// Asks a person whether a run may change what it is about to.
public protocol Approver: Sendable {
    /// Nil where there is nobody to ask.
    func answer(to question: ApprovalQuestion) async -> Approval?
}

/// What a person is asked, once a run.
public struct ApprovalQuestion: Sendable, Hashable {
    /// What runs: the runbook's name.
    public var name: String
    /// Whose resources may change, each with the profile or role that leads there.
    public var accounts: [ApprovalAccount]
    /// What it may call, as globs.
    public var operations: [String]
    /// Where.
    public var regions: [String]
    /// The most targets that it may change; nil: any number.
    public var maxChanges: Int?
    /// Why it is asked: `the manifest asks for …`.
    public var reason: String
    /// What must be typed; nil: yes or no will do.
    public var accountToType: String?

    public init(
        name: String, accounts: [ApprovalAccount], operations: [String], regions: [String],
        maxChanges: Int?, reason: String, accountToType: String?
    ) {
        self.name = name
        self.accounts = accounts
        self.operations = operations
        self.regions = regions
        self.maxChanges = maxChanges
        self.reason = reason
        self.accountToType = accountToType
    }
}

/// An account that a run may touch.
public struct ApprovalAccount: Sendable, Hashable {
    public var account: CloudAccount
    /// `profile prod`, `role acs:ram::…`; nil for the run's own credentials without a name.
    public var origin: String?

    public init(account: CloudAccount, origin: String?) {
        self.account = account
        self.origin = origin
    }
}

/// What a person answered.
public enum Approval: Sendable, Hashable {
    case yes, no
}

/// Where nobody can be asked: a pipe, a schedule, a test.
public struct NobodyToAsk: Approver {
    public init() {}

    public func answer(to question: ApprovalQuestion) async -> Approval? { nil }
}

/// Who watches over a run.
public struct Oversight: Sendable {
    public var approver: any Approver = NobodyToAsk()
    /// What `lunette trust` has on record.
    public var trust = TrustBook()

    public init() {}
}
