import LunetteBase
import LunetteCatalogue

/// Whether a call may be made, and if not, why and what would change that.
public enum PermissionDecision: Sendable, Hashable {
    case allow
    case deny(reason: String, remedy: String)
}

/// What a run may call: reads always, changes and sensitive reads only as granted. A pure
/// decision over data; every way in asks it.
public struct PermissionRules: Sendable {
    /// What the runbook's manifest asks for, as globs: `ecs:Describe*`.
    public var manifestAllow: [String] = []
    /// Where the manifest says it works; empty: anywhere.
    public var manifestRegions: [String] = []
    /// What the operator granted on the command line, as globs.
    public var granted: [String] = []
    /// Whether the manifest's requests are granted: so on the emulator, and nowhere else
    /// without a word of the operator.
    public var grantsManifest = false

    public init() {}

    /// Decides on one call.
    public func decision(on operation: Operation, region: String) -> PermissionDecision {
        if !manifestRegions.isEmpty, !manifestRegions.contains(region) {
            return .deny(
                reason: "the manifest's regions (\(manifestRegions.joined(separator: ", "))) do "
                    + "not include \(region)",
                remedy: "add it to regions in the manifest if it is meant")
        }
        if operation.isReadOnly, !operation.isSensitive { return .allow }
        if matches(granted, operation) { return .allow }
        let isRequested = matches(manifestAllow, operation)
        if isRequested, grantsManifest { return .allow }
        let flag = "--allow \(operation.permission)"
        if isRequested {
            return .deny(
                reason: "the manifest asks for \(operation.permission), and nobody granted it on "
                    + "this account",
                remedy: "grant it for this run with \(flag)")
        }
        return .deny(
            reason: "\(operation.permission) is not allowed"
                + (operation.isSensitive ? " (its answer reveals secrets)" : ""),
            remedy: "add \"\(operation.permission)\" to allow in the runbook's manifest, or run "
                + "with \(flag)")
    }

    private func matches(_ patterns: [String], _ operation: Operation) -> Bool {
        patterns.contains { globMatches($0, operation.permission) }
    }
}
