import LunetteBase
import LunetteHTTP
import LunetteSigning
import LunetteWorld

/// Everything about an emulator that changes. A request is decided here in one step, while nobody
/// else sees the state.
struct GatewayState: Sendable {
    private(set) var world: World
    private(set) var log: CallLog
    let keyring = Keyring()
    private var nonces = NonceMemory()
    private var signingKeys: [String: SigningKey] = [:]
    private var windows = ThrottleWindows()
    private var plan: FaultPlan

    init(world: World, callLogCapacity: Int) {
        self.world = world
        plan = FaultPlan(world.faults)
        log = CallLog(capacity: callLogCapacity)
    }

    // MARK: Requests

    /// Whom a request claims to come from; nil when its key is nobody's.
    mutating func claim(of envelope: Envelope) -> Claim? {
        guard let id = envelope.accessKeyID, let key = world.accessKey(id) else { return nil }
        let token = envelope.securityToken ?? ""
        let claim = Claim(
            key: key, signingKey: signingKey(of: key),
            hasKnownToken: !token.isEmpty && isKnown(token))
        if token.isEmpty, key.securityToken == nil { keyring.keep(claim) }
        return claim
    }

    private func isKnown(_ token: String) -> Bool {
        world.accounts.contains { account in
            account.sessions.contains { $0.securityToken.reveal() == token }
        }
    }

    private mutating func signingKey(of key: AccessKeyRecord) -> SigningKey {
        if let kept = signingKeys[key.id], kept.secret == key.secret { return kept }
        // Sessions come and go without end.
        if signingKeys.count >= 1_000 { signingKeys.removeAll() }
        let made = SigningKey(key.secret)
        signingKeys[key.id] = made
        return made
    }

    /// Decides one request, and changes the world by it. `caller` is who sent it, or why it cannot
    /// be believed; nil when nobody asks: then whoever doesn't name a known key is the first
    /// account. `uptime` is what nonces are judged by.
    mutating func outcome(
        of envelope: Envelope, from caller: Result<Claim, Refusal>?, requestID: String,
        contract: ContractProfile, now: Timestamp, uptime: Duration
    ) -> (ServiceRequest, Outcome) {
        var request = ServiceRequest(envelope, requestID: requestID, contract: contract)
        do throws(Refusal) {
            request.caller = try identity(of: envelope, caller, uptime)
            try request.take(envelope)
        } catch {
            return (request, Outcome(error.answer(to: request)))
        }
        return (request, disturbedOutcome(of: request, now: now))
    }

    private mutating func identity(
        of envelope: Envelope, _ caller: Result<Claim, Refusal>?, _ uptime: Duration
    ) throws(Refusal) -> Identity {
        guard let caller else {
            return envelope.accessKeyID.flatMap { world.accessKey($0)?.identity }
                ?? world.anonymousIdentity
        }
        let key = try caller.get().key
        let isNew = nonces.remember(envelope.nonce ?? "", of: key.id, at: uptime)
        guard isNew else { throw .usedNonce }
        return key.identity
    }

    /// Lets the world's time pass.
    mutating func advance(to now: Timestamp) {
        world.advance(to: now)
    }

    /// Goes on with another world and its faults.
    mutating func replace(world: World) {
        self.world = world
        keyring.clear()
        plan = FaultPlan(world.faults)
    }

    /// Goes on with other faults; what they count starts anew.
    mutating func replace(faults: [Fault]) {
        world.faults = faults
        plan = FaultPlan(faults)
    }

    /// Adds a fault behind the others, which go on counting.
    mutating func add(_ fault: Fault) {
        world.faults.append(fault)
        plan.add(fault)
    }

    // MARK: What goes wrong on purpose

    /// Answers as the throttling and the faults let it.
    private mutating func disturbedOutcome(of request: ServiceRequest, now: Timestamp) -> Outcome {
        if let throttled = throttled(request, now: now) { return throttled }
        guard let fault = plan.fault(for: request) else {
            return Outcome(answer(request, now: now))
        }
        var outcome = Outcome(
            fault.effect.applies ? answer(request, now: now) : fault.answer(to: request))
        outcome.fault = fault.effect.rawValue
        outcome.delay = .milliseconds(max(0, fault.delayMilliseconds))
        switch fault.effect {
        case .error, .timeoutBefore, .delay: break
        case .timeoutAfter: outcome.answer = fault.answer(to: request)
        case .resetBefore, .resetAfter: outcome.delivery = .reset
        case .truncatedBody: outcome.delivery = .truncated
        case .malformedJSON: outcome.answer.body.removeLast()
        }
        return outcome
    }

    private mutating func throttled(_ request: ServiceRequest, now: Timestamp) -> Outcome? {
        guard !world.throttling.isEmpty else { return nil }
        let verdict = windows.admit(
            operation: request.operation, accountID: request.caller.accountID,
            regionID: world.regionID(of: request), limits: world.throttling, now: now)
        guard case .refused(let limit, let retryAfter) = verdict else { return nil }
        var outcome = Outcome(
            .refusal(
                status: limit.status, code: limit.code,
                message: "Request was denied due to user flow control.", ruleID: "G2",
                request: request))
        outcome.retryAfter = retryAfter
        return outcome
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

    private static let products = ["2014-05-26": "Ecs", "2015-04-01": "Sts", "2015-05-01": "Ram"]
}

extension Fault {
    /// What the client is told by the effects that tell something of their own.
    fileprivate func answer(to request: ServiceRequest) -> ServiceAnswer {
        switch effect {
        case .timeoutBefore, .timeoutAfter:
            .refusal(
                status: 504, code: "RequestTimeout",
                message: "The request encounters an upstream server timeout.", ruleID: "L20",
                request: request)
        case .resetBefore:
            .refusal(status: 0, code: "ConnectionReset", message: "", request: request)
        default:
            .refusal(status: status, code: code, message: message, request: request)
        }
    }
}

extension World {
    /// The region whose quota a request counts against: its own, or else the instance's.
    fileprivate func regionID(of request: ServiceRequest) -> String {
        request.parameters["RegionId"]
            ?? request.parameters["InstanceId"].flatMap { instance($0)?.regionID } ?? ""
    }
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
