/// Whether a change can be taken back.
public enum Invertibility: String, Sendable, CaseIterable {
    /// What was before can be had again.
    case invertible
    /// It can be taken back, but something is not as it was: an address, what was in memory, an id.
    case lossy
    /// It cannot be taken back.
    case irreversible
}

extension Operation {
    /// Whether the change that it makes can be taken back; nil for a read.
    public var invertibility: Invertibility? {
        isReadOnly ? nil : invertibilities[name] ?? .byVerb(of: name)
    }
}

extension Invertibility {
    /// What holds where the data names no exception.
    fileprivate static func byVerb(of name: String) -> Invertibility {
        verbs.first { name.hasPrefix($0.prefix) }?.value ?? .lossy
    }

    private static let verbs: [(prefix: String, value: Invertibility)] = [
        ("Delete", .irreversible), ("Release", .irreversible), ("Terminate", .irreversible),
        ("Cancel", .irreversible), ("Reboot", .irreversible), ("Reset", .irreversible),
        ("ReInit", .irreversible), ("Renew", .irreversible), ("Purchase", .irreversible),
        ("Redeploy", .irreversible), ("Replace", .irreversible), ("Invoke", .irreversible),
        ("Run", .irreversible), ("Send", .irreversible), ("Convert", .irreversible),
        ("Export", .irreversible), ("Attach", .invertible), ("Authorize", .invertible),
        ("Join", .invertible), ("Lock", .invertible), ("Enable", .invertible),
        ("Disable", .invertible), ("Activate", .invertible), ("Deactivate", .invertible),
        ("Modify", .invertible), ("Associate", .invertible), ("Unassociate", .invertible),
        ("Add", .invertible), ("Remove", .invertible), ("Revoke", .invertible),
    ]
}
