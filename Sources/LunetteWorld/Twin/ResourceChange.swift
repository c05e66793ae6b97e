import LunetteBase

/// What a change does to one resource, by the names of a world file's fields: only those that
/// change. An instance's groups are its primary interface's.
public struct ResourceChange: Sendable, Hashable {
    public let id: String
    /// Nil when the resource is made.
    public let before: JSONObject?
    /// Nil when it goes.
    public let after: JSONObject?

    /// Nil when nothing that shows has changed.
    init?(_ id: String, from before: JSONObject?, to after: JSONObject?) {
        self.id = id
        guard let before, let after else {
            guard before != nil || after != nil else { return nil }
            self.before = before.map(Self.essence)
            self.after = after.map(Self.essence)
            return
        }
        let names = before.names.filter { before[$0] != after[$0] }
        guard !names.isEmpty else { return nil }
        self.before = Self.part(of: before, names, besides: after)
        self.after = Self.part(of: after, names, besides: before)
    }

    /// What is worth telling of a resource that comes or goes.
    static func essence(_ object: JSONObject) -> JSONObject {
        JSONObject(
            members: object.members.filter { member in
                !["account_id", "creation_time", "mac_address"].contains(member.name)
                    && ![.string(""), .array([]), .object([:]), .bool(false)].contains(member.value)
            })
    }

    /// Of a group's rules, which are many, only those that differ.
    private static func part(of object: JSONObject, _ names: [String], besides other: JSONObject)
        -> JSONObject
    {
        var part = JSONObject()
        for name in names {
            var value = object[name] ?? .null
            if name == "permissions", let rules = value.array {
                let others = other[name]?.array ?? []
                value = .array(rules.filter { !others.contains($0) })
            }
            part.append(name, value)
        }
        return part
    }
}

/// What the records that a change has touched were before it; nil where there was none.
struct FormerRecords {
    fileprivate(set) var instances: [String: Instance?] = [:]
    fileprivate(set) var interfaces: [String: NetworkInterface?] = [:]
    fileprivate(set) var groups: [String: SecurityGroup?] = [:]

    /// The ids of all of them, sorted.
    var ids: [String] {
        (Array(instances.keys) + Array(interfaces.keys) + Array(groups.keys)).sorted()
    }

    /// The ids of those that were not there.
    var madeIDs: [String] {
        instances.filter { $0.value == nil }.map(\.key)
            + interfaces.filter { $0.value == nil }.map(\.key)
            + groups.filter { $0.value == nil }.map(\.key)
    }
}

extension World {
    /// Changes it, and answers what the records that differ afterwards were before. Its cost is
    /// that of the change, however large the world is.
    mutating func keepingFormer<Answer>(_ change: (inout World) -> Answer)
        -> (answer: Answer, former: FormerRecords)
    {
        instances.beginKeepingFormer()
        interfaces.beginKeepingFormer()
        groups.beginKeepingFormer()
        let answer = change(&self)
        return (
            answer,
            FormerRecords(
                instances: instances.takeFormer(), interfaces: interfaces.takeFormer(),
                groups: groups.takeFormer())
        )
    }

    /// What became of the resources whose former records these are.
    func changes(since former: FormerRecords) -> [ResourceChange] {
        var shown: [String] = []
        for id in former.ids {
            let interface = interface(id) ?? former.interfaces[id] ?? nil
            let owner = interface?.kind == .primary ? interface?.instanceID : nil
            let name = owner ?? id
            if !shown.contains(name) { shown.append(name) }
        }
        return shown.compactMap {
            ResourceChange($0, from: description(of: $0, before: former), to: description(of: $0))
        }
    }

    /// A resource's fields, all of them, but for what only the world's clockwork needs; what they
    /// were before a change with what it has touched.
    func description(of id: String, before former: FormerRecords = FormerRecords()) -> JSONObject? {
        if let instance = former.instances[id] ?? instance(id) {
            let primaryID = instance.primaryInterfaceID
            let primary = former.interfaces[primaryID] ?? interface(primaryID)
            var fields = instance.allFields
            fields["security_group_ids"] = .array(
                (primary?.securityGroupIDs ?? []).map(JSONValue.string))
            return fields
        }
        return (former.interfaces[id] ?? interface(id))?.allFields
            ?? (former.groups[id] ?? group(id))?.allFields
    }
}

extension FileRecord {
    fileprivate var allFields: JSONObject {
        var copy = self
        var fields = FieldCoder(reading: nil, writesDefaults: true)
        do {
            try copy.code(&fields)
        } catch {
            preconditionFailure("writing fails only by mistake: \(error)")
        }
        return JSONObject(
            members: fields.written.members.filter { !$0.name.hasSuffix("remaining_ms") })
    }
}
