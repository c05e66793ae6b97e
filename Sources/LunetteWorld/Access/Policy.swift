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
            actions.contains { matches(action.lowercased(), pattern: $0.lowercased()) }
                && resources.contains { matches(resource, pattern: $0) }
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

/// Whether `text` matches a pattern in which `*` stands for any text and `?` for one character.
/// Takes time in proportion to the product of both lengths at worst.
func matches(_ text: String, pattern: String) -> Bool {
    let text = Array(text.utf8)
    let pattern = Array(pattern.utf8)
    var (t, p) = (0, 0)
    var star: (pattern: Int, text: Int)?
    while t < text.count {
        if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
            star = (p, t)
            p += 1
        } else if p < pattern.count, pattern[p] == text[t] || pattern[p] == UInt8(ascii: "?") {
            p += 1
            t += 1
        } else if let last = star {
            star = (last.pattern, last.text + 1)
            p = last.pattern + 1
            t = last.text + 1
        } else {
            return false
        }
    }
    return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
}
