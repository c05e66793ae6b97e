import LunetteBase
import Testing

@testable import LunetteRunbook

@Suite struct MadeIDsTests {
    private static let making: PlanItem = {
        var item = PlanItem.leave("x", "y", others: [])
        item.operation = "CreateSecurityGroup"
        item.target = nil
        item.parameters = ["VpcId": "vpc-1"]
        item.before = ["sg-predicted-1": nil]
        item.after = ["sg-predicted-1": ["vpc_id": "vpc-1"]]
        item.answer = ["SecurityGroupId": "sg-predicted-1", "RequestId": "predicted"]
        return item
    }()

    private static let joining: PlanItem = {
        var item = PlanItem.leave("i-1", "sg-predicted-1", others: [], number: 2)
        item.operation = "JoinSecurityGroup"
        item.before = .groups(of: "i-1", [])
        item.after = .groups(of: "i-1", ["sg-predicted-1"])
        return item
    }()

    @Test func `an item gets the id that an earlier one's answer brings`() throws {
        var made = MadeIDs(of: [Self.making, Self.joining])
        #expect(made.applied(to: Self.making) == Self.making)
        #expect(made.applied(to: Self.joining) == nil, "its group is not made yet")
        made.learn(
            planned: Self.making.answer, answered: ["RequestId": "r", "SecurityGroupId": "sg-9"])
        let ready = try #require(made.applied(to: Self.joining))
        #expect(ready.parameters["SecurityGroupId"] == "sg-9")
        #expect(ready.after == .groups(of: "i-1", ["sg-9"]))
        // And by what is on record of it.
        var later = MadeIDs(of: [Self.making, Self.joining])
        later.learn(made.json(of: Self.making))
        #expect(later.applied(to: Self.joining) == ready)
    }

    @Test func `nothing else of an answer is taken for an id`() {
        var made = MadeIDs(of: [Self.making])
        made.learn(planned: ["RequestId": "predicted"], answered: ["RequestId": "i-1"])
        made.learn(planned: ["SecurityGroupId": "sg-predicted-1"], answered: nil)
        #expect(made.json(of: Self.making) == [:])
    }
}
