import LunetteBase

/// What is known of an error code: what a caller can do, and what it means in our own words.
public struct CodeAdvice: Sendable, Hashable {
    /// The code, or a family of codes: `Throttling*`.
    public let pattern: String
    public let disposition: Disposition
    public let explanation: String

    init(_ pattern: String, _ disposition: Disposition, _ explanation: String) {
        self.pattern = pattern
        self.disposition = disposition
        self.explanation = explanation
    }
}

/// Advice by code: for the operations on groups, instances and interfaces code by code, for the
/// rest of the service by family.
public enum CodeBook {
    /// The advice for a code: the exact entry, else the first family that it belongs to, else
    /// what its HTTP status says.
    public static func advice(for code: String, status: Int? = nil) -> CodeAdvice {
        if let exact = exactAdvice[code] { return exact }
        if let family = codeFamilies.first(where: { globMatches($0.pattern, code) }) {
            return family
        }
        return adviceForStatus(status)
    }

    private static func adviceForStatus(_ status: Int?) -> CodeAdvice {
        switch status {
        case 429: codeAdviceForThrottling
        case .some(500...):
            CodeAdvice(
                "*", .retry,
                "The service had a fault of its own. A read may be repeated; look at the state "
                    + "before you repeat a change.")
        default:
            CodeAdvice(
                "*", .fix,
                "The service refused the call as it stands. Its message says why; look at the "
                    + "parameters and at the state of what the call names.")
        }
    }

    private static let exactAdvice = Dictionary(
        uniqueKeysWithValues: exactCodes.map { ($0.pattern, $0) })
}

/// The codes that have an entry of their own.
let exactCodes =
    membershipCodes + accessCodes + siblingCodes + groupAndInterfaceCodes + transportCodes
