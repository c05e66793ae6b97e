/// A rule's condition: what is wrong with the subject, in the words that fill the rule's message;
/// nil when nothing is.
struct Check<Subject: Sendable>: Sendable {
    let rule: Rule
    let offence: @Sendable (Subject, World) -> String?

    init(_ ruleID: String, _ offence: @escaping @Sendable (Subject, World) -> String?) {
        rule = Rule.named(ruleID)
        self.offence = offence
    }

    /// A condition without words of its own.
    static func when(_ ruleID: String, _ isMet: @escaping @Sendable (Subject, World) -> Bool)
        -> Check
    {
        Check(ruleID) { isMet($0, $1) ? "" : nil }
    }
}

/// How a list of checks ended.
enum CheckResult: Hashable {
    case passed
    /// This rule says that the request succeeds without changing anything.
    case done(ruleID: String)
}

extension World {
    /// Goes through the checks in order; the first that applies decides.
    func check<Subject>(
        _ subject: Subject, against checks: [Check<Subject>], in contract: ContractProfile
    ) throws(Refusal) -> CheckResult {
        // By index, and the rule only once it is asked for: most checks of most requests pass.
        for index in checks.indices {
            guard let offence = checks[index].offence(subject, self) else { continue }
            let rule = checks[index].rule
            switch rule.outcome(in: contract) {
            case .ignored: continue
            case .succeeds: return .done(ruleID: rule.id)
            case .refused: throw rule.refusal(offence, in: contract)
            }
        }
        return .passed
    }
}
