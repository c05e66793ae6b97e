/// Which of the service's published contracts a world keeps to.
public enum ContractProfile: String, Sendable, CaseIterable {
    /// The LeaveSecurityGroup page of 2024-03-19.
    case seed
    /// What callers got until 2024-07-08: leaving a group one is not in succeeds.
    case legacy
    /// Since then.
    case current
}

/// The form of an answer's body.
public enum AnswerFormat: String, Sendable {
    case json = "JSON"
    case xml = "XML"

    /// The one that a request's `Format` asks for, in any case; JSON for none or an unknown one.
    public init(named name: String?) {
        self = name?.uppercased() == AnswerFormat.xml.rawValue ? .xml : .json
    }
}

/// A request whose signature has been verified.
public struct ServiceRequest: Sendable {
    /// `Ecs` or `Sts`.
    public var product: String
    /// `LeaveSecurityGroup`.
    public var operation: String
    /// The parameters by their flat names on the wire (`Tag.1.Key`), without the signature's.
    public var parameters: [String: String]
    public var caller: Identity
    public var requestID: String
    public var format: AnswerFormat
    /// The host that the request was sent to; errors repeat it.
    public var hostID: String
    public var contract: ContractProfile

    public init(
        product: String = "Ecs", operation: String, parameters: [String: String],
        caller: Identity, requestID: String, format: AnswerFormat = .json,
        hostID: String = "ecs.aliyuncs.com", contract: ContractProfile = .current
    ) {
        self.product = product
        self.operation = operation
        self.parameters = parameters
        self.caller = caller
        self.requestID = requestID
        self.format = format
        self.hostID = hostID
        self.contract = contract
    }
}

/// What the service answers.
public struct ServiceAnswer: Sendable, Hashable {
    /// The HTTP status.
    public var status: Int
    /// The whole body, in the form that the request asked for.
    public var body: [UInt8]
    /// The error's code; nil on success.
    public var code: String?
    /// The error's message; nil on success.
    public var message: String?
    /// The rule that decided, where one did.
    public var ruleID: String?
    /// The operation may change the world, and this answer says that it did.
    public var isChange: Bool

    /// An error, written as the service writes them.
    public static func refusal(
        status: Int, code: String, message: String, ruleID: String? = nil,
        request: ServiceRequest
    ) -> ServiceAnswer {
        let refusal = Refusal(status: status, code: code, message: message, ruleID: ruleID)
        return ServiceAnswer(refusing: request, refusal)
    }
}
