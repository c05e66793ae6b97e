import LunetteBase
import LunetteCatalogue
import LunetteLua
import LunetteSettings

/// What the operator says of a run; the manifest can only narrow it.
public struct RunSettings: Sendable {
    public var timeLimit: Duration?
    public var cpuLimit: Duration?
    /// In bytes.
    public var memoryLimit: Int?
    /// Wins over the manifest's.
    public var maxChanges: Int?
    /// What the settings say of it: the manifest can only narrow that.
    public var maxChangesCeiling: Int?
    /// Operations granted on the command line, as globs.
    public var allow: [String] = []
    /// Credentials profiles that the operator named; calls are made with the first one.
    public var profiles: [String] = []
    /// Roles that scripts may take on, as globs of their ARNs.
    public var roles: [String] = []
    /// Further profiles and roles, which the settings let scripts use.
    public var grantedProfiles: [String] = []
    public var grantedRoles: [String] = []
    /// The policies of all settings files; each can only take away.
    public var policies: [OperatorPolicy] = []
    /// Profiles that want the account's name typed before anything changes.
    public var productionProfiles: [String] = []
    /// Why the settings cannot be relied upon, with the place; then nothing changes.
    public var settingsProblem: String?
    /// `--yes`: whoever runs it agrees beforehand.
    public var isAgreedTo = false
    /// The account that is meant, by id or alias; the run refuses any other.
    public var expectedAccount: String?
    /// Changes are predicted instead of sent.
    public var isDryRun = false
    /// What a saved plan rests on is found out as well.
    public var makesPlan = false
    /// What is changed was shown beforehand and agreed to.
    var isPlanned = false
    /// Whether notifications go out, where changes do; tests look at them instead.
    public var sendsNotifications = true
    /// A script's, or that of a session in which a person types.
    public var mode = SessionMode.script

    /// For the last resort, when a limit can only be kept by ending the process.
    public var exitCodeOfLimits: Int32 = 1

    public init() {}

    /// The limits when nobody names any.
    public static var standardLimits: Limits { Limits() }

    /// The limits in force: the operator's or the default ones, narrowed by the manifest.
    func limits(_ manifest: Manifest) -> Limits {
        let standard = Limits()
        var limits = standard
        limits.time = least(timeLimit ?? standard.time, manifest.timeLimit)
        limits.cpu = least(cpuLimit ?? standard.cpu, manifest.cpuLimit)
        limits.memory = least(memoryLimit ?? standard.memory, manifest.memoryLimit)
        return limits
    }

    /// What the manifest asks for beyond the limits in force: said at the start, so that nobody
    /// finds out in the middle of a run.
    func cappedRequests(_ manifest: Manifest) -> [String] {
        let limits = limits(manifest)
        var capped: [String] = []
        if let asked = manifest.timeLimit, let time = limits.time, asked > time {
            capped.append("time_limit \(asked.text) is capped at \(time.text) (--time-limit)")
        }
        if let asked = manifest.cpuLimit, let cpu = limits.cpu, asked > cpu {
            capped.append("cpu_limit \(asked.text) is capped at \(cpu.text) (--cpu-limit)")
        }
        if let asked = manifest.memoryLimit, let memory = limits.memory, asked > memory {
            capped.append(
                "memory_limit \(ByteCount(bytes: asked).text) is capped at "
                    + "\(ByteCount(bytes: memory).text) (--memory-limit)")
        }
        return capped
    }

    /// The blast limit in force.
    func maxChanges(_ manifest: Manifest, _ target: CloudTarget) -> Int? {
        let limit =
            maxChanges ?? least(manifest.maxChanges, maxChangesCeiling)
            ?? (target.isRealAccount ? ChangeBudget.defaultOnRealAccount : nil)
        return least(limit, policyMaxChanges)
    }

    /// Whether a policy sets it.
    func isLimitedByPolicy(_ manifest: Manifest, _ target: CloudTarget) -> Bool {
        policyMaxChanges != nil && policyMaxChanges == maxChanges(manifest, target)
    }

    /// The least that a policy sets.
    var policyMaxChanges: Int? { policies.compactMap(\.maxChanges).min() }

    /// Who said what of a run's calls, as far as it is the same for all of them.
    func permissions(_ manifest: Manifest) -> PermissionRules {
        var rules = PermissionRules()
        rules.manifestAllow = manifest.allow
        rules.manifestRegions = manifest.regions
        rules.granted = allow
        rules.policies = policies
        rules.mode = mode
        rules.isDryRun = isDryRun
        rules.isPlanned = isPlanned
        rules.settingsProblem = settingsProblem
        return rules
    }

    /// Whether scripts have no credentials but the run's own.
    var isOneCaller: Bool {
        (profiles + grantedProfiles).count < 2 && (roles + grantedRoles).isEmpty
    }

    /// Whether scripts may use this profile.
    func names(profile: String) -> Bool {
        (profiles + grantedProfiles).contains(profile) && policiesAdmit(profile: profile)
    }

    func policiesAdmit(profile: String) -> Bool {
        policies.allSatisfy { $0.profiles?.contains(profile) ?? true }
    }

    /// Whether scripts may take on this role.
    func names(role: String) -> Bool {
        let isNamed = { (patterns: [String]) in patterns.contains { globMatches($0, role) } }
        return isNamed(roles + grantedRoles)
            && policies.allSatisfy { $0.roles.map(isNamed) ?? true }
    }

    private func least<Value: Comparable>(_ left: Value?, _ right: Value?) -> Value? {
        guard let left, let right else { return left ?? right }
        return min(left, right)
    }
}
