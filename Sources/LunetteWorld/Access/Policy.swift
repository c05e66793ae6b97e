import LunetteBase

/// A RAM policy document: statements that allow or deny actions on resources.
public struct Policy: Sendable, Hashable {
    public enum Effect: String, Sendable, CaseIterable {
        case allow = "Allow"
        case deny = "Deny"
    }

    public struct Statement: Sendable, Hashable {
        public var effect = Effect.allow
        /// `ecs:LeaveSecurityGroup`, `ecs:Describe*`; case doesn't count.
        public var actions: [String] = []
        /// `acs:ecs:cn-hangzhou:*:instance/*`, `*`.
        public var resources: [String] = []

        public init(effect: Effect, actions: [String], resources: [String] = ["*"]) {
            self.effect = effect
            self.actions = actions
            self.resources = resources
        }

        init() {}

        func covers(action: String, resource: String) -> Bool {
            actions.contains { globMatches($0.lowercased(), action.lowercased()) }
                && resources.contains { globMatches($0, resource) }
        }
    }

    public var statements: [Statement]

    public init(statements: [Statement] = []) {
        self.statements = statements
    }

    public enum Verdict: Sendable, Hashable {
        case allowed
        /// No statement speaks of it.
        case notAllowed
        /// A statement denies it, whatever others allow.
        case denied
    }

    /// What policies together say about an action on a resource: a denial wins, then an allowance.
    public static func evaluate(_ policies: [Policy], action: String, resource: String) -> Verdict {
        var verdict = Verdict.notAllowed
        for statement in policies.flatMap(\.statements)
        where statement.covers(action: action, resource: resource) {
            if statement.effect == .deny { return .denied }
            verdict = .allowed
        }
        return verdict
    }
}
