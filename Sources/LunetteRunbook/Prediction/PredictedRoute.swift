import LunetteBase
import LunetteCatalogue
import LunetteClient
import LunetteLoop
import LunetteWorld

/// Sends reads and predicts changes: no change passes. What was predicted shows in what is read
/// afterwards.
///
/// A read goes to the service all the same, and the difference that the predicted changes make is
/// carried over into its answer: so that the twin, which knows only what the changes are about,
/// never has to stand for the whole account, and fields that it does not know stay as they are.
actor PredictedRoute: CallRoute {
    private nonisolated let loop: ScriptLoop
    private let service: any CallRoute
    private let assumptions: @Sendable () -> Assumptions
    private var startedTwin: Twin?
    private var ahead = Duration.zero

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// `assumptions` are asked for when something is predicted for the first time.
    init(
        loop: ScriptLoop, service: any CallRoute, assumptions: @escaping @Sendable () -> Assumptions
    ) {
        self.loop = loop
        self.service = service
        self.assumptions = assumptions
    }

    private var twin: Twin { startedTwin ?? Twin(assumptions()) }

    /// Changes the twin in place: a copy of it would be one of all that it knows.
    private func withTwin<Answer>(_ change: (inout Twin) -> Answer) -> Answer {
        var current = startedTwin.take() ?? Twin(assumptions())
        defer { startedTwin = current }
        return change(&current)
    }

    /// What reads showed of the things that predictions were about, by id.
    var facts: JSONObject { startedTwin?.facts ?? [:] }

    /// What is there after the changes predicted so far; nil when it is not known, or not there.
    func state(of id: String) -> JSONObject? { startedTwin?.state(of: id) }

    /// Another one, to the same service, that has predicted nothing yet.
    func anew() -> PredictedRoute {
        let known = twin.assumptions
        return PredictedRoute(loop: loop, service: service) { known }
    }

    /// Forgets what was predicted.
    func startOver() {
        startedTwin = nil
        ahead = .zero
    }

    /// Goes on as if so much time had passed.
    func skip(_ time: Duration) {
        ahead += time
    }

    private var now: Timestamp { loop.clock.now() + ahead }

    func send(_ operation: Operation, _ call: ServiceCall)
        async throws(ErrorObject) -> ServiceResponse
    {
        operation.isReadOnly
            ? try await read(operation, call) : try await predict(operation, call, stays: true)
    }

    /// What a change would do, on top of what was predicted so far; it is forgotten again.
    func preview(_ operation: Operation, _ call: ServiceCall)
        async throws(ErrorObject) -> ServiceResponse
    {
        try await predict(operation, call, stays: false)
    }

    // MARK: Changes

    private func predict(_ operation: Operation, _ call: ServiceCall, stays: Bool)
        async throws(ErrorObject) -> ServiceResponse
    {
        guard World.operations.contains(operation.name) else {
            throw .unpredictable(call, "no model covers this operation")
        }
        let request = TwinRequest(call)
        try await learn(request, call)
        if let obstacle = twin.obstacle(to: request) { throw .unpredictable(call, obstacle) }
        let prediction = predicted(request, stays: stays)
        if prediction.answer.code != nil { throw ErrorObject(predicted: prediction.answer, call) }
        var response = ServiceResponse(predicted: prediction.answer)
        response.effect = ChangeEffect(prediction)
        return response
    }

    private func predicted(_ request: TwinRequest, stays: Bool) -> Twin.Prediction {
        if stays { return withTwin { $0.predict(request, now: now) } }
        var passing = twin
        return passing.predict(request, now: now)
    }

    /// Reads what the request's rules look at, one fact leading to the next.
    private func learn(_ request: TwinRequest, _ call: ServiceCall) async throws(ErrorObject) {
        var needs = twin.needs(of: request, now: now)
        while !needs.isEmpty {
            for need in needs { try await learn(need, for: call) }
            needs = twin.needs(of: request, now: now)
        }
    }

    /// Reads what the rules of all these calls look at, a hundred things by one read; what is not
    /// shown so is left to each call. Answers what was shown, by id.
    func learn(_ calls: [ServiceCall]) async -> [String: JSONValue] {
        let requests = calls.map(TwinRequest.init)
        var shown: [String: JSONValue] = [:]
        var tried: Set<TwinNeed> = []
        while true {
            let needs = requests.flatMap { twin.needs(of: $0, now: now) }.filter {
                FactReader.readsTogether($0.fact) && tried.insert($0).inserted
            }
            if needs.isEmpty { return shown }
            for (need, element) in await FactReader(service: service).readTogether(needs) {
                withTwin { $0.learn(need, [element], now: now) }
                shown[need.id] = element
            }
        }
    }

    private func learn(_ need: TwinNeed, for call: ServiceCall) async throws(ErrorObject) {
        switch await facts(for: need) {
        case .success(let facts):
            withTwin { $0.learn(need, facts.elements, count: facts.count, now: now) }
        case .failure(let error) where error.code == "InvalidRegionId.NotFound":
            withTwin { $0.learnMissing(need, now: now) }
        case .failure(let error):
            throw .unpredictable(call, "\(need.id) cannot be read: \(error.line)")
        }
    }

    private func facts(for need: TwinNeed) async -> Result<FactReader.Facts, ErrorObject> {
        do {
            return .success(try await FactReader(service: service).read(need))
        } catch {
            return .failure(error)
        }
    }

    // MARK: Reads

    private func read(_ operation: Operation, _ call: ServiceCall)
        async throws(ErrorObject) -> ServiceResponse
    {
        guard let started = startedTwin, started.isTouched else {
            return try await service.send(operation, call)
        }
        let request = TwinRequest(call)
        // To tell what is new in an answer that names resources by the way.
        try await learn(request, call)
        switch twin.source(of: request) {
        case .service: return try await service.send(operation, call)
        case .twin:
            let answer = withTwin { $0.answer(request, now: now) }
            if answer.code != nil { throw ErrorObject(predicted: answer, call) }
            return ServiceResponse(predicted: answer)
        case .both: return try await patched(try await service.send(operation, call), request)
        }
    }

    private func patched(_ response: ServiceResponse, _ request: TwinRequest)
        async throws(ErrorObject) -> ServiceResponse
    {
        guard let shown = try? JSONValue(parsing: response.body),
            let patched = withTwin({ $0.patched(shown, to: request, now: now) })
        else { return response }
        return ServiceResponse(
            status: response.status, body: patched.marked.bytes, attempts: response.attempts)
    }
}

extension TwinRequest {
    init(_ call: ServiceCall) {
        self.init(
            operation: call.operation,
            parameters: Dictionary(call.parameters.map { ($0.name, $0.value) }) { $1 },
            regionID: call.regionID)
    }
}

extension JSONValue {
    /// With a member that tells scripts that not all of it is so.
    fileprivate var marked: JSONValue {
        guard var object else { return self }
        object["Predicted"] = true
        return .object(object)
    }
}

extension ServiceResponse {
    fileprivate init(predicted answer: ServiceAnswer) {
        let body = (try? JSONValue(parsing: answer.body))?.marked.bytes ?? answer.body
        self.init(status: answer.status, body: body, attempts: 0)
    }
}

extension ChangeEffect {
    fileprivate init(_ prediction: Twin.Prediction) {
        var before = JSONObject()
        var after = JSONObject()
        for change in prediction.changes {
            before.append(change.id, change.before.map(JSONValue.object) ?? .null)
            after.append(change.id, change.after.map(JSONValue.object) ?? .null)
        }
        self.init(
            before: .object(before), after: .object(after), isPredicted: true,
            assumptions: prediction.assumptions)
    }
}

extension ErrorObject {
    /// The error that a refused change would raise.
    fileprivate init(predicted answer: ServiceAnswer, _ call: ServiceCall) {
        self.init(ServiceError(status: answer.status, body: answer.body, to: call))
        requestID = nil
        isPredicted = true
    }

    static let unpredictableCode = "NotPredicted"

    /// A change whose effect nobody can tell beforehand.
    fileprivate static func unpredictable(_ call: ServiceCall, _ reason: String) -> ErrorObject {
        var object = ErrorObject(
            kind: .denied, code: unpredictableCode,
            message: "what \(call.operation) would do is not known: \(reason)",
            disposition: .never,
            explanation: "Nothing was sent. What follows may depend on it, so that the dry run is "
                + "not whole: lunette emulator rules lists what is covered.")
        object.operation = call.operation
        object.target = call.target
        object.regionID = call.regionID
        return object
    }
}
