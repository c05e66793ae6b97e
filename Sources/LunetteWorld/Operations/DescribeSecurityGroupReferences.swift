/// Shows which groups' rules name a group, those of other accounts included: at most 100.
enum DescribeSecurityGroupReferences {
    static let model = OperationModel(
        "DescribeSecurityGroupReferences", .read, on: [.listed(.securityGroup, "SecurityGroupId")],
        ownRequired: ["SecurityGroupId"], run: run)

    private static func run(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        let ids = call.list("SecurityGroupId")
        guard (1...10).contains(ids.count), ids.allSatisfy(ResourceKind.securityGroup.admits)
        else { throw Rule.named("DF1").refusal("") }
        let groups = ids.compactMap(world.group).filter { $0.place == Page.place(call) }
        guard groups.count == ids.count else { throw Rule.named("DF2").refusal("") }
        let references = groups.map { group in
            (group.id, world.references(toGroup: group.id).compactMap(world.group))
        }
        let referenced = references.filter { !$0.1.isEmpty }
        return Reply { _, writer in
            var room = 100
            writer.list(
                "SecurityGroupReferences", of: "SecurityGroupReference", referenced
            ) { writer, reference in
                let shown = reference.1.prefix(room)
                room -= shown.count
                writer.field("SecurityGroupId", reference.0)
                writer.list(
                    "ReferencingSecurityGroups", of: "ReferencingSecurityGroup", shown
                ) { writer, group in
                    writer.field("AliUid", group.accountID)
                    writer.field("SecurityGroupId", group.id)
                }
            }
        }
    }
}
