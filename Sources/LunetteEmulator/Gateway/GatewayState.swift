import LunetteBase
import LunetteWorld

/// Everything about an emulator that changes. A request is decided here in one step, while nobody
/// else sees the state.
struct GatewayState: Sendable {
    var world: World
    var nonces = NonceMemory()
    var log: CallLog

    init(world: World, callLogCapacity: Int) {
        self.world = world
        log = CallLog(capacity: callLogCapacity)
    }

    /// Decides one request, and changes the world by it.
    mutating func outcome(
        of envelope: Envelope, requestID: String, contract: ContractProfile,
        authentication: Authentication, now: Timestamp
    ) -> (ServiceRequest, Outcome) {
        var request = ServiceRequest(envelope, requestID: requestID, contract: contract)
        do throws(Refusal) {
            request.caller = try authentication.identity(
                of: envelope, in: world, now: now, nonces: &nonces)
            try request.take(envelope)
        } catch {
            return (request, Outcome(error.answer(to: request)))
        }
        return (request, Outcome(answer(request, now: now)))
    }

    private mutating func answer(_ request: ServiceRequest, now: Timestamp) -> ServiceAnswer {
        let answer = world.answer(request, now: now)
        if answer.isChange { assertInvariants(after: request) }
        return answer
    }

    private func assertInvariants(after request: ServiceRequest) {
        assert(
            world.invariantViolations().isEmpty,
            "\(request.operation) \(request.parameters): \(world.invariantViolations())")
    }

    mutating func record(
        _ envelope: Envelope, _ request: ServiceRequest, _ outcome: Outcome, now: Timestamp
    ) {
        log.append(
            CallRecord(
                sequence: log.nextSequence, time: now, operation: request.operation,
                parameters: envelope.parameters.map(\.withoutPassword),
                accessKeyID: envelope.accessKeyID, algorithm: envelope.algorithm,
                nonce: envelope.nonce, code: outcome.answer.code, status: outcome.answer.status,
                requestID: request.requestID, ruleID: outcome.answer.ruleID,
                fault: outcome.fault, host: envelope.host))
    }
}

extension ServiceRequest {
    /// What is known before anybody has been believed: enough to refuse.
    fileprivate init(_ envelope: Envelope, requestID: String, contract: ContractProfile) {
        self.init(
            operation: envelope.operation ?? "", parameters: [:],
            caller: Identity(accountID: "", principal: .root), requestID: requestID,
            format: envelope.asksForXML ? .xml : .json, hostID: envelope.host, contract: contract)
    }

    /// Takes over the parameters, and which service is meant.
    fileprivate mutating func take(_ envelope: Envelope) throws(Refusal) {
        guard let name = envelope.operation, !name.isEmpty else { throw .missing("Action") }
        guard let version = envelope.version else { throw .missing("Version") }
        guard let product = Self.products[version] else { throw .unknownVersion }
        self.product = product
        parameters.reserveCapacity(envelope.parameters.count)
        for parameter in envelope.parameters {
            guard parameters.updateValue(parameter.value, forKey: parameter.name) == nil else {
                throw .repeated(parameter.name)
            }
        }
    }

    private static let products = ["2014-05-26": "Ecs", "2015-04-01": "Sts"]
}

extension Refusal {
    /// The gateway's rule: all that is refused before the service is reached.
    static let ruleID = "G1"

    func answer(to request: ServiceRequest) -> ServiceAnswer {
        .refusal(
            status: status, code: code, message: message, ruleID: Self.ruleID, request: request)
    }
}

extension NamedValue {
    fileprivate var withoutPassword: NamedValue {
        name.hasSuffix("Password") ? NamedValue(name, Secret(value).description) : self
    }
}
