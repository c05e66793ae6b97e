import LunetteBase
import LunetteRunbook
import LunetteSettings
import LunetteSystem

/// The settings in force, as a table for people and as JSON.
struct SettingsPage {
    let settings: Settings
    let target: TargetOptions
    let environment: Environment

    private struct Row {
        let name: String
        let value: String?
        let origin: String

        init<Value>(
            _ name: String, _ value: Sourced<Value>?, default standard: String? = nil,
            _ text: (Value) -> String
        ) {
            self.name = name
            self.value = value.map { text($0.value) } ?? standard
            origin = value?.origin ?? (standard == nil ? "not set" : "default")
        }
    }

    private var rows: [Row] {
        let limits = RunSettings.standardLimits
        return [
            Row("region", target.region(environment, over: settings)) { $0 },
            Row("profile", target.profile(over: settings)) { $0 },
            Row("endpoint", target.endpointText(over: settings), default: "each region's own") {
                $0
            },
            Row("log_level", settings.logLevel, default: "info") { $0 },
            Row("log_format", settings.logFormat, default: "text") { $0 },
            Row("color", settings.color, default: "auto") { $0 },
            Row("limits.time_limit", settings.timeLimit, default: limits.time?.text) { $0.text },
            Row("limits.cpu_limit", settings.cpuLimit, default: limits.cpu?.text) { $0.text },
            Row(
                "limits.memory_limit", settings.memoryLimit,
                default: limits.memory.map { ByteCount(bytes: $0).text }
            ) { $0.text },
            Row(
                "limits.max_changes", settings.maxChanges,
                default: "20 on a real account, else any number"
            ) { String($0) },
        ]
            + settings.layers.flatMap(\.productionProfiles).map { profile in
                Row(
                    "profiles.\(profile.value).production", Sourced(true, origin: profile.origin)
                ) { String($0) }
            }
    }

    // MARK: For people

    func text(withOrigin: Bool, _ style: Style) -> String {
        let width = rows.map { $0.name.count }.max() ?? 0
        var lines = rows.map { row in
            let name = row.name + String(repeating: " ", count: width - row.name.count)
            let origin = withOrigin ? style.dim("  (\(printable(row.origin)))") : ""
            return "\(name)  \(printable(row.value ?? "-"))\(origin)"
        }
        for policy in settings.policies {
            lines += ["", style.bold("policy \(printable(policy.origin))")]
            lines += policy.rules.map { rule in
                let origin = withOrigin ? style.dim("  (\(printable(rule.origin)))") : ""
                return "  \(printable(rule.text))\(origin)"
            }
            lines.append("  others: \(policy.effectOnOthers.rawValue)")
            lines += policy.restrictions.map { "  \(printable($0))" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: For programs

    var json: JSONValue {
        [
            "settings": .array(
                rows.map { row in
                    [
                        "name": .string(row.name),
                        "value": row.value.map(JSONValue.string) ?? .null,
                        "origin": .string(row.origin),
                    ]
                }),
            "policies": .array(settings.policies.map(\.json)),
            "problems": .array(settings.problems.map { .string($0.text) }),
        ]
    }
}

extension PolicyRule {
    /// `deny ecs:Delete* on targets sg-prod*`.
    fileprivate var text: String {
        let conditions = [
            ("targets", targets), ("accounts", accounts), ("regions", regions),
            ("profiles", profiles),
        ].filter { !$0.1.isEmpty }.map { "\($0.0) \($0.1.joined(separator: ", "))" }
        let head = "\(effect.rawValue) \(operations.joined(separator: ", "))"
        return ([head] + conditions).joined(separator: "; ") + (reason.map { ": \($0)" } ?? "")
    }

    fileprivate var json: JSONValue {
        [
            "effect": .string(effect.rawValue), "operations": .list(operations),
            "targets": .list(targets), "accounts": .list(accounts), "regions": .list(regions),
            "profiles": .list(profiles), "reason": reason.map(JSONValue.string) ?? .null,
            "origin": .string(origin),
        ]
    }
}

extension OperatorPolicy {
    /// What it restricts besides operations.
    fileprivate var restrictions: [String] {
        [
            regions.map { "regions: \($0.joined(separator: ", "))" },
            profiles.map { "profiles: \($0.joined(separator: ", "))" },
            roles.map { "roles: \($0.joined(separator: ", "))" },
            webhooks.map { "webhooks: \($0.isEmpty ? "none" : $0.joined(separator: ", "))" },
            maxChanges.map { "max_changes: \($0)" },
        ].compactMap { $0 } + (approval?.words ?? [])
    }

    fileprivate var json: JSONValue {
        [
            "origin": .string(origin), "rules": .array(rules.map(\.json)),
            "default": .string(effectOnOthers.rawValue),
            "regions": regions.map(JSONValue.list) ?? .null,
            "profiles": profiles.map(JSONValue.list) ?? .null,
            "roles": roles.map(JSONValue.list) ?? .null,
            "webhooks": webhooks.map(JSONValue.list) ?? .null,
            "max_changes": maxChanges.map { .integer(Int64($0)) } ?? .null,
            "approval": approval?.json ?? .null,
        ]
    }
}

extension ApprovalPolicy {
    /// What it says, a line each.
    fileprivate var words: [String] {
        [
            required.map { "approval.required: \($0)" },
            validFor.map { "approval.valid_for: \($0.text)" },
            approvers.map { "approval.approvers: \($0.joined(separator: ", "))" },
            authorMayApprove.map { "approval.author_may_approve: \($0)" },
            onlyPlans.map { "approval.only_plans: \($0)" },
        ].compactMap { $0 }
    }

    fileprivate var json: JSONValue {
        [
            "required": required.map { .integer(Int64($0)) } ?? .null,
            "valid_for": validFor.map { .string($0.text) } ?? .null,
            "approvers": approvers.map(JSONValue.list) ?? .null,
            "author_may_approve": authorMayApprove.map(JSONValue.bool) ?? .null,
            "only_plans": onlyPlans.map(JSONValue.bool) ?? .null,
        ]
    }
}

extension JSONValue {
    fileprivate static func list(_ texts: [String]) -> JSONValue {
        .array(texts.map(JSONValue.string))
    }
}
