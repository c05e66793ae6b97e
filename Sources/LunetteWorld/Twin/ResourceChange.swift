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

extension World {
    /// The ids of the records that differ from another world's, sorted.
    func idsDiffering(from other: World) -> [String] {
        (instances.idsDiffering(from: other.instances)
            + interfaces.idsDiffering(from: other.interfaces)
            + groups.idsDiffering(from: other.groups)).sorted()
    }

    /// What became of those of the other world's resources that differ now.
    func changes(since other: World, of ids: [String]) -> [ResourceChange] {
        var shown: [String] = []
        for id in ids {
            let interface = interface(id) ?? other.interface(id)
            let owner = interface?.kind == .primary ? interface?.instanceID : nil
            let name = owner ?? id
            if !shown.contains(name) { shown.append(name) }
        }
        return shown.compactMap {
            ResourceChange($0, from: other.description(of: $0), to: description(of: $0))
        }
    }

    /// A resource's fields, all of them, but for what only the world's clockwork needs.
    func description(of id: String) -> JSONObject? {
        if let instance = instance(id) {
            var fields = instance.allFields
            fields["security_group_ids"] = .array(groups(ofInstance: id).map(JSONValue.string))
            return fields
        }
        return interface(id)?.allFields ?? group(id)?.allFields
    }
}

extension Table where Element: Equatable {
    fileprivate func idsDiffering(from other: Table) -> [String] {
        let mine = slots.compactMap { $0 }.filter { other[$0.id] != $0 }.map(\.id)
        return mine + other.slots.compactMap { $0?.id }.filter { self[$0] == nil }
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
