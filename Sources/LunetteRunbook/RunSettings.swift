import LunetteBase
import LunetteLua

/// What the operator says of a run; the manifest can only narrow it.
public struct RunSettings: Sendable {
    public var timeLimit: Duration?
    public var cpuLimit: Duration?
    /// In bytes.
    public var memoryLimit: Int?
    /// Wins over the manifest's.
    public var maxChanges: Int?
    /// Operations granted on the command line, as globs.
    public var allow: [String] = []

    /// For the last resort, when a limit can only be kept by ending the process.
    public var exitCodeOfLimits: Int32 = 1

    public init() {}

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
        maxChanges ?? manifest.maxChanges
            ?? (target.isRealAccount ? ChangeBudget.defaultOnRealAccount : nil)
    }

    /// The permissions in force.
    func permissions(_ manifest: Manifest, _ target: CloudTarget) -> PermissionRules {
        var rules = PermissionRules()
        rules.manifestAllow = manifest.allow
        rules.manifestRegions = manifest.regions
        rules.granted = allow
        rules.grantsManifest = !target.isRealAccount
        return rules
    }

    private func least<Value: Comparable>(_ left: Value?, _ right: Value?) -> Value? {
        guard let left, let right else { return left ?? right }
        return min(left, right)
    }
}
