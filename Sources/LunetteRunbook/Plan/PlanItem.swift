import LunetteBase
import LunetteCatalogue
import LunetteClient

/// One change of a plan: the call that makes it, what it rests on, and what must come of it.
public struct PlanItem: Sendable, Hashable {
    /// Counted from 1.
    public var number: Int
    public var operation: String
    /// The id acted on.
    public var target: String?
    public var regionID: String
    /// Wire names and values.
    public var parameters: JSONObject
    /// What was there, of what it changes: fields by id; null for what it makes.
    public var before: JSONObject
    /// What will be there: the same fields; null for what goes.
    public var after: JSONObject
    /// What the prediction rests on and reads do not show.
    public var assumed: JSONObject
    /// What the service would answer, where later items use ids that come of it.
    public var answer: JSONValue?
    public var place: ScriptPlace?
    /// The items of the script's fleets that it is done for: what differs in an item's name may be
    /// done beside each other.
    public var fleet: [String] = []

    /// `3 LeaveSecurityGroup i-1`: among the items of its plan no other is called so.
    public var name: String {
        ([String(number), operation] + [target].compactMap { $0 }).joined(separator: " ")
    }

    /// The ids, made up for the plan, of what it makes.
    var madeIDs: [String] { before.members.filter { $0.value == .null }.map(\.name) }
}

extension PlanItem {
    /// A change that was predicted.
    init(_ change: ChangeRecord, number: Int) {
        self.number = number
        operation = change.operation
        target = change.target
        regionID = change.regionID
        parameters = change.parameters.withoutSecrets
        parameters["ClientToken"] = nil
        before = change.effect?.before.object ?? [:]
        after = change.effect?.after.object ?? [:]
        assumed = JSONObject(
            members: (change.effect?.assumptions ?? []).map {
                .init(name: $0.name, value: .string($0.value))
            })
        place = change.place
        fleet = change.fleet
        answer = madeIDs.isEmpty ? nil : change.answer
    }

    /// The items of a plan, in their order. Of a thing that the plan makes and takes away again
    /// only that counts: what reads will show of it is not all that was predicted.
    static func list(of changes: [ChangeRecord]) -> [PlanItem] {
        let items = changes.enumerated().map { PlanItem($1, number: $0 + 1) }
        let invented = Set(items.flatMap(\.madeIDs))
        return items.map { item in
            var item = item
            for member in item.after.members
            where member.value == .null && invented.contains(member.name) {
                item.before[member.name] = [:]
            }
            return item
        }
    }

    /// Whether something in its parameters must not be written down.
    var holdsSecret: Bool {
        parameters.members.contains { $0.value.string?.contains("<secret>") ?? false }
    }

    var json: JSONObject {
        var json: JSONObject = ["number": .integer(Int64(number)), "operation": .string(operation)]
        json["target"] = target.map(JSONValue.string)
        json["region_id"] = .string(regionID)
        json["parameters"] = .object(parameters)
        json["before"] = .object(before)
        json["after"] = .object(after)
        json["assumed"] = .object(assumed)
        json["answer"] = answer
        json["place"] = place.map(\.json)
        if !fleet.isEmpty { json["fleet"] = .array(fleet.map(JSONValue.string)) }
        return json
    }

    init(_ json: JSONObject) {
        number = (json["number"]?.integer).map { Int(clamping: $0) } ?? 0
        operation = json["operation"]?.string ?? ""
        target = json["target"]?.string
        regionID = json["region_id"]?.string ?? ""
        parameters = json["parameters"]?.object ?? [:]
        before = json["before"]?.object ?? [:]
        after = json["after"]?.object ?? [:]
        assumed = json["assumed"]?.object ?? [:]
        answer = json["answer"]
        place = json["place"].flatMap(ScriptPlace.init)
        fleet = (json["fleet"]?.array ?? []).compactMap(\.string)
    }
}
