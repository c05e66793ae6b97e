import LunetteBase
import LunetteCatalogue
import LunetteSettings

/// What one policy says of one call.
struct PolicyVerdict: Sendable, Hashable {
    let effect: PolicyRule.Effect
    /// In words, with the place: `the policy denies ecs:StopInstance (/etc/…/lunette.toml:3)`.
    let reason: String
}

extension OperatorPolicy {
    /// The first rule that matches counts; a plain read needs no allowing, and no confirming.
    func verdict(on request: PermissionRequest) -> PolicyVerdict {
        let permission = request.operation.permission
        if let regions, !regions.contains(where: { globMatches($0, request.regionID) }) {
            return PolicyVerdict(
                effect: .deny,
                reason: "the policy's regions (\(regions.joined(separator: ", "))) do not include "
                    + "\(request.regionID) (\(origin))")
        }
        guard let rule = rules.first(where: { $0.matches(request) }) else {
            let effect = request.isPlainRead ? .allow : effectOnOthers
            return PolicyVerdict(
                effect: effect,
                reason: "no rule of the policy matches \(permission), and it "
                    + "\(effect.verb) what none matches (\(origin))")
        }
        let effect = request.isPlainRead && rule.effect == .confirm ? .allow : rule.effect
        let why = rule.reason.map { ": \($0)" } ?? ""
        return PolicyVerdict(
            effect: effect, reason: "the policy \(effect.verb) \(permission)\(why) (\(rule.origin))"
        )
    }
}

extension PolicyRule {
    /// A deny or confirm rule matches a call when any of its ids is meant, an allow rule only when
    /// all ids of that kind are; an account that nobody knows is one that strict rules mean.
    func matches(_ request: PermissionRequest) -> Bool {
        operations.contains { globMatches($0, request.operation.permission) }
            && (regions.isEmpty || regions.contains { globMatches($0, request.regionID) })
            && (profiles.isEmpty || matchesProfile(request.profile))
            && (accounts.isEmpty || matchesAccount(request.account))
            && (targets.isEmpty || matchesTargets(request.targets))
    }

    private func matchesProfile(_ profile: String?) -> Bool {
        profiles.contains { globMatches($0, profile ?? "") }
    }

    private func matchesAccount(_ account: CloudAccount?) -> Bool {
        guard let account else { return effect != .allow }
        return accounts.contains { pattern in
            globMatches(pattern, account.id)
                || account.alias.map { globMatches(pattern, $0) } == true
        }
    }

    private func matchesTargets(_ named: [CallTarget]) -> Bool {
        let isMeant = { (target: CallTarget) in targets.contains { globMatches($0, target.id) } }
        guard effect == .allow else { return named.contains(where: isMeant) }
        let meant = named.filter(isMeant)
        let kinds = Set(meant.map(\.parameter))
        return !meant.isEmpty && named.filter { kinds.contains($0.parameter) }.allSatisfy(isMeant)
    }
}

extension PolicyRule.Effect {
    fileprivate var verb: String {
        switch self {
        case .allow: "allows"
        case .confirm: "wants a confirmation of"
        case .deny: "denies"
        }
    }
}
