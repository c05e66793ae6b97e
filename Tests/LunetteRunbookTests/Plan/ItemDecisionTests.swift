import LunetteBase
import LunetteCatalogue
import LunetteClient
import Testing

@testable import LunetteRunbook

/// What becomes of an item, given what it would do today?
@Suite struct ItemDecisionTests {
    private enum Verdict: String { case proceed, alreadyDone, notYet, drifted }

    private static func verdict(_ decision: ItemDecision) -> Verdict {
        switch decision {
        case .proceed: .proceed
        case .alreadyDone: .alreadyDone
        case .notYet: .notYet
        case .drifted: .drifted
        }
    }

    private static func item(_ before: JSONObject, _ after: JSONObject) -> PlanItem {
        var item = PlanItem.leave("i-1", "sg-ssh", others: [])
        item.before = before
        item.after = after
        return item
    }

    private static func field(_ name: String, _ value: JSONValue) -> JSONObject {
        ["i-1": .object([name: value])]
    }

    private static let leaving = PlanItem.leave("i-1", "sg-ssh", others: ["sg-web"])
    private static let swapping = item(
        .groups(of: "i-1", ["ssh", "web"]), .groups(of: "i-1", ["quar"]))
    private static let naming = item(field("instance_name", "a"), field("instance_name", "b"))
    private static let making = item(["sg-predicted-1": nil], ["sg-predicted-1": ["vpc": "v"]])
    private static let removing = item(["i-1": ["name": "a", "rules": []]], ["i-1": nil])
    private static let nothing = item([:], [:])

    private static let effects: [(String, PlanItem, now: (JSONObject, JSONObject), String)] = [
        ("as planned", leaving, groups(["sg-ssh", "sg-web"], ["sg-web"]), "proceed"),
        (
            "somebody added a group", leaving,
            groups(["sg-new", "sg-ssh", "sg-web"], ["sg-new", "sg-web"]), "proceed"
        ),
        ("another group is gone, too", leaving, groups(["sg-ssh", "x"], ["x"]), "proceed"),
        ("it would leave another group", leaving, groups(["sg-web", "x"], ["x"]), "drifted"),
        ("nothing is left to do", leaving, ([:], [:]), "alreadyDone"),
        (
            "another thing would change", leaving,
            (.groups(of: "i-2", ["sg-ssh"]), .groups(of: "i-2", [])), "drifted"
        ),
        ("a whole set, as planned", swapping, groups(["ssh", "web"], ["quar"]), "proceed"),
        ("a whole set, part of it done", swapping, groups(["web"], ["quar"]), "proceed"),
        (
            "a whole set, which would undo what others did", swapping,
            groups(["new", "ssh", "web"], ["quar"]), "drifted"
        ),
        (
            "a name, as planned", naming,
            (field("instance_name", "a"), field("instance_name", "b")), "proceed"
        ),
        (
            "a name that others changed", naming,
            (field("instance_name", "c"), field("instance_name", "b")), "drifted"
        ),
        (
            "a field that was not planned", naming,
            (field("description", "a"), field("description", "b")), "drifted"
        ),
        (
            "a thing is made, under another name", making,
            (["sg-predicted-9": nil], ["sg-predicted-9": ["vpc": "v"]]), "proceed"
        ),
        (
            "a thing would be made that was not planned", leaving,
            (["sg-predicted-1": nil], ["sg-predicted-1": [:]]), "drifted"
        ),
        (
            "a thing goes as it was", removing,
            (["i-1": ["name": "a", "rules": []]], ["i-1": nil]), "proceed"
        ),
        (
            "a thing goes that changed since", removing,
            (["i-1": ["name": "a", "rules": [1]]], ["i-1": nil]), "drifted"
        ),
        (
            "a thing goes whose rule has another id",
            item(["i-1": ["permissions": [["port": 1, "create_time": "1"]]]], ["i-1": nil]),
            (["i-1": ["permissions": [["port": 1, "create_time": "2"]]]], ["i-1": nil]),
            "proceed"
        ),
        (
            "a thing goes that is starting instead of running",
            item(["i-1": ["status": "Running"]], ["i-1": nil]),
            (["i-1": ["status": "Starting"]], ["i-1": nil]), "proceed"
        ),
        (
            "a thing goes that runs instead of being stopped",
            item(["i-1": ["status": "Stopped"]], ["i-1": nil]),
            (["i-1": ["status": "Running"]], ["i-1": nil]), "drifted"
        ),
        ("what changed nothing still does not", nothing, ([:], [:]), "proceed"),
        ("what changed nothing would by now", nothing, groups(["a"], []), "drifted"),
    ]

    private static func groups(_ before: [String], _ after: [String]) -> (JSONObject, JSONObject) {
        (.groups(of: "i-1", before), .groups(of: "i-1", after))
    }

    private static func rules(id: String, at: String, _ other: JSONObject) -> (
        JSONObject, JSONObject
    ) {
        let others: [JSONValue] = other.isEmpty ? [] : [.object(other)]
        let rule: JSONValue = [
            "security_group_rule_id": .string(id), "port_range": "22/22",
            "create_time": .string(at),
        ]
        return (field("permissions", .array(others)), field("permissions", .array(others + [rule])))
    }

    private static func ruling(id: String, at: String, _ other: JSONObject) -> PlanItem {
        let rules = rules(id: id, at: at, other)
        return item(rules.0, rules.1)
    }

    @Test(arguments: effects)
    func `an item is done as far as it does what the plan says`(
        name: String, item: PlanItem, now: (JSONObject, JSONObject), verdict: String
    ) {
        let effect = ChangeEffect(
            before: .object(now.0), after: .object(now.1), isPredicted: true)
        let decision = item.decision(on: .effect(effect))
        #expect(Self.verdict(decision).rawValue == verdict, "\(name): \(decision)")
    }

    /// What the service would say, whether the thing is in a passing state, and what follows.
    private static let refusals: [(Disposition, isPassing: Bool, PlanItem, String)] = [
        (.alreadyDone, false, leaving, "alreadyDone"),
        (.retry, true, leaving, "notYet"), (.retry, false, leaving, "drifted"),
        (.fix, true, leaving, "notYet"), (.fix, false, leaving, "drifted"),
        (.gone, false, leaving, "drifted"), (.gone, true, leaving, "drifted"),
        (.gone, false, removing, "alreadyDone"), (.never, false, leaving, "drifted"),
        (.never, true, leaving, "drifted"),
    ]

    @Test(arguments: refusals)
    func `what would be refused is done already, waited for, or drifted`(
        disposition: Disposition, isPassing: Bool, item: PlanItem, verdict: String
    ) {
        let error = ErrorObject(
            kind: .service, code: "Code", message: "message", disposition: disposition,
            explanation: "")
        let decision = item.decision(on: .refused(error), isPassing: isPassing)
        #expect(Self.verdict(decision).rawValue == verdict, "\(disposition), \(isPassing)")
    }

    @Test func `what cannot be looked at is no reason to go on`() {
        let error = ErrorObject(
            kind: .denied, code: ErrorObject.unpredictableCode, message: "cannot be read",
            disposition: .never, explanation: "")
        #expect(Self.leaving.decision(on: .refused(error)) == .drifted("cannot be read"))
    }

    @Test func `what it does not touch is named, and makes no difference`() {
        let then: JSONObject = ["i-1": ["status": "Running", "security_group_ids": ["a"], "n": 1]]
        let now: JSONObject = ["status": "Stopped", "security_group_ids": [], "n": 1]
        #expect(Self.leaving.differences(from: then, to: now) == ["status: Running → Stopped"])
        #expect(Self.leaving.differences(from: then, to: [:]) == [])
        #expect(PlanItem.isPassing(["status": "Stopping"]))
        #expect(!PlanItem.isPassing(["status": "Stopped"]))
        #expect(!PlanItem.isPassing([:]))
    }
}
