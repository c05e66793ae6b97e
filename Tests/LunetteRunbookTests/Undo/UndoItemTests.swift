import LunetteBase
import Testing

@testable import LunetteRunbook

/// What an undo does one after the other, and what beside each other.
@Suite struct UndoItemTests {
    /// Effects in the run's order, and what becomes of their numbers in the undo's.
    private static let orders: [(effects: [NetEffect], order: String)] = [
        ([], ""),
        ([groups("i-1"), groups("i-2")], "1 2"),
        ([groups("i-1"), groups("i-2"), groups("i-3"), groups("i-4")], "1 (2|3|4)"),
        // What is done to one thing keeps its order, whatever it is.
        ([groups("i-1"), tags("i-1"), groups("i-2"), tags("i-2"), groups("i-3")], "1 (2 3|4 5)"),
        // Where some leave a group that others join, it may be full.
        (
            [
                groups("i-1", added: ["sg-a"], removed: ["sg-b"]), groups("i-2"),
                groups("i-3", added: ["sg-b"], removed: ["sg-c"]), groups("i-4"),
            ], "1 (2 4|3)"
        ),
        // An instance's groups are those of one of its interfaces.
        ([groups("i-1"), groups("i-2"), groups("eni-1"), groups("eni-2")], "1 2 3 4"),
        // A group is opened, then filled, then named elsewhere.
        (
            [
                effect(.existence(resource: "sg-new", kind: "CreateSecurityGroup")),
                rules("sg-new"), groups("i-1", added: ["sg-new"]),
                groups("i-2", added: ["sg-new"]), groups("i-3", added: ["sg-new"]),
                rules("sg-other"),
            ], "1 2 (3|4) 5 6"
        ),
        // A group that a rule of another names waits for that one.
        (
            [rules("sg-1"), rules("sg-2", naming: "sg-1"), rules("sg-3"), rules("sg-4")],
            "1 (2|3 4)"
        ),
        // Those that are started again, and those that are stopped again.
        (
            [status("i-1", "Running"), status("i-2", "Running"), status("i-3", "Stopped")],
            "1 2 3"
        ),
        // Interfaces of one instance keep their order.
        ([attachment("eni-1"), attachment("eni-2"), attachment("eni-3")], "1 2 3"),
    ]

    @Test(arguments: orders)
    func `what was done last is taken back first, but where it does not matter`(
        effects: [NetEffect], order: String
    ) {
        #expect(Self.text(ItemOrder(UndoItem.list(of: effects))) == order)
    }

    @Test func `what the run made is deleted when all else is taken back`() {
        let made = Self.effect(.existence(resource: "sg-new", kind: "CreateSecurityGroup"))
        let used = Self.groups("i-1", added: ["sg-new"], removed: ["sg-old"])
        let items = UndoItem.list(of: [used, made, Self.tags("i-2")])
        #expect(items.map(\.effect.target) == ["i-2", "i-1", "sg-new"])
    }

    private static func text(_ order: ItemOrder<UndoItem>) -> String {
        switch order {
        case .one(let item): String(item.number)
        case .inTurn(let parts): parts.map(text).joined(separator: " ")
        case .beside(let parts): "(\(parts.map(text).joined(separator: "|")))"
        }
    }

    private static func effect(_ subject: NetEffect.Subject) -> NetEffect {
        NetEffect(subject: subject, regionID: "cn-hangzhou")
    }

    private static func groups(
        _ member: String, added: [String] = ["sg-in"], removed: [String] = ["sg-out"]
    ) -> NetEffect {
        var effect = effect(.groups(member: member))
        for group in added { effect.added[group] = [:] }
        for group in removed { effect.removed[group] = [:] }
        return effect
    }

    private static func tags(_ resource: String) -> NetEffect {
        var effect = effect(.tags(resource: resource, type: "instance"))
        effect.added["tag"] = ["resource_id": .string(resource), "key": "k", "value": "v"]
        return effect
    }

    private static func rules(_ group: String, naming other: String = "") -> NetEffect {
        var effect = effect(.rules(group: group))
        effect.added["rule"] = ["source_group_id": .string(other), "protocol": "TCP"]
        return effect
    }

    private static func status(_ instance: String, _ before: String) -> NetEffect {
        var effect = effect(.status(instance: instance))
        effect.values["status"] = NetEffect.Pair(before: .string(before), after: "Starting")
        return effect
    }

    private static func attachment(_ interface: String) -> NetEffect {
        var effect = effect(.attachment(interface: interface))
        effect.values["status"] = NetEffect.Pair(before: "InUse", after: "Available")
        effect.values["instance_id"] = NetEffect.Pair(before: "i-1", after: "")
        return effect
    }
}
