import LunetteBase

/// What predicted changes make of an answer that the service gave without them: the difference
/// between what the twin would have answered before and after, carried over.
struct AnswerPatch {
    /// The list that goes on from page to page; what is new on it goes onto its last page.
    let pagedList: String?
    let isLastPage: Bool

    /// The members that tell a list's elements apart, by what the elements are called.
    private static let keys: [String: [String]] = [
        "Instance": ["InstanceId"], "InstanceStatus": ["InstanceId"],
        "SecurityGroup": ["SecurityGroupId"], "NetworkInterfaceSet": ["NetworkInterfaceId"],
        "NetworkInterface": ["NetworkInterfaceId"], "Permission": ["SecurityGroupRuleId"],
        "SecurityGroupReference": ["SecurityGroupId"],
        "ReferencingSecurityGroup": ["SecurityGroupId"], "Tag": ["TagKey"],
        "TagResource": ["ResourceId", "TagKey"],
    ]

    /// `value` as it would be; `name` is what the value is called.
    func applied(
        to value: JSONValue?, from before: JSONValue?, to after: JSONValue?, named name: String = ""
    ) -> JSONValue? {
        if before == after { return value }
        switch (value, before, after) {
        case (.object(let value), .object(let before), .object(let after)):
            return .object(merged(value, before, after))
        case (.array(let value), .array(let before), .array(let after)):
            guard let key = Self.keys[name] else { return .array(after) }
            return .array(merged(value, before, after, key, name))
        case (.integer(let value), .integer(let before), .integer(let after)):
            // A count: the twin knows a part of what is counted.
            return .integer(value + after - before)
        default: return after
        }
    }

    private func merged(_ value: JSONObject, _ before: JSONObject, _ after: JSONObject)
        -> JSONObject
    {
        var result = value
        let names = after.names + before.names.filter { after[$0] == nil }
        for name in names where before[name] != after[name] {
            result[name] = applied(
                to: value[name], from: before[name], to: after[name], named: name)
        }
        return result
    }

    private func merged(
        _ elements: [JSONValue], _ before: [JSONValue], _ after: [JSONValue], _ key: [String],
        _ name: String
    ) -> [JSONValue] {
        func identity(_ element: JSONValue) -> [JSONValue?] { key.map { element[$0] } }
        let before = Dictionary(before.map { (identity($0), $0) }) { first, _ in first }
        let after = after.map { (identity: identity($0), element: $0) }
        let afterByIdentity = Dictionary(after.map { ($0.identity, $0.element) }) { $1 }
        var result: [JSONValue] = []
        for element in elements {
            let identity = identity(element)
            guard let old = before[identity] else {
                result.append(element)
                continue
            }
            guard let new = afterByIdentity[identity] else { continue }
            result += applied(to: element, from: old, to: new).map { [$0] } ?? []
        }
        let shown = Set(elements.map(identity))
        if isLastPage || name != pagedList {
            result += after.filter { before[$0.identity] == nil && !shown.contains($0.identity) }
                .map(\.element)
        }
        return result
    }
}
