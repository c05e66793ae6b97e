import LunetteBase
import LunetteClient
import LunetteJournal

/// What a run changed about one thing, all its changes to it taken together: what it took away and
/// put back again is none. Pure.
struct NetEffect: Sendable, Hashable {
    /// The thing, and which side of it.
    enum Subject: Sendable, Hashable {
        case groups(member: String)
        case attributes(resource: String)
        case rules(group: String)
        case tags(resource: String, type: String)
        case status(instance: String)
        case attachment(interface: String)
        case existence(resource: String, kind: String)
    }

    let subject: Subject
    let regionID: String
    /// Elements (groups, rules, tags) that were not there before, and are now.
    var added: [String: JSONObject] = [:]
    /// Elements that were there before, and are not now.
    var removed: [String: JSONObject] = [:]
    /// Groups that were there before, and that nobody can be put into any more.
    var goneGroups: Set<String> = []
    /// Values by name: what they were, and what they became.
    var values: [String: Pair] = [:]

    struct Pair: Sendable, Hashable {
        let before: JSONValue
        var after: JSONValue
    }

    var isNothing: Bool {
        added.isEmpty && removed.isEmpty && values.allSatisfy { $0.value.before == $0.value.after }
    }

    /// The effects of a run's changes, in the order in which it first touched each thing, and the
    /// changes that leave none that could be taken back.
    static func of(_ history: RunHistory) -> (effects: [NetEffect], rest: [RunHistory.Change]) {
        var effects: [NetEffect] = []
        var indices: [Subject: Int] = [:]
        var rest: [RunHistory.Change] = []
        for change in history.madeChanges {
            let deltas = change.intent.caller == nil ? ChangeDelta.of(change) : []
            if deltas.isEmpty { rest.append(change) }
            for delta in deltas {
                let index = indices[delta.subject] ?? effects.count
                if index == effects.count {
                    indices[delta.subject] = index
                    effects.append(
                        NetEffect(subject: delta.subject, regionID: change.intent.regionID))
                }
                effects[index].take(delta)
            }
        }
        return (effects.filter { !$0.isNothing }, rest)
    }

    private mutating func take(_ delta: ChangeDelta) {
        for (key, element) in delta.removed {
            if added.removeValue(forKey: key) == nil { removed[key] = element }
        }
        for (key, element) in delta.added {
            if removed.removeValue(forKey: key) == nil { added[key] = element }
        }
        for (name, pair) in delta.values {
            values[name] = Pair(before: values[name]?.before ?? pair.before, after: pair.after)
        }
    }
}

/// What one change did to one thing.
struct ChangeDelta: Sendable, Hashable {
    let subject: NetEffect.Subject
    var added: [String: JSONObject] = [:]
    var removed: [String: JSONObject] = [:]
    var values: [String: NetEffect.Pair] = [:]

    /// What a change that was made did; empty when that is not known or cannot be taken back.
    static func of(_ change: RunHistory.Change) -> [ChangeDelta] {
        guard let after = change.after else { return [] }
        let intent = change.intent
        let before = intent.before ?? [:]
        func text(_ name: String) -> String { intent.parameters[name]?.string ?? "" }
        switch intent.operation {
        case "LeaveSecurityGroup", "JoinSecurityGroup", "ModifyInstanceAttribute",
            "ModifyNetworkInterfaceAttribute", "ModifySecurityGroupAttribute":
            let resource = intent.target ?? ""
            let groups = texts(.groups(member: resource), before, after, "groups")
            return [groups, values(.attributes(resource: resource), before, after, ["groups"])]
                .compactMap { $0 }
        case "AuthorizeSecurityGroup", "AuthorizeSecurityGroupEgress", "RevokeSecurityGroup",
            "RevokeSecurityGroupEgress":
            let subject = NetEffect.Subject.rules(group: text("SecurityGroupId"))
            return [elements(subject, before, after, "rules") { RuleFacts($0).identityText }]
                .compactMap { $0 }
        case "TagResources", "UntagResources":
            return tags(text("ResourceType"), intent.target ?? "", before, after)
        case "StartInstance", "StopInstance":
            return [values(.status(instance: intent.target ?? ""), before, after, [])]
                .compactMap { $0 }
        case "AttachNetworkInterface", "DetachNetworkInterface":
            return [values(.attachment(interface: intent.target ?? ""), before, after, [])]
                .compactMap { $0 }
        case "CreateSecurityGroup": return created(change, "SecurityGroupId", after)
        case "CreateNetworkInterface": return created(change, "NetworkInterfaceId", after)
        default: return []
        }
    }

    private static func created(_ change: RunHistory.Change, _ name: String, _ after: JSONObject)
        -> [ChangeDelta]
    {
        guard let id = change.outcome?.answer?[name]?.string else { return [] }
        let subject = NetEffect.Subject.existence(resource: id, kind: change.intent.operation)
        return [values(subject, ["exists": false], after, [])].compactMap { $0 }
    }

    private static func texts(
        _ subject: NetEffect.Subject, _ before: JSONObject, _ after: JSONObject, _ name: String
    ) -> ChangeDelta? {
        guard after[name] != nil, before[name] != nil else { return nil }
        let (old, new) = (Set(before.texts(name)), Set(after.texts(name)))
        var delta = ChangeDelta(subject: subject)
        for text in new.subtracting(old) { delta.added[text] = [:] }
        for text in old.subtracting(new) { delta.removed[text] = [:] }
        return delta
    }

    /// Resource by resource.
    private static func tags(
        _ type: String, _ first: String, _ before: JSONObject, _ after: JSONObject
    ) -> [ChangeDelta] {
        let resources = Set((before.tagList + after.tagList).map(\.resourceID) + [first])
        return resources.sorted().compactMap { id in
            func own(_ facts: JSONObject) -> JSONObject {
                guard let tags = facts["tags"]?.array else { return facts }
                return ["tags": .array(tags.filter { $0["resource_id"]?.string == id })]
            }
            return elements(.tags(resource: id, type: type), own(before), own(after), "tags") {
                JSONValue.object($0).text
            }
        }
    }

    private static func elements(
        _ subject: NetEffect.Subject, _ before: JSONObject, _ after: JSONObject, _ name: String,
        _ key: (JSONObject) -> String
    ) -> ChangeDelta? {
        guard let old = before[name]?.array, let new = after[name]?.array else { return nil }
        func byKey(_ list: [JSONValue]) -> [String: JSONObject] {
            Dictionary(list.compactMap(\.object).map { (key($0), $0) }) { first, _ in first }
        }
        let (oldByKey, newByKey) = (byKey(old), byKey(new))
        var delta = ChangeDelta(subject: subject)
        delta.added = newByKey.filter { oldByKey[$0.key] == nil }
        delta.removed = oldByKey.filter { newByKey[$0.key] == nil }
        return delta
    }

    private static func values(
        _ subject: NetEffect.Subject, _ before: JSONObject, _ after: JSONObject,
        _ others: Set<String>
    ) -> ChangeDelta? {
        var delta = ChangeDelta(subject: subject)
        for member in after.members where !others.contains(member.name) {
            guard let old = before[member.name] else { continue }
            delta.values[member.name] = NetEffect.Pair(before: old, after: member.value)
        }
        return delta.values.isEmpty ? nil : delta
    }
}
