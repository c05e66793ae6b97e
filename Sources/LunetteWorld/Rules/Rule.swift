import LunetteBase

/// One thing that the service checks, as data: when it fails, what the caller gets. The order of
/// the checks is that of an operation's list of `Check`s.
public struct Rule: Sendable, Hashable {
    /// How sure we are that the service does so.
    public enum Mark: String, Sendable, CaseIterable {
        /// A page of the vendor's says so.
        case documented
        /// Follows from sister operations or from what public clients do.
        case inferred
        /// Nothing public says; this is our choice.
        case assumed
    }

    /// What happens to a request that the rule catches.
    public enum Outcome: Sendable, Hashable {
        /// `%s` in the message stands for what was wrong.
        case refused(status: Int, code: String, message: String)
        /// The request succeeds and changes nothing.
        case succeeds
        /// The contract doesn't know the rule.
        case ignored
    }

    /// `L16`.
    public let id: String
    /// The operations that check it.
    public let operations: [String]
    /// When it applies, in words.
    public let condition: String
    public let mark: Mark
    private let outcome: Outcome
    private let exceptions: [ContractProfile: Outcome]

    init(
        _ id: String, _ operations: [String], _ condition: String, _ status: Int, _ code: String,
        _ message: String = "%s", _ mark: Mark,
        except exceptions: [ContractProfile: Outcome] = [:]
    ) {
        self.id = id
        self.operations = operations
        self.condition = condition
        self.mark = mark
        self.outcome = .refused(status: status, code: code, message: message)
        self.exceptions = exceptions
    }

    /// What the rule means under a contract.
    public func outcome(in contract: ContractProfile) -> Outcome {
        exceptions[contract] ?? outcome
    }

    /// For people and for `--json`.
    public var json: JSONValue {
        var outcomes = JSONObject()
        for contract in ContractProfile.allCases {
            outcomes.append(contract.rawValue, outcome(in: contract).json)
        }
        return [
            "id": .string(id), "operations": .array(operations.map(JSONValue.string)),
            "condition": .string(condition), "mark": .string(mark.rawValue),
            "outcomes": .object(outcomes),
        ]
    }
}

extension Rule.Outcome {
    fileprivate var json: JSONValue {
        switch self {
        case .refused(let status, let code, let message):
            ["status": .integer(Int64(status)), "code": .string(code), "message": .string(message)]
        case .succeeds: ["status": 200]
        case .ignored: nil
        }
    }
}

extension World {
    /// Every rule, in the order in which operations check them.
    public static let rules: [Rule] = Rule.all

    /// The rule with this id.
    public static func rule(_ id: String) -> Rule? { Rule.byID[id] }
}

extension Rule {
    static let byID: [String: Rule] = {
        var rules: [String: Rule] = [:]
        for rule in all {
            precondition(
                rules.updateValue(rule, forKey: rule.id) == nil, "\(rule.id) is there twice")
        }
        return rules
    }()

    /// The rule with this id; asking for one that doesn't exist is a mistake of ours.
    static func named(_ id: String) -> Rule {
        guard let rule = byID[id] else { preconditionFailure("there is no rule \(id)") }
        return rule
    }

    /// The refusal for a value that the rule catches; only for rules that refuse in every contract.
    func refusal(_ offence: String, in contract: ContractProfile = .current) -> Refusal {
        guard case .refused(let status, let code, let message) = outcome(in: contract) else {
            preconditionFailure("\(id) refuses nothing in \(contract)")
        }
        return Refusal(
            status: status, code: code, message: filled(message, with: offence), ruleID: id)
    }
}

/// `message` with its `%s` replaced.
private func filled(_ message: String, with offence: String) -> String {
    guard let range = message.firstRange(of: "%s") else { return message }
    return message.replacingCharacters(range, with: offence)
}

extension String {
    fileprivate func replacingCharacters(_ range: Range<Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
