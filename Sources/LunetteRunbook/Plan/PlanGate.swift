import LunetteBase
import LunetteSettings

/// Whether a plan may be approved, and whether it may be applied, at a moment and under the
/// policies in force. Pure.
public struct PlanGate: Sendable {
    public let file: PlanFile
    public let rules: ApprovalRules
    public let now: Timestamp

    /// The policies of now can only add to those that the plan was made under.
    public init(_ file: PlanFile, rules: ApprovalRules, now: Timestamp) {
        self.file = file
        self.rules = file.plan.approval.narrowed(by: rules)
        self.now = now
    }

    /// Clocks of two machines may differ by so much.
    private static let skew = Duration.seconds(120)

    /// What an approval is worth.
    public enum Standing: Sendable, Hashable {
        case counts
        /// It held until then.
        case expired(at: Timestamp)
        case ofAuthor
        case ofNoApprover
        /// It claims a time that has not come yet, or that was before the plan.
        case outOfTime
        /// The same name stands before it.
        case repeated
    }

    /// Why a plan is not applied.
    public enum Refusal: Sendable, Hashable {
        case incomplete([PlanNote])
        case expired(at: Timestamp)
        case unapproved(missing: Int, rejected: [Judged])
    }

    /// An approval, and what it is worth.
    public struct Judged: Sendable, Hashable {
        public let approval: PlanApproval
        public let standing: Standing
    }

    /// Why somebody's approval is not taken.
    public enum ApprovalRefusal: Sendable, Hashable {
        case incomplete([PlanNote])
        case expired(at: Timestamp)
        case nameless
        case ofAuthor
        case ofNoApprover
        case given(at: Timestamp)
    }

    // MARK: Applying

    /// Why it may not be applied now; nil when it may.
    public var refusal: Refusal? {
        guard file.plan.isWhole else { return .incomplete(file.plan.gaps) }
        guard !isExpired else { return .expired(at: file.plan.expiresAt) }
        guard missing == 0 else {
            return .unapproved(
                missing: missing,
                rejected: standings.filter { $0.standing != .counts })
        }
        return nil
    }

    private var isExpired: Bool { now > file.plan.expiresAt }

    /// How many approvals are still wanted.
    public var missing: Int { max(0, rules.required - counting.count) }

    /// The approvals that count.
    public var counting: [PlanApproval] {
        standings.filter { $0.standing == .counts }.map(\.approval)
    }

    /// Each approval, and what it is worth.
    public var standings: [Judged] {
        var names: Set<String> = []
        return file.approvals.map { approval in
            var standing = standing(of: approval)
            if standing == .counts, !names.insert(Self.key(approval.by)).inserted {
                standing = .repeated
            }
            return Judged(approval: approval, standing: standing)
        }
    }

    private func standing(of approval: PlanApproval) -> Standing {
        if isAuthor(approval.by), !rules.authorMayApprove { return .ofAuthor }
        if !mayApprove(approval.by) { return .ofNoApprover }
        let earliest = file.plan.createdAt - Self.skew
        guard approval.at >= earliest, approval.at <= now + Self.skew else { return .outOfTime }
        if let validFor = rules.validFor, now - approval.at > validFor {
            return .expired(at: approval.at + validFor)
        }
        return .counts
    }

    // MARK: Approving

    /// Why this name's approval is not taken now; nil when it is.
    public func refusal(ofApprovalBy name: String) -> ApprovalRefusal? {
        guard file.plan.isWhole else { return .incomplete(file.plan.gaps) }
        guard !isExpired else { return .expired(at: file.plan.expiresAt) }
        guard !Self.key(name).isEmpty else { return .nameless }
        guard !isAuthor(name) || rules.authorMayApprove else { return .ofAuthor }
        guard mayApprove(name) else { return .ofNoApprover }
        let given = counting.first { Self.key($0.by) == Self.key(name) }
        return given.map { .given(at: $0.at) }
    }

    private func isAuthor(_ name: String) -> Bool {
        Self.key(name) == Self.key(file.plan.author)
    }

    private func mayApprove(_ name: String) -> Bool {
        rules.approvers.allSatisfy { list in
            list.contains { globMatches(Self.key($0), Self.key(name)) }
        }
    }

    /// Names are the same whatever their case, and the spaces around them.
    private static func key(_ name: String) -> String {
        let trimmed = name.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace)
        return String(trimmed.reversed()).lowercased()
    }
}
