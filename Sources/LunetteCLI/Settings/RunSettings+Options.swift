import LunetteRunbook
import LunetteSettings

extension RunSettings {
    /// The flags, and beneath them the settings.
    init(
        _ limits: LimitOptions, _ consent: ConsentOptions, _ target: TargetOptions,
        over settings: Settings
    ) {
        self.init()
        timeLimit = limits.timeLimit ?? settings.timeLimit?.value
        cpuLimit = limits.cpuLimit ?? settings.cpuLimit?.value
        memoryLimit = limits.memoryLimit?.bytes ?? settings.memoryLimit?.value.bytes
        maxChanges = limits.maxChanges
        maxChangesCeiling = settings.maxChanges?.value
        allow = limits.allow
        profiles = target.profiles(over: settings)
        roles = consent.role
        grantedProfiles = settings.grantedProfiles
        grantedRoles = settings.grantedRoles
        policies = settings.policies
        productionProfiles = settings.productionProfiles
        settingsProblem = settings.problems.first?.text
        isAgreedTo = consent.yes
        expectedAccount = consent.account
        isDryRun = limits.dryRun
        exitCodeOfLimits = ExitReason.limit.exitCode
    }
}
