/// What one settings file says of saved plans: who must have agreed to one before it is applied.
public struct ApprovalPolicy: Sendable, Hashable {
    /// How many people other than the author must have approved it.
    public var required: Int?
    /// How long an approval holds.
    public var validFor: Duration?
    /// Globs of the names that may approve; nil: any.
    public var approvers: [String]?
    /// Whether an author's own approval counts. A project's file cannot say so.
    public var authorMayApprove: Bool?
    /// Changes are made by plans only: no run makes any by itself.
    public var onlyPlans: Bool?

    public init() {}
}

/// What all settings files together say of saved plans: the strictest word of each.
public struct ApprovalRules: Sendable, Hashable {
    public var required = 0
    /// Nil: as long as the plan.
    public var validFor: Duration?
    /// One list for each file that has one; a name must match in all of them.
    public var approvers: [[String]] = []
    public var authorMayApprove = false

    /// Nobody's approval is wanted.
    public init() {}

    /// What these policies say together.
    public init(_ policies: [OperatorPolicy]) {
        let said = policies.compactMap(\.approval)
        required = said.compactMap(\.required).max() ?? 0
        validFor = said.compactMap(\.validFor).min()
        approvers = said.compactMap(\.approvers)
        let words = said.compactMap(\.authorMayApprove)
        authorMayApprove = !words.isEmpty && words.allSatisfy { $0 }
    }

    /// The stricter of two words on each point.
    public func narrowed(by other: ApprovalRules) -> ApprovalRules {
        var rules = self
        rules.required = max(required, other.required)
        rules.validFor = [validFor, other.validFor].compactMap { $0 }.min()
        rules.approvers += other.approvers.filter { !approvers.contains($0) }
        rules.authorMayApprove = authorMayApprove && other.authorMayApprove
        return rules
    }
}
