import LunetteCatalogue
import LunetteRunbook
import LunetteSettings

/// One line of the table of decisions: `LeaveSecurityGroup | manifest=ecs:Leave* emulator | allow`.
///
/// Facts, in any order: `manifest=` and `allow=` (globs, by commas), `regions=` (the manifest's),
/// `emulator`, `trust`, `confirmation` (why the manifest is granted), `read-only`, `live`, `dry`,
/// `production`, `confirmed`, `broken` (settings), `in=` (region), `on=` (account id, `/alias`),
/// `as=` (profile), `ids=` (`InstanceId:i-1`, by commas), and `policy=` with rules by `;`:
/// `deny:ecs:Stop*`, followed by `@` targets, `#` accounts, `%` regions, `~` profiles;
/// `else:deny` says what becomes of others, `where:cn-*` the policy's regions.
struct PermissionCase: Sendable, CustomStringConvertible {
    let text: String
    let operation: String
    let facts: [String]
    let wanted: String

    init(_ text: Substring) {
        self.text = String(text)
        let columns = text.split(separator: "|").map {
            String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        precondition(columns.count == 3, "three columns: \(text)")
        operation = columns[0]
        facts = columns[1].split(separator: " ").map(String.init)
        wanted = columns[2]
    }

    var description: String { text }

    var rules: PermissionRules {
        var rules = PermissionRules()
        for fact in facts {
            let value = Self.value(fact)
            switch Self.name(fact) {
            case "manifest": rules.manifestAllow = value
            case "allow": rules.granted = value
            case "regions": rules.manifestRegions = value
            case "emulator": rules.manifestGrant = .emulator
            case "trust": rules.manifestGrant = .trust
            case "confirmation": rules.manifestGrant = .confirmation
            case "read-only": rules.mode = .readOnly
            case "live": rules.mode = .live
            case "dry": rules.isDryRun = true
            case "production": rules.isProduction = true
            case "confirmed": rules.isConfirmed = true
            case "broken": rules.settingsProblem = "lunette.toml:1:1: what is this?"
            case "policy": rules.policies.append(Self.policy(fact))
            default: break
            }
        }
        return rules
    }

    var request: PermissionRequest {
        guard let operation = Catalogue.operation(named: operation) else {
            preconditionFailure("no operation: \(text)")
        }
        var request = PermissionRequest(operation, regionID: "cn-hangzhou")
        for fact in facts {
            let value = Self.value(fact)
            switch Self.name(fact) {
            case "in": request.regionID = value[0]
            case "as": request.profile = value[0]
            case "on":
                let parts = value[0].split(separator: "/").map(String.init)
                request.account = CloudAccount(id: parts[0], alias: parts.dropFirst().first)
            case "ids":
                request.targets = value.map { text in
                    let parts = text.split(separator: ":").map(String.init)
                    return CallTarget(parts[0], parts[1])
                }
            default: break
            }
        }
        return request
    }

    var decision: String {
        switch rules.decision(on: request) {
        case .allow: "allow"
        case .confirm: "confirm"
        case .deny: "deny"
        }
    }

    private static func name(_ fact: String) -> String {
        String(fact.prefix { $0 != "=" })
    }

    private static func value(_ fact: String) -> [String] {
        fact.drop { $0 != "=" }.dropFirst().split(separator: ",").map(String.init)
    }

    private static func policy(_ fact: String) -> OperatorPolicy {
        var policy = OperatorPolicy(origin: "lunette.toml")
        for text in fact.drop(while: { $0 != "=" }).dropFirst().split(separator: ";") {
            let head = String(text.prefix { $0 != ":" })
            let rest = text.drop { $0 != ":" }.dropFirst()
            switch head {
            case "else": policy.otherwise = PolicyRule.Effect(rawValue: String(rest))
            case "where": policy.regions = rest.split(separator: ",").map(String.init)
            default:
                guard let effect = PolicyRule.Effect(rawValue: head) else {
                    preconditionFailure("no effect: \(head)")
                }
                policy.rules.append(rule(effect, rest))
            }
        }
        return policy
    }

    private static func rule(_ effect: PolicyRule.Effect, _ text: Substring) -> PolicyRule {
        let marks: [Character] = ["@", "#", "%", "~"]
        var parts: [Character: [String]] = [:]
        var mark: Character = ":"
        var word = ""
        for character in text + ":" {
            if marks.contains(character)
                || character == ":" && !word.hasPrefix("ecs")
                    && !word.isEmpty
            {
                parts[mark] = word.split(separator: ",").map(String.init)
                (mark, word) = (character, "")
            } else {
                word.append(character)
            }
        }
        if !word.isEmpty {
            let last = word.hasSuffix(":") ? String(word.dropLast()) : word
            parts[mark] = last.split(separator: ",").map(String.init)
        }
        var rule = PolicyRule(effect, parts[":"] ?? [], origin: "lunette.toml:1")
        rule.targets = parts["@"] ?? []
        rule.accounts = parts["#"] ?? []
        rule.regions = parts["%"] ?? []
        rule.profiles = parts["~"] ?? []
        return rule
    }
}
