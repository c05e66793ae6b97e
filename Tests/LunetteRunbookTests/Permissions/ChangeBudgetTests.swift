import LunetteBase
import LunetteCatalogue
import LunetteClient
import Testing

@testable import LunetteRunbook

@Suite struct ChangeBudgetTests {
    private static func targets(_ operation: String, _ parameters: [(String, String)]) throws
        -> ChangedTargets
    {
        let operation = try #require(Catalogue.operation(named: operation))
        return ChangedTargets(
            ServiceCall(
                operation, parameters: parameters.map { NamedValue($0.0, $0.1) },
                regionID: "cn-hangzhou"))
    }

    private static let calls: [(String, [(String, String)], ids: [String], made: Int)] = [
        (
            "LeaveSecurityGroup", [("SecurityGroupId", "sg-1"), ("InstanceId", "i-1")],
            ["i-1"], 0
        ),
        ("DeleteSecurityGroup", [("SecurityGroupId", "sg-1")], ["sg-1"], 0),
        ("StopInstances", [("InstanceId.1", "i-1"), ("InstanceId.2", "i-2")], ["i-1", "i-2"], 0),
        (
            "TagResources",
            [("ResourceId.1", "i-1"), ("ResourceId.2", "i-2"), ("Tag.1.Key", "a")],
            ["i-1", "i-2"], 0
        ),
        (
            "AttachKeyPair", [("InstanceIds", "[\"i-1\",\"i-2\",\"i-3\"]")], ["i-1", "i-2", "i-3"],
            0
        ),
        ("DeleteKeyPairs", [("KeyPairNames", "[\"a\",\"b\"]")], ["a", "b"], 0),
        (
            "ModifyInstanceAttribute",
            [
                ("InstanceId", "i-1"), ("SecurityGroupIds.1", "sg-1"),
                ("SecurityGroupIds.2", "sg-2"),
            ],
            ["i-1"], 0
        ),
        ("RunInstances", [("Amount", "30"), ("SecurityGroupId", "sg-1")], [], 30),
        ("RunInstances", [("SecurityGroupId", "sg-1")], [], 1),
        ("RunInstances", [("Amount", "many")], [], 1),
        ("CreateSecurityGroup", [("VpcId", "vpc-1")], [], 1),
        ("AllocateDedicatedHosts", [("Quantity", "7")], [], 7),
        ("PurchaseReservedInstancesOffering", [("InstanceAmount", "9")], [], 9),
    ]

    @Test(arguments: calls.indices)
    func `targets are counted, not calls`(index: Int) throws {
        let (operation, parameters, ids, made) = Self.calls[index]
        let targets = try Self.targets(operation, parameters)
        #expect(Set(targets.ids) == Set(ids))
        #expect(targets.made == made)
        #expect(!targets.isCountless)
    }

    @Test func `what is changed twice counts once`() throws {
        var budget = ChangeBudget(limit: 2)
        let first = try Self.targets("StartInstance", [("InstanceId", "i-1")])
        let second = try Self.targets("StartInstance", [("InstanceId", "i-2")])
        let third = try Self.targets("StartInstance", [("InstanceId", "i-3")])
        let taken = [first, first, second, first, third].map { budget.take($0) }
        #expect(taken == [true, true, true, true, false])
        #expect(budget.used == 2)
        #expect(budget.room == 0)
    }

    @Test func `a call that was refused gives back what it took, and no other's`() throws {
        var budget = ChangeBudget(limit: 2)
        let first = try Self.targets("StartInstance", [("InstanceId", "i-1")])
        let second = try Self.targets("StartInstance", [("InstanceId", "i-2")])
        let one = try Self.targets("CreateSecurityGroup", [])
        #expect([first, first, second].map { budget.take($0) } == [true, true, true])
        budget.giveBack(first)
        #expect(budget.used == 2)
        budget.giveBack(first)
        #expect(budget.used == 1)
        #expect([one, one].map { budget.take($0) } == [true, false])
        budget.giveBack(one)
        #expect(budget.used == 1)
    }

    @Test func `a call that asks for more than there is takes nothing`() throws {
        var budget = ChangeBudget(limit: 3)
        let four = try Self.targets("RunInstances", [("Amount", "4")])
        let three = try Self.targets("RunInstances", [("Amount", "3")])
        let one = try Self.targets("CreateSecurityGroup", [])
        let taken = [four, three, one].map { budget.take($0) }
        #expect(taken == [false, true, false])
        #expect(budget.used == 3)
    }

    @Test func `what picks its targets by a filter fits no limit`() throws {
        let call = try Self.targets("RunCommand", [("ResourceTag.1.Key", "all")])
        var limited = ChangeBudget(limit: 1_000)
        var unlimited = ChangeBudget(limit: nil)
        let isTaken = (limited.take(call), unlimited.take(call))
        #expect(isTaken == (false, true))
    }
}
