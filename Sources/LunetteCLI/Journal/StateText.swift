import LunetteBase
import LunetteRunbook

/// What a record says of a resource, in words: `groups sg-ops, sg-web`.
struct StateText {
    let facts: JSONObject

    var text: String {
        facts.members.map { "\($0.name.replacing("_", with: " ")) \(Self.text($0.value))" }
            .joined(separator: "; ")
    }

    /// `groups sg-ops, sg-web → sg-ops`: only what differs; nil where nobody looked.
    static func change(from before: JSONObject?, to after: JSONObject?) -> String? {
        guard let after else { return before.map { StateText(facts: $0).text } }
        let parts = after.members.compactMap { member -> String? in
            let old = before?[member.name]
            guard old != member.value else { return nil }
            let name = member.name.replacing("_", with: " ")
            let left = old.map(Self.text) ?? "–"
            return "\(name) \(left) → \(Self.text(member.value))"
        }
        return parts.isEmpty ? "as it was" : parts.joined(separator: "; ")
    }

    static func text(_ value: JSONValue) -> String {
        switch value {
        case .null: "–"
        case .string(let text): text.isEmpty ? "–" : text
        case .bool(let flag): flag ? "yes" : "no"
        case .array(let elements):
            elements.isEmpty ? "none" : elements.map(Self.text).joined(separator: ", ")
        case .object(let object): Self.text(of: object)
        default: value.text
        }
    }

    private static func text(of object: JSONObject) -> String {
        if let key = object["key"]?.string, let resource = object["resource_id"]?.string {
            return "\(resource) \(key)=\(object["value"]?.string ?? "")"
        }
        return RuleText(object)?.text ?? JSONValue.object(object).text
    }
}
