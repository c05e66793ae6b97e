/// Shows one instance, in whichever region it is.
enum DescribeInstanceAttribute {
    static let model = OperationModel(
        "DescribeInstanceAttribute", .read, on: [.named(.instance, "InstanceId")], run: run)

    private static func run(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        guard let instance = call["InstanceId"].flatMap(world.instance),
            instance.accountID == call.accountID
        else { throw Rule.named("DA1").refusal("") }
        return Reply { $1.attributeFields(of: instance, in: $0) }
    }
}
