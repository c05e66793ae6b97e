/// Sets, takes off and lists tags of instances, network interfaces and security groups.
enum TagResources {
    static let tag = OperationModel("TagResources", .change, on: [.anything], run: tag)
    static let untag = OperationModel("UntagResources", .change, on: [.anything], run: untag)
    static let list = OperationModel("ListTagResources", .list, on: [.anything], run: list)

    /// The three kinds that can be tagged here, as the parameter spells them.
    fileprivate enum Kind: String, CaseIterable {
        case instance, eni, securitygroup
    }

    private struct Subject: Sendable {
        let call: Call
        let kind: Kind
        let ids: [String]
    }

    private static let resourceChecks: [Check<Subject>] = [
        .when("TR2") { subject, _ in subject.ids.count > 50 },
        Check("TR3") { subject, world in
            subject.ids.first { world.tags(of: $0, subject.kind, subject.call) == nil }
        },
    ]

    private static let tagChecks: [Check<Subject>] =
        resourceChecks + [
            .when("TR4") { subject, _ in subject.call.tags().count > 20 },
            Check("TR5") { subject, _ in subject.call.tags().repeatedKey },
            Check("TR6") { subject, _ in subject.call.tags().malformedKey },
            Check("TR7") { subject, world in
                subject.ids.first { id in
                    var tags = world.tags(of: id, subject.kind, subject.call) ?? []
                    tags.set(subject.call.tags())
                    return tags.count > world.quotas.tagsPerResource
                }
            },
        ]

    private static func subject(_ call: Call) throws(Refusal) -> Subject {
        let kind: Kind = try call.choice("ResourceType", "TR1") ?? .instance
        return Subject(call: call, kind: kind, ids: call.list("ResourceId"))
    }

    private static func tag(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        let subject = try subject(call)
        _ = try world.check(subject, against: tagChecks, in: call.contract)
        for id in subject.ids {
            world.updateTags(of: id, subject.kind) { $0.set(call.tags()) }
        }
        return .changed
    }

    private static func untag(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        let subject = try subject(call)
        _ = try world.check(subject, against: resourceChecks, in: call.contract)
        let keys = call.list("TagKey")
        let takesAll = try call.boolean("All") ?? false
        for id in subject.ids {
            world.updateTags(of: id, subject.kind) { tags in
                tags.removeAll { keys.contains($0.key) || (takesAll && keys.isEmpty) }
            }
        }
        return .changed
    }

    /// Pages of 50 resources, whichever tags each has.
    private static func list(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        let subject = try subject(call)
        let page = Page(after: try call["NextToken"].map(PageToken.id), size: 50)
        let wanted = call.tags()
        let ids = subject.ids.isEmpty ? world.ids(of: subject.kind, call) : subject.ids.sorted()
        var rows: [(id: String, tag: Tag)] = []
        var shown = 0
        var nextToken = ""
        for id in ids where page.start < id {
            let tags = (world.tags(of: id, subject.kind, call) ?? []).filter { tag in
                wanted.isEmpty
                    || wanted.contains {
                        $0.key == tag.key && ($0.value.isEmpty || $0.value == tag.value)
                    }
            }
            if tags.isEmpty { continue }
            if shown == page.size {
                nextToken = PageToken.token(after: rows.last?.id ?? "")
                break
            }
            shown += 1
            rows += tags.map { (id, $0) }
        }
        return Reply { _, writer in
            writer.field("NextToken", nextToken)
            writer.list("TagResources", of: "TagResource", rows) { writer, row in
                writer.field("ResourceId", row.id)
                writer.field("ResourceType", subject.kind.rawValue)
                writer.tagFields(row.tag)
            }
        }
    }
}

extension Page.Start {
    /// Whether a token page that starts so may hold this id.
    fileprivate static func < (start: Page.Start, id: String) -> Bool {
        if case .after(let last?) = start { last < id } else { true }
    }
}

extension World {
    /// A resource's tags; nil when the caller has none with this id.
    fileprivate func tags(of id: String, _ kind: TagResources.Kind, _ call: Call) -> [Tag]? {
        let record: (any Record)? =
            switch kind {
            case .instance: instance(id)
            case .eni: interface(id)
            case .securitygroup: group(id)
            }
        return record?.place == Page.place(call) ? record?.tags : nil
    }

    fileprivate mutating func updateTags(
        of id: String, _ kind: TagResources.Kind, _ change: (inout [Tag]) -> Void
    ) {
        switch kind {
        case .instance: instances.update(id) { change(&$0.tags) }
        case .eni: interfaces.update(id) { change(&$0.tags) }
        case .securitygroup: groups.update(id) { change(&$0.tags) }
        }
    }

    fileprivate func ids(of kind: TagResources.Kind, _ call: Call) -> [String] {
        guard let place = Page.place(call) else { return [] }
        return switch kind {
        case .instance: instances.slots(in: place).compactMap { instances.slots[$0]?.id }
        case .eni: interfaces.slots(in: place).compactMap { interfaces.slots[$0]?.id }
        case .securitygroup: groups.slots(in: place).compactMap { groups.slots[$0]?.id }
        }
    }
}
