import LunetteBase

/// What a policy's reader must know of the operations that there are.
public struct KnownOperations: Sendable {
    /// Whether a pattern such as `ecs:Leave*` means any.
    public var isKnown: @Sendable (String) -> Bool
    /// The closest one to a misspelled name.
    public var closest: @Sendable (String) -> String?

    public init(
        isKnown: @escaping @Sendable (String) -> Bool,
        closest: @escaping @Sendable (String) -> String?
    ) {
        self.isKnown = isKnown
        self.closest = closest
    }
}

extension OperatorPolicy {
    static let keys = [
        "rules", "deny", "confirm", "allow", "default", "regions", "profiles", "roles",
        "webhooks", "max_changes", "approval",
    ]

    /// Reads `[policy]`: the rules of `[[policy.rules]]` in their order, then the short lists:
    /// `deny`, `confirm`, `allow`.
    init(_ section: TOMLSection, of kind: SettingsLayer.Kind, operations: KnownOperations)
        throws(TOMLError)
    {
        self.init(origin: "\(section.document.path):\(section.position.line)")
        try section.allow(only: Self.keys)
        for rule in try section.sections("rules") {
            rules.append(try PolicyRule(rule, operations: operations))
        }
        for effect in PolicyRule.Effect.allCases.reversed() {
            let list = try section.operations(effect.rawValue, known: operations)
            guard !list.isEmpty else { continue }
            rules.append(
                PolicyRule(effect, list, origin: section.origin(of: effect.rawValue)))
        }
        let effects = PolicyRule.Effect.allCases.map(\.rawValue)
        otherwise = try section.choice("default", among: effects)
            .flatMap(PolicyRule.Effect.init(rawValue:))
        regions = try section.strings("regions")
        profiles = try section.strings("profiles")
        roles = try section.strings("roles")
        webhooks = try section.strings("webhooks")
        maxChanges = try section.integer("max_changes", in: 0...Int64(Int32.max)).map(Int.init)
        approval = try section.section("approval").map { (section) throws(TOMLError) in
            try ApprovalPolicy(section, of: kind)
        }
    }
}

extension ApprovalPolicy {
    static let keys = ["required", "valid_for", "approvers", "author_may_approve", "only_plans"]

    /// Reads `[policy.approval]`.
    fileprivate init(_ section: TOMLSection, of kind: SettingsLayer.Kind) throws(TOMLError) {
        try section.allow(only: Self.keys)
        required = try section.integer("required", in: 0...100).map(Int.init)
        validFor = try section.duration("valid_for")
        if section.value("approvers") != nil { approvers = try section.patterns("approvers") }
        onlyPlans = try section.boolean("only_plans")
        authorMayApprove = try section.boolean("author_may_approve")
        if kind == .project, authorMayApprove == true {
            throw section.error(
                at: "author_may_approve",
                "a project's file can only narrow; your own lunette.toml may say so")
        }
    }
}

extension PolicyRule {
    static let keys =
        Effect.allCases.map(\.rawValue)
        + ["targets", "accounts", "regions", "profiles", "reason"]

    fileprivate init(_ section: TOMLSection, operations: KnownOperations) throws(TOMLError) {
        try section.allow(only: Self.keys)
        let effects = Effect.allCases.map(\.rawValue)
        let given = section.keys.filter(effects.contains)
        guard given.count == 1, let effect = Effect(rawValue: given[0]) else {
            throw TOMLError(
                path: section.document.path, position: section.position,
                message: "a rule says one of deny, confirm and allow, and which operations it is "
                    + "about: deny = [\"ecs:Delete*\"]")
        }
        let list = try section.operations(given[0], known: operations)
        guard !list.isEmpty else {
            throw section.error(at: given[0], "\(given[0]) names no operation")
        }
        self.init(
            effect, list, origin: "\(section.document.path):\(section.position.line)")
        targets = try section.patterns("targets")
        accounts = try section.patterns("accounts")
        regions = try section.patterns("regions")
        profiles = try section.patterns("profiles")
        reason = try section.string("reason")
    }
}

extension TOMLSection {
    /// A list that is there must not be empty: that could mean any as well as none.
    fileprivate func patterns(_ key: String) throws(TOMLError) -> [String] {
        guard let list = try strings(key) else { return [] }
        guard !list.isEmpty else {
            throw error(at: key, "an empty list says nothing; leave '\(key)' out to mean any")
        }
        return list
    }

    /// Operations as globs. A pattern that means none is a mistake: a rule that forbids nothing
    /// looks like one that forbids something.
    fileprivate func operations(_ key: String, known: KnownOperations) throws(TOMLError) -> [String]
    {
        let list = try strings(key) ?? []
        for (index, pattern) in list.enumerated() where !known.isKnown(pattern) {
            let hint =
                known.closest(pattern).map { "; did you mean '\($0)'?" }
                ?? "; operations are named like ecs:LeaveSecurityGroup or ecs:Describe*"
            throw error(at: key, element: index, "'\(pattern)' means no operation\(hint)")
        }
        return list
    }
}
