import LunetteBase
import LunetteCatalogue
import LunetteClient
import LunetteLoop

/// What one run does to the cloud. Every call passes here, in this order: arguments checked,
/// permission asked, blast limit counted, sent, recorded.
actor CloudSession {
    nonisolated let loop: ScriptLoop
    private let route: any CallRoute
    private let rules: PermissionRules
    private var budget: ChangeBudget
    private let observer: @Sendable (RunEvent) -> Void

    private(set) var changes: [ChangeRecord] = []
    private(set) var failures: [ErrorObject] = []
    private(set) var callCount = 0
    private var probes: Set<String> = []

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    init(
        loop: ScriptLoop, route: any CallRoute, rules: PermissionRules, maxChanges: Int?,
        observer: @escaping @Sendable (RunEvent) -> Void
    ) {
        self.loop = loop
        self.route = route
        self.rules = rules
        budget = ChangeBudget(limit: maxChanges)
        self.observer = observer
    }

    /// Calls an operation with a script's arguments; one answer, one page.
    func call(_ operation: Operation, _ arguments: JSONObject, region: String)
        async throws(ErrorObject) -> ServiceResponse
    {
        try await send(operation, try prepare(operation, arguments, region: region))
    }

    /// Everything that can refuse a call before it is sent.
    func prepare(_ operation: Operation, _ arguments: JSONObject, region: String)
        throws(ErrorObject) -> ServiceCall
    {
        let parameters = try wireParameters(operation, arguments, region)
        let call = ServiceCall(
            operation, parameters: parameters,
            regionID: parameters.value(named: "RegionId") ?? region)
        try permit(operation, call)
        if !operation.isReadOnly { try spend(operation, call) }
        return call
    }

    /// Whether this is asked for the first time in this run.
    func isFirstProbe(_ name: String) -> Bool {
        probes.insert(name).inserted
    }

    private func wireParameters(
        _ operation: Operation, _ arguments: JSONObject, _ region: String
    ) throws(ErrorObject) -> [NamedValue] {
        do {
            return try operation.wireParameters(arguments, region: region)
        } catch {
            var object = ErrorObject(error, operation: operation.name)
            object.regionID = region
            throw object
        }
    }

    private func permit(_ operation: Operation, _ call: ServiceCall) throws(ErrorObject) {
        let decision = rules.decision(on: operation, region: call.regionID)
        guard case .deny(let reason, let remedy) = decision else { return }
        throw denial("PermissionDenied", reason, remedy, call)
    }

    private func spend(_ operation: Operation, _ call: ServiceCall) throws(ErrorObject) {
        try admitFleet(call)
        let targets = ChangeBudget.targets(of: call.parameters)
        guard !budget.take(targets) else { return }
        throw denial(
            "BlastLimitReached",
            "the blast limit is \(budget.limit ?? 0); \(budget.used) targets are changed, and this "
                + "call would change \(targets) more",
            "raise the limit with --max-changes if that is meant", call)
    }

    /// The first change of a fleet is made only if all of its items may be changed.
    private func admitFleet(_ call: ServiceCall) throws(ErrorObject) {
        let budget = budget
        guard let count = FleetScope.current?.admit({ budget.hasRoom(for: $0) }) else { return }
        throw denial(
            "BlastLimitReached",
            "the blast limit is \(budget.limit ?? 0); \(budget.used) targets are changed, and "
                + "\(count) items are to do: none of them is begun",
            "raise the limit with --max-changes if that is meant, or narrow the items", call)
    }

    private func denial(
        _ code: String, _ reason: String, _ remedy: String, _ call: ServiceCall
    ) -> ErrorObject {
        var object = ErrorObject(
            kind: .denied, code: code, message: "\(reason); \(remedy)", disposition: .never,
            explanation: "Nothing was sent. To go on, \(remedy).")
        object.operation = call.operation
        object.target = call.target
        object.regionID = call.regionID
        return object
    }

    /// Sends a prepared call, and records what it changed.
    func send(_ operation: Operation, _ call: ServiceCall)
        async throws(ErrorObject) -> ServiceResponse
    {
        callCount += 1
        do {
            let response = try await route.send(operation, call)
            if !operation.isReadOnly { record(call, response) }
            return response
        } catch {
            // What is so already is no failure.
            if !operation.isReadOnly, error.disposition != .alreadyDone {
                failures.append(error)
            }
            throw error
        }
    }

    private func record(_ call: ServiceCall, _ response: ServiceResponse) {
        let change = ChangeRecord(
            operation: call.operation, target: call.target, regionID: call.regionID,
            parameters: call.parameters, requestID: response.requestID,
            isSettledByRead: response.isSettledByRead, at: loop.clock.now())
        changes.append(change)
        observer(.changed(change))
    }
}
