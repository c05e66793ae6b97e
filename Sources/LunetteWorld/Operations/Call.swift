import LunetteBase

/// A request on its way through an operation.
struct Call: Sendable {
    let request: ServiceRequest
    let now: Timestamp
    /// RAM doesn't let the caller see: lists are empty.
    var isBlind = false
    /// The most items that the service puts on a page, whatever is asked for.
    var largestPage = Int.max

    var accountID: String { request.caller.accountID }
    var contract: ContractProfile { request.contract }
    var regionID: String? { self["RegionId"] }

    /// A parameter's value; nil when it is missing or empty.
    subscript(name: String) -> String? {
        request.parameters[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The values of `Name.1`, `Name.2`, … up to the first gap.
    func list(_ name: String) -> [String] {
        var values: [String] = []
        while let value = request.parameters["\(name).\(values.count + 1)"] {
            values.append(value)
        }
        return values
    }

    /// The tags of `Tag.1.Key`, `Tag.1.Value`, …; a missing value is empty.
    func tags(_ name: String = "Tag") -> [Tag] {
        var tags: [Tag] = []
        while let key = request.parameters["\(name).\(tags.count + 1).Key"] {
            let value = request.parameters["\(name).\(tags.count + 1).Value"] ?? ""
            tags.append(Tag(key: key, value: value))
        }
        return tags
    }

    /// The ids of a parameter that holds a JSON array of strings; nil when it is missing.
    func identifiers(_ name: String, limit: Int = 100) throws(Refusal) -> [String]? {
        guard let text = self[name] else { return nil }
        guard let elements = try? JSONValue(parsing: text).array, elements.count <= limit,
            elements.allSatisfy({ $0.string != nil })
        else { throw Rule.named("P4").refusal(name) }
        return elements.compactMap(\.string)
    }

    func integer(_ name: String, in range: ClosedRange<Int>) throws(Refusal) -> Int? {
        guard let text = self[name] else { return nil }
        guard let value = Int(text), range.contains(value) else {
            throw Rule.named("P4").refusal(name)
        }
        return value
    }

    func boolean(_ name: String) throws(Refusal) -> Bool? {
        guard let text = self[name] else { return nil }
        switch text.lowercased() {
        case "true": return true
        case "false": return false
        default: throw Rule.named("P4").refusal(name)
        }
    }

    /// The value as one of an enumeration's, in any case.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ ruleID: String = "P4"
    ) throws(Refusal) -> Choice? {
        guard let text = self[name] else { return nil }
        let wanted = text.lowercased()
        guard let choice = Choice.allCases.first(where: { $0.rawValue.lowercased() == wanted })
        else { throw Rule.named(ruleID).refusal(name) }
        return choice
    }

    /// Every check has passed: ends here when the caller only wanted to know that.
    func stopIfDryRun() throws(Refusal) {
        if try boolean("DryRun") ?? false { throw Rule.named("P5").refusal("") }
    }
}
