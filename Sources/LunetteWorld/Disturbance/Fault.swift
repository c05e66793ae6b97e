import LunetteBase

/// Something that goes wrong on purpose, for the requests that it matches.
public struct Fault: Sendable, Hashable {
    public enum Effect: String, Sendable, CaseIterable {
        /// Answers `code`, `status` and `message` instead of doing anything.
        case error
        /// Answers 504 `RequestTimeout`, without or after having done what was asked.
        case timeoutBefore = "timeout_before"
        case timeoutAfter = "timeout_after"
        /// Breaks the connection, without or after having done what was asked.
        case resetBefore = "reset_before"
        case resetAfter = "reset_after"
        /// Answers as usual, `delay_ms` later.
        case delay
        /// Does what was asked and sends half of the answer, then closes.
        case truncatedBody = "truncated_body"
        /// Does what was asked and sends an answer that is not JSON.
        case malformedJSON = "malformed_json"

        /// The operation is carried out.
        public var applies: Bool {
            switch self {
            case .error, .timeoutBefore, .resetBefore: false
            case .timeoutAfter, .resetAfter, .delay, .truncatedBody, .malformedJSON: true
            }
        }
    }

    /// A name, or a pattern with `*`.
    public var operation = "*"
    /// Parameters that must be there, by their names on the wire; values may be patterns.
    public var parameters: [String: String] = [:]
    /// Of the requests that match, which: the nth only; every nth; or by chance. All of them when
    /// none is given.
    public var nth: Int?
    public var every: Int?
    public var rate: Double?
    public var seed = 0
    public var effect = Effect.error
    public var code = "InternalError"
    public var status = 500
    public var message = "The request processing has failed due to some unknown error."
    public var delayMilliseconds = 0

    public init() {}

    public func matches(_ request: ServiceRequest) -> Bool {
        globMatches(operation, request.operation)
            && parameters.allSatisfy { name, pattern in
                request.parameters[name].map {
                    globMatches(pattern, $0)
                } ?? false
            }
    }

    /// Whether it strikes at the `count`th matching request (from 1).
    func strikes(at count: Int) -> Bool {
        if let nth { return count == nth }
        if let every { return every > 0 && count % every == 0 }
        if let rate {
            let draw = scrambled(UInt64(seed) << 32 ^ UInt64(count))
            return Double(draw >> 11) * 0x1p-53 < rate
        }
        return true
    }
}

/// Counts the requests that faults match, and says which fault strikes.
public struct FaultPlan: Sendable {
    public private(set) var faults: [Fault]
    private var counts: [Int]

    public init(_ faults: [Fault]) {
        self.faults = faults
        counts = faults.map { _ in 0 }
    }

    /// Adds a fault behind the others, which go on counting.
    public mutating func add(_ fault: Fault) {
        faults.append(fault)
        counts.append(0)
    }

    /// The first fault that strikes this request. Every fault that matches counts it.
    public mutating func fault(for request: ServiceRequest) -> Fault? {
        var striking: Fault?
        for (index, fault) in faults.enumerated() where fault.matches(request) {
            counts[index] += 1
            if striking == nil, fault.strikes(at: counts[index]) { striking = fault }
        }
        return striking
    }
}

/// A bijection that looks like chance (splitmix64's finishing steps).
func scrambled(_ value: UInt64) -> UInt64 {
    var mixed = value &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
}

extension Fault.Effect: FileWord {}

extension Fault: FileRecord {
    mutating func code(_ fields: inout FieldCoder) throws(FileMistake) {
        let usual = Fault()
        try fields.code("operation", &operation, default: usual.operation)
        try fields.code("parameters", &parameters, default: [:])
        try fields.code("nth", &nth)
        try fields.code("every", &every)
        try fields.code("rate", &rate)
        try fields.code("seed", &seed, default: 0)
        try fields.code("effect", &effect)
        try fields.code("code", &code, default: usual.code)
        try fields.code("status", &status, default: usual.status)
        try fields.code("message", &message, default: usual.message)
        try fields.code("delay_ms", &delayMilliseconds, default: 0)
    }
}
