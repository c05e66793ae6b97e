/// Lists instances' states.
enum DescribeInstanceStatus {
    static let model = OperationModel(
        "DescribeInstanceStatus", .list, on: [.every(.instance)], run: run)

    private static func run(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        let page = try Page(call, pageLimit: 50, tokenLimit: nil)
        let ids = call.list("InstanceId")
        guard ids.count <= 100 else { throw Rule.named("P4").refusal("InstanceId") }
        var candidates: [Int] = []
        if let place = Page.place(call) {
            candidates =
                ids.isEmpty
                ? world.instances.slots(in: place) : world.instances.slots(of: ids, in: place)
        }
        var filters: [(Instance) -> Bool] = []
        if let zone = call["ZoneId"] { filters.append { $0.zoneID == zone } }
        let selection = world.instances.select(page, from: candidates, where: filters)
        return Reply { world, writer in
            writer.field("TotalCount", selection.total)
            writer.field("PageNumber", page.number)
            writer.field("PageSize", page.size)
            let instances = selection.slots.compactMap { world.instances.slots[$0] }
            writer.list("InstanceStatuses", of: "InstanceStatus", instances) { writer, instance in
                writer.field("InstanceId", instance.id)
                writer.field("Status", instance.status.rawValue)
            }
        }
    }
}
