import LunetteBase

/// Lists security groups: filters joined by AND, pages by number or token.
enum DescribeSecurityGroups {
    static let model = OperationModel(
        "DescribeSecurityGroups", .list, on: [.every(.securityGroup)], run: run)

    private static func run(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        let page = try Page(call, pageLimit: 50, tokenLimit: 100)
        let ids = try call.identifiers("SecurityGroupIds")
        let filters = try filters(call)
        let isCapped = !call.tags().isEmpty || call["ResourceGroupId"] != nil
        let showsCounts = try call.boolean("IsQueryEcsCount") ?? false
        let selection = world.groups.select(
            page, from: candidates(call, world, ids: ids), cap: isCapped ? 1_000 : nil,
            where: filters)
        return Reply { world, writer in
            writer.field("RegionId", call.regionID ?? "")
            writer.field("TotalCount", selection.total)
            writer.field("PageNumber", page.number)
            writer.field("PageSize", page.size)
            writer.field("NextToken", selection.nextToken)
            writer.list("SecurityGroups", of: "SecurityGroup", selection.slots) { writer, slot in
                if let group = world.groups.slots[slot] {
                    writer.fields(of: group, in: world, showsCounts: showsCounts)
                }
            }
        }
    }

    private static func candidates(_ call: Call, _ world: World, ids: [String]?) -> [Int] {
        guard let place = Page.place(call) else { return [] }
        if let ids { return world.groups.slots(of: ids, in: place) }
        if let id = call["SecurityGroupId"] { return world.groups.slots(of: [id], in: place) }
        return world.groups.slots(in: place)
    }

    private static func filters(_ call: Call) throws(Refusal) -> [(SecurityGroup) -> Bool] {
        var filters: [(SecurityGroup) -> Bool] = []
        if let id = call["SecurityGroupId"] { filters.append { $0.id == id } }
        if let id = call["VpcId"] { filters.append { $0.vpcID == id } }
        if let id = call["ResourceGroupId"] { filters.append { $0.resourceGroupID == id } }
        if let kind: SecurityGroup.Kind = try call.choice("SecurityGroupType") {
            filters.append { $0.kind == kind }
        }
        if let isManaged = try call.boolean("ServiceManaged") {
            filters.append { $0.isServiceManaged == isManaged }
        }
        if let network = call["NetworkType"] {
            filters.append { ($0.vpcID.isEmpty ? "classic" : "vpc") == network }
        }
        if let name = call["SecurityGroupName"] {
            let isFuzzy = try call.boolean("FuzzyQuery") ?? false
            filters.append { globMatches(isFuzzy ? "*\(name)*" : name, $0.name) }
        }
        for tag in call.tags() {
            let value = tag.value.isEmpty ? nil : tag.value
            filters.append { $0.tags.contains(key: tag.key, value: value) }
        }
        return filters
    }
}

extension AnswerWriter {
    fileprivate mutating func fields(
        of group: SecurityGroup, in world: World, showsCounts: Bool
    ) {
        field("SecurityGroupId", group.id)
        field("SecurityGroupName", group.name)
        field("Description", group.description)
        field("VpcId", group.vpcID)
        field("SecurityGroupType", group.kind.rawValue)
        field("CreationTime", group.creationTime.text)
        field("ResourceGroupId", group.resourceGroupID)
        field("ServiceManaged", group.isServiceManaged)
        if group.isServiceManaged { field("ServiceID", 1) }
        field("RuleCount", world.permissionCount(of: group))
        field("GroupToGroupRuleCount", group.permissions.count { !$0.peerGroupID.isEmpty })
        if showsCounts {
            field("EcsCount", world.visibleMembers(of: group.id).count { $0.kind == .primary })
            field("AvailableInstanceAmount", world.freeCapacity(of: group))
        }
        list("Tags", of: "Tag", group.tags) { $0.tagFields($1) }
    }
}
