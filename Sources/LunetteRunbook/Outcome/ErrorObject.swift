import LunetteBase
import LunetteCatalogue

/// An error as scripts see it (SPEC §4), and as a run reports it.
public struct ErrorObject: Error, Sendable, Hashable {
    /// Where an error comes from.
    public enum Kind: String, Sendable, CaseIterable {
        case service, throttled, transport, timeout, invalid, denied, limit
    }

    public var kind: Kind
    public var code: String
    public var message: String
    public var httpStatus: Int?
    public var requestID: String?
    /// The operation's name on the wire.
    public var operation: String?
    /// The id acted on.
    public var target: String?
    public var regionID: String?
    /// Requests sent for this call, the first one included.
    public var attempts = 0
    public var disposition: Disposition
    /// What it means and what to do.
    public var explanation: String
    /// Nothing was sent: it is what the call would have met.
    public var isPredicted = false
    /// Where the script made the call; known in dry runs only.
    public var place: ScriptPlace?

    public init(
        kind: Kind, code: String, message: String, disposition: Disposition, explanation: String
    ) {
        self.kind = kind
        self.code = code
        self.message = message
        self.disposition = disposition
        self.explanation = explanation
    }

    /// Whether the same call may succeed later without a change.
    public var isRetryable: Bool { disposition == .retry || disposition == .wait }

    /// Whether the operation's page lists the code.
    public var isDocumented: Bool {
        guard let operation, let known = Catalogue.operation(named: operation) else { return false }
        return known.documents(code: code)
    }

    /// One readable line.
    public var line: String {
        var line = "\(code): \(message)"
        let about = [
            operation, target, httpStatus.map(String.init), requestID.map { "request \($0)" },
            isPredicted ? "predicted" : nil,
        ].compactMap { $0 }
        if !about.isEmpty { line += " (\(about.joined(separator: ", ")))" }
        return line
    }

    /// Reads what `json` gives.
    init(json: JSONObject) {
        self.init(
            kind: json["kind"]?.string.flatMap(Kind.init(rawValue:)) ?? .service,
            code: json["code"]?.string ?? "", message: json["message"]?.string ?? "",
            disposition: json["disposition"]?.string.flatMap(Disposition.init(rawValue:)) ?? .fix,
            explanation: json["explanation"]?.string ?? "")
        httpStatus = json["http_status"]?.integer.map(Int.init)
        requestID = json["request_id"]?.string
        operation = json["operation"]?.string
        target = json["target"]?.string
        regionID = json["region_id"]?.string
        attempts = json["attempts"]?.integer.map(Int.init) ?? 0
    }

    /// The fields by the names that scripts and reports use; what is unknown is left out.
    public var json: JSONObject {
        var object: JSONObject = [
            "kind": .string(kind.rawValue), "code": .string(code), "message": .string(message),
        ]
        object["http_status"] = httpStatus.map { .integer(Int64($0)) }
        object["request_id"] = requestID.map(JSONValue.string)
        object["operation"] = operation.map(JSONValue.string)
        object["target"] = target.map(JSONValue.string)
        object["region_id"] = regionID.map(JSONValue.string)
        object["attempts"] = .integer(Int64(attempts))
        object["retryable"] = .bool(isRetryable)
        object["disposition"] = .string(disposition.rawValue)
        object["documented"] = .bool(isDocumented)
        object["explanation"] = .string(explanation)
        if isPredicted { object["predicted"] = true }
        object["file"] = place.map { .string($0.file) }
        object["line"] = place.map { .integer(Int64($0.line)) }
        return object
    }
}

extension ErrorObject {
    /// A call that was refused before anything was sent, for its arguments.
    init(_ error: InvalidArguments, operation: String) {
        self.init(
            kind: .invalid, code: error.code, message: error.message, disposition: .fix,
            explanation: error.explanation)
        self.operation = operation
    }

    /// How a run ends that this error ended.
    public var exitReason: ExitReason {
        switch kind {
        case .invalid: .scriptFailed
        case .denied: exitReasonOfDenial
        case .limit: .limit
        case .timeout: .timedOutOrInDoubt
        case .transport: disposition == .inDoubt ? .timedOutOrInDoubt : .unreachable
        case .throttled: .serviceRefused
        case .service: exitReasonOfService
        }
    }

    private var exitReasonOfDenial: ExitReason {
        switch code {
        case "NoCredentials": .configuration
        case Self.driftCode: .drift
        case Self.unpredictableCode: .partialOrFindings
        case "JournalUnwritable", "JournalDamaged": .journalUnwritable
        case "LockLost": .locked
        default: .blocked
        }
    }

    private var exitReasonOfService: ExitReason {
        let blocking = ["Forbidden.RAM", "NoPermission", "NoPermission.*"]
        if blocking.contains(where: { globMatches($0, code) }) { return .blocked }
        let credentials = [
            "InvalidAccessKeyId.*", "SignatureDoesNotMatch", "InvalidSecurityToken.*",
            "MissingSecurityToken",
        ]
        if credentials.contains(where: { globMatches($0, code) }) { return .configuration }
        switch disposition {
        case .gone: return .notFound
        case .inDoubt: return .timedOutOrInDoubt
        default: return .serviceRefused
        }
    }
}
