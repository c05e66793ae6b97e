import LunetteBase
import LunetteHTTP
import LunetteSystem
import LunetteWorld
import Synchronization

/// The service's front: believes requests or not, has the world answer them, and writes down what
/// happened.
final class Gateway: Responder {
    let clock: any RunClock
    private let contract: ContractProfile
    private let answersInspection: Bool
    /// Nil: nothing is checked.
    private let authentication: Authentication?
    private let randomness: any Randomness
    private let stateFile: StateFile?
    private let keyring: Keyring
    private let state: Mutex<GatewayState>

    init(_ configuration: EmulatorConfiguration, stateFile: StateFile?) {
        self.stateFile = stateFile
        clock = configuration.clock
        contract = configuration.contract
        answersInspection = configuration.answersInspection
        randomness = configuration.randomness
        authentication =
            configuration.checksSignatures
            ? Authentication(realClock: configuration.signatureClock) : nil
        let state = GatewayState(
            world: configuration.world, callLogCapacity: configuration.callLogCapacity)
        keyring = state.keyring
        self.state = Mutex(state)
    }

    /// Reads or changes the state while no request does.
    func withState<Result: Sendable>(
        _ body: (inout sending GatewayState) throws -> sending Result
    ) rethrows -> Result {
        try state.withLock(body)
    }

    // MARK: Responder

    func answer(to request: ReceivedRequest) -> Answer {
        if answersInspection, Inspection.covers(request.path) {
            return .now(Inspection(gateway: self).reply(to: request))
        }
        let requestID = randomness.uuid()
        do throws(Refusal) {
            guard request.method == "POST" || request.method == "GET" else {
                throw .unsupportedMethod
            }
            guard request.path == "/" || request.path.isEmpty else { throw .unknownPath }
            return deliver(try Envelope(request), requestID)
        } catch {
            return .now(reply(to: error, requestID: requestID, host: request.headers))
        }
    }

    func reply(to refusal: Refusal) -> Reply {
        reply(to: refusal, requestID: randomness.uuid(), host: [])
    }

    private func reply(to refusal: Refusal, requestID: String, host headers: [NamedValue]) -> Reply
    {
        let request = ServiceRequest(
            operation: "", parameters: [:], caller: Identity(accountID: "", principal: .root),
            requestID: requestID, hostID: headers.header(named: "host") ?? "")
        return Outcome(refusal.answer(to: request)).reply(to: request)
    }

    // MARK: Delivery

    private func deliver(_ envelope: Envelope, _ requestID: String) -> Answer {
        let now = clock.now()
        let caller = caller(of: envelope, now: now)
        let uptime = authentication?.realClock.uptime() ?? .zero
        let (request, outcome) = state.withLock { state in
            let (request, outcome) = state.outcome(
                of: envelope, from: caller, requestID: requestID, contract: contract, now: now,
                uptime: uptime)
            state.record(envelope, request, outcome, now: now)
            return (request, outcome)
        }
        let reply = outcome.reply(to: request)
        let isWaiting = outcome.delay > .zero && !clock.skip(to: clock.uptime() + outcome.delay)
        let pause = isWaiting ? outcome.delay : .zero
        guard outcome.isChange, let stateFile else {
            return isWaiting ? .later(PendingReply(reply), after: pause) : .now(reply)
        }
        let pending = PendingReply()
        stateFile.save {
            self.withState { $0.world }
        } completion: { error in
            pending.complete(error.map { self.reply(toFailedWrite: $0, request) } ?? reply)
        }
        return .later(pending, after: pause)
    }

    /// Who sent a request, or why it cannot be believed; nil when nothing is checked. A signature
    /// is computed while other requests change the world.
    private func caller(of envelope: Envelope, now: Timestamp) -> Result<Claim, Refusal>? {
        guard let authentication else { return nil }
        let claim = keptClaim(of: envelope) ?? state.withLock { $0.claim(of: envelope) }
        do throws(Refusal) {
            try authentication.check(envelope, claim, now: now)
        } catch {
            return .failure(error)
        }
        return claim.map(Result.success) ?? .failure(.unknownKey)
    }

    private func keptClaim(of envelope: Envelope) -> Claim? {
        guard let id = envelope.accessKeyID, envelope.securityToken ?? "" == "" else { return nil }
        return keyring.claim(of: id)
    }

    private func reply(toFailedWrite error: FileError, _ request: ServiceRequest) -> Reply {
        let refusal = Refusal(
            500, "InternalError",
            "The emulator cannot keep its state in \(error.path): \(error.reason)")
        return Outcome(refusal.answer(to: request)).reply(to: request)
    }
}
