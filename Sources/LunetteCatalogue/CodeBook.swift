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
let exactCodes = membershipCodes + accessCodes + siblingCodes + groupAndInterfaceCodes

/// Whether `name` matches `pattern`, in which `*` stands for any run of characters.
public func globMatches(_ pattern: some StringProtocol, _ name: some StringProtocol) -> Bool {
    let pattern = Array(pattern.utf8)
    let name = Array(name.utf8)
    var (p, n) = (0, 0)
    var star: (pattern: Int, name: Int)?
    while n < name.count {
        if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
            star = (p, n)
            p += 1
        } else if p < pattern.count, pattern[p] == name[n] {
            p += 1
            n += 1
        } else if let last = star {
            p = last.pattern + 1
            n = last.name + 1
            star = (last.pattern, n)
        } else {
            return false
        }
    }
    return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
}
