import LunetteBase
import LunetteClient

/// What is known of a kind of change: which read shows what it will change, what of that read is
/// worth recording, and what is so once the service said yes. Pure; one read a change is its cost.
struct ChangeModel: Sendable {
    typealias Facts = @Sendable (ServiceCall, JSONValue) -> JSONObject
    typealias Effect = @Sendable (ServiceCall, JSONObject) -> JSONObject

    /// The read before the change; nil where there is nothing to read yet.
    let subject: Settlement.Subject?
    /// What the read's answer shows of what the change is about.
    let facts: Facts
    /// The facts once the change is made.
    let effect: Effect

    /// The model for this call, if there is one.
    static func of(_ call: ServiceCall) -> ChangeModel? {
        call.product == .ecs ? table[call.operation] : nil
    }

    /// The read that shows the state before; nil when there is none.
    func read(for call: ServiceCall) -> ServiceCall? {
        subject?.read(for: call)
    }

    /// Whether what was seen of the thing, in a list maybe, has all that its facts are made of.
    func isShown(by seen: JSONValue, of call: ServiceCall) -> Bool {
        seen["SecurityGroupIds"] != nil && seen["Status"] != nil
            && settableTexts.allSatisfy { wireName, _ in
                call.parameters.value(named: wireName) == nil || seen[wireName] != nil
            }
    }

    private static let table: [String: ChangeModel] = [
        "LeaveSecurityGroup": ChangeModel(.member, groups) { call, before in
            let group = call.parameters.text("SecurityGroupId")
            return ["groups": before.changing("groups") { $0.filter { $0 != group } }]
        },
        "JoinSecurityGroup": ChangeModel(.member, groups) { call, before in
            let group = call.parameters.text("SecurityGroupId")
            return ["groups": before.changing("groups") { $0.filter { $0 != group } + [group] }]
        },
        "ModifyInstanceAttribute": ChangeModel(.instance, attributes) { call, before in
            call.setting(before, groupsAs: "SecurityGroupIds")
        },
        "ModifyNetworkInterfaceAttribute": ChangeModel(.networkInterface, attributes) {
            $0.setting($1, groupsAs: "SecurityGroupId")
        },
        "ModifySecurityGroupAttribute": ChangeModel(.securityGroup, attributes) {
            $0.setting($1, groupsAs: "-")
        },
        "AuthorizeSecurityGroup": ChangeModel(.securityGroup, rules, added),
        "AuthorizeSecurityGroupEgress": ChangeModel(.securityGroup, rules, added),
        "RevokeSecurityGroup": ChangeModel(.securityGroup, rules, revoked),
        "RevokeSecurityGroupEgress": ChangeModel(.securityGroup, rules, revoked),
        "TagResources": ChangeModel(.tags, tags) { call, before in
            let set = call.taggings
            let kept = before.tagList.filter { tag in
                !set.contains { $0.resourceID == tag.resourceID && $0.key == tag.key }
            }
            return ["tags": .array((kept + set).map(\.json))]
        },
        "UntagResources": ChangeModel(.tags, tags) { _, _ in ["tags": []] },
        "StartInstance": ChangeModel(.instance, status) { _, _ in ["status": "Running"] },
        "StopInstance": ChangeModel(.instance, status) { _, _ in ["status": "Stopped"] },
        "AttachNetworkInterface": ChangeModel(.networkInterface, attachment) { call, _ in
            ["status": "InUse", "instance_id": .string(call.parameters.text("InstanceId"))]
        },
        "DetachNetworkInterface": ChangeModel(.networkInterface, attachment) { _, _ in
            ["status": "Available", "instance_id": ""]
        },
        "CreateSecurityGroup": ChangeModel(nil, nothing) { _, _ in ["exists": true] },
        "CreateNetworkInterface": ChangeModel(nil, nothing) { _, _ in ["exists": true] },
        "DeleteSecurityGroup": ChangeModel(.securityGroup, wholeGroup) { _, _ in
            ["exists": false]
        },
        "DeleteNetworkInterface": ChangeModel(.networkInterface, wholeInterface) { _, _ in
            ["exists": false]
        },
        "DeleteInstance": ChangeModel(.instance, wholeInterface) { _, _ in ["exists": false] },
    ]

    private init(
        _ subject: Settlement.Subject?, _ facts: @escaping Facts, _ effect: @escaping Effect
    ) {
        self.subject = subject
        self.facts = facts
        self.effect = effect
    }

    // MARK: What reads show

    private static let nothing: Facts = { _, _ in [:] }

    private static let groups: Facts = { _, answer in ["groups": groupList(of: answer)] }

    private static let status: Facts = { _, answer in ["status": answer["Status"] ?? .null] }

    private static let attachment: Facts = { _, answer in
        ["status": answer["Status"] ?? .null, "instance_id": answer["InstanceId"] ?? ""]
    }

    private static let wholeInterface: Facts = { _, answer in
        [
            "exists": true, "groups": groupList(of: answer), "status": answer["Status"] ?? .null,
        ]
    }

    private static let wholeGroup: Facts = { _, answer in
        [
            "exists": true, "name": answer["SecurityGroupName"] ?? .null,
            "description": answer["Description"] ?? .null,
            "rules": .array(RuleFacts.all(in: answer).map(\.json)),
        ]
    }

    /// The attributes that the call sets.
    private static let attributes: Facts = { call, answer in
        var facts = JSONObject()
        if call.parameters.contains(where: { $0.name.hasPrefix("SecurityGroupId") && $0.isIndexed })
        {
            facts.append("groups", groupList(of: answer))
        }
        for (wireName, name) in settableTexts
        where call.parameters.value(named: wireName) != nil {
            facts.append(name, answer[wireName] ?? "")
        }
        return facts
    }

    /// Of the group's rules those that the call names.
    private static let rules: Facts = { call, answer in
        let named = RuleFacts.all(namedBy: call)
        let found = RuleFacts.all(in: answer).filter { rule in named.contains { $0.names(rule) } }
        return ["rules": .array(found.map(\.json))]
    }

    private static let added: Effect = { call, before in
        let found = before["rules"]?.array ?? []
        let rules = RuleFacts.all(namedBy: call).filter { rule in
            !found.contains { rule.names(RuleFacts($0.object ?? [:])) }
        }
        return ["rules": .array(found + rules.map(\.json))]
    }

    private static let revoked: Effect = { _, _ in ["rules": []] }

    /// Of the resources' tags those whose keys the call names; all when it takes all.
    private static let tags: Facts = { call, answer in
        let keys = call.untaggedKeys ?? Set(call.taggings.map(\.key))
        let all = answer["TagResources"]?["TagResource"]?.array ?? []
        let found = all.map(ResourceTag.init(answer:)).filter {
            keys.isEmpty || keys.contains($0.key)
        }
        return ["tags": .array(found.map(\.json))]
    }

    private static func groupList(of answer: JSONValue) -> JSONValue {
        let list = answer["SecurityGroupIds"]?["SecurityGroupId"]?.array ?? []
        return .array(list.compactMap(\.string).sorted().map(JSONValue.string))
    }
}

/// Attributes that a Modify call sets and a read shows, and what a record calls them.
let settableTexts = [
    ("InstanceName", "name"), ("NetworkInterfaceName", "name"), ("SecurityGroupName", "name"),
    ("HostName", "host_name"), ("Description", "description"),
]

extension ServiceCall {
    /// The facts with what the call sets.
    fileprivate func setting(_ before: JSONObject, groupsAs list: String) -> JSONObject {
        var after = before
        let groups = parameters.filter { $0.name.hasPrefix("\(list).") && $0.isIndexed }
        if !groups.isEmpty {
            after["groups"] = .array(groups.map(\.value).sorted().map(JSONValue.string))
        }
        for (wireName, name) in settableTexts {
            if let value = parameters.value(named: wireName) { after[name] = .string(value) }
        }
        return after
    }
}

extension NamedValue {
    /// `SecurityGroupIds.3`: an element of a list.
    fileprivate var isIndexed: Bool {
        name.split(separator: ".").last.flatMap { Int($0) } != nil
    }
}

extension JSONObject {
    /// A list of texts after a change, sorted.
    fileprivate func changing(_ name: String, _ change: ([String]) -> [String]) -> JSONValue {
        .array(change(texts(name)).sorted().map(JSONValue.string))
    }

    /// A list of texts; empty when there is none.
    func texts(_ name: String) -> [String] {
        (self[name]?.array ?? []).compactMap(\.string)
    }

    var tagList: [ResourceTag] {
        (self["tags"]?.array ?? []).map { ResourceTag($0.object ?? [:]) }
    }
}

extension ResourceTag {
    fileprivate init(answer: JSONValue) {
        self.init(
            resourceID: answer["ResourceId"]?.string ?? "", key: answer["TagKey"]?.string ?? "",
            value: answer["TagValue"]?.string ?? "")
    }

    /// As a record has it.
    init(_ facts: JSONObject) {
        self.init(
            resourceID: facts["resource_id"]?.string ?? "", key: facts["key"]?.string ?? "",
            value: facts["value"]?.string ?? "")
    }

    var json: JSONValue {
        ["resource_id": .string(resourceID), "key": .string(key), "value": .string(value)]
    }
}
