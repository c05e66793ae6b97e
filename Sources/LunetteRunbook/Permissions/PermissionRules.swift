import LunetteBase
import LunetteCatalogue
import LunetteSettings

/// Whether a call may be made, and if not, why and what would change that.
public enum PermissionDecision: Sendable, Hashable {
    case allow
    /// When a person agrees; where there is nobody to ask, the remedy says how else.
    case confirm(reason: String, remedy: String)
    case deny(reason: String, remedy: String)
}

/// How far a session lets changes through.
public enum SessionMode: Sendable, Hashable {
    /// A script: as its manifest and the command line say.
    case script
    /// A person types: nothing changes.
    case readOnly
    /// A person types, and has said that changes are meant.
    case live
}

/// Why a manifest's requests are granted, if they are.
public enum ManifestGrant: Sendable, Hashable {
    /// Not yet.
    case none
    /// There is nothing to lose.
    case emulator
    /// By `lunette trust`: these very files, on this account.
    case trust
    /// By whoever runs it.
    case confirmation
}

/// Who said what of a run's calls: reads always go, changes and sensitive reads only as granted,
/// and a policy takes away. A pure decision over data; every way in asks it.
public struct PermissionRules: Sendable {
    /// What the runbook's manifest asks for, as globs: `ecs:Describe*`.
    public var manifestAllow: [String] = []
    /// Where the manifest says it works; empty: anywhere.
    public var manifestRegions: [String] = []
    public var manifestGrant = ManifestGrant.none
    /// What the operator granted on the command line, as globs.
    public var granted: [String] = []
    /// The policies of all settings files; the strictest counts.
    public var policies: [OperatorPolicy] = []
    /// The policy calls the profile a production one.
    public var isProduction = false
    /// Whoever runs it has agreed to the run as a whole.
    public var isConfirmed = false
    public var mode = SessionMode.script
    /// Changes are predicted instead of sent.
    public var isDryRun = false
    /// What is changed was shown beforehand and agreed to: a plan, or what an undo takes back.
    public var isPlanned = false
    /// Why the settings cannot be relied upon, with the place; then nothing changes.
    public var settingsProblem: String?

    public init() {}

    /// Decides on one call.
    public func decision(on request: PermissionRequest) -> PermissionDecision {
        // 1. What takes away comes first: nothing below can give it back.
        let verdicts = policies.map { $0.verdict(on: request) }
        if let denial = verdicts.first(where: { $0.effect == .deny }) {
            return .deny(
                reason: denial.reason, remedy: "only whoever keeps that policy can change it")
        }
        if let refusal = refusalByRegion(request.regionID) { return refusal }
        // 2. Reads go.
        if request.isPlainRead { return .allow }
        if let settingsProblem, !isDryRun || request.operation.isReadOnly {
            return .deny(
                reason: "the settings cannot be read, so that nothing may change: "
                    + settingsProblem,
                remedy: "mend that file")
        }
        if let refusal = refusalByPlan(request) { return refusal }
        // 3. Changes go as somebody granted them.
        let grant = grant(of: request.operation)
        guard case .allow = grant else { return grant }
        // 4. And some want a person to agree, once a run.
        return confirmation(of: request, verdicts)
    }

    private func refusalByRegion(_ regionID: String) -> PermissionDecision? {
        guard !manifestRegions.isEmpty, !manifestRegions.contains(regionID) else { return nil }
        return .deny(
            reason: "the manifest's regions (\(manifestRegions.joined(separator: ", "))) do not "
                + "include \(regionID)",
            remedy: "add it to regions in the manifest if it is meant")
    }

    private func refusalByPlan(_ request: PermissionRequest) -> PermissionDecision? {
        guard !isPlanned, !isDryRun, !request.operation.isReadOnly,
            let policy = policies.first(where: { $0.approval?.onlyPlans ?? false })
        else { return nil }
        return .deny(
            reason: "the policy \(policy.origin) lets changes be made by plans only",
            remedy: "make a plan of it with lunette plan --out, and apply that")
    }

    private func grant(of operation: Operation) -> PermissionDecision {
        let permission = operation.permission
        if names(granted, operation) { return .allow }
        switch mode {
        case .script: break
        case .live where !operation.isSensitive: return .allow
        case .live: break
        case .readOnly where !operation.isReadOnly:
            if isDryRun { return .allow }
            return .deny(
                reason: "this session only reads, and \(permission) changes something",
                remedy: "let changes through for a while with :live 15m, or start with --allow "
                    + permission)
        case .readOnly: break
        }
        guard names(manifestAllow, operation) else { return refusal(of: operation) }
        if manifestGrant != .none || isConfirmed || (isDryRun && !operation.isReadOnly) {
            return .allow
        }
        return .confirm(
            reason: "the manifest asks for \(permission), and nobody granted it on this account",
            remedy: "confirm it on a terminal, say --yes, trust the runbook for good with lunette "
                + "trust, or grant it for this run with --allow \(permission)")
    }

    private func refusal(of operation: Operation) -> PermissionDecision {
        let permission = operation.permission
        if operation.isSensitive {
            return .deny(
                reason: "\(permission) is not allowed: its answer reveals secrets, so that only "
                    + "its full name grants it",
                remedy: "name \"\(permission)\" in allow in the runbook's manifest, or run with "
                    + "--allow \(permission)")
        }
        return .deny(
            reason: "\(permission) is not allowed",
            remedy: "add \"\(permission)\" to allow in the runbook's manifest, or run with --allow "
                + permission)
    }

    private func confirmation(of request: PermissionRequest, _ verdicts: [PolicyVerdict])
        -> PermissionDecision
    {
        if isConfirmed || (isDryRun && !request.operation.isReadOnly) || mode == .live {
            return .allow
        }
        if let wanted = verdicts.first(where: { $0.effect == .confirm }) {
            return .confirm(
                reason: wanted.reason, remedy: "confirm it on a terminal, or say --yes")
        }
        if isProduction, manifestGrant != .trust {
            let profile = request.profile.map { "the profile \($0)" } ?? "the profile"
            return .confirm(
                reason: "\(profile) is marked production",
                remedy: "type the account's name on a terminal, give it with --account, or trust "
                    + "the runbook for good with lunette trust")
        }
        return .allow
    }

    /// Secrets are given by their full names only: `ecs:Describe*` says nothing of them.
    private func names(_ patterns: [String], _ operation: Operation) -> Bool {
        patterns.contains { pattern in
            operation.isSensitive
                ? pattern == operation.permission : globMatches(pattern, operation.permission)
        }
    }
}
