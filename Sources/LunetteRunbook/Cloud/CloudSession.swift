import LunetteBase
import LunetteCatalogue
import LunetteClient
import LunetteLoop
import LunetteLua

/// What one run does to the cloud as one caller. Every call passes here, in this order: arguments
/// checked, permission asked, blast limit counted, sent, recorded. It keeps nothing itself, so that
/// a call does not have to come to it: what changes is in the ledger.
final class CloudSession: Sendable {
    let loop: ScriptLoop
    let caller: Caller
    private let callers: Callers
    let authority: Authority
    private let script: Script
    private let ledger: RunLedger
    private let observer: @Sendable (RunEvent) -> Void

    var changes: [ChangeRecord] { ledger.changes }
    var failures: [ErrorObject] { ledger.failures }
    /// Changes that nobody could predict.
    var unpredicted: [ErrorObject] { ledger.unpredicted }
    var callCount: Int { ledger.callCount }
    var secrets: RevealedSecrets { ledger.secrets }

    init(
        loop: ScriptLoop, script: Script, caller: Caller, callers: Callers, authority: Authority,
        ledger: RunLedger, observer: @escaping @Sendable (RunEvent) -> Void
    ) {
        self.loop = loop
        self.script = script
        self.caller = caller
        self.callers = callers
        self.authority = authority
        self.ledger = ledger
        self.observer = observer
    }

    /// A run of no script: what it does was agreed to as a whole, and nothing else is sent; the
    /// settings' policies may take some of it away.
    static func ofPlanned(
        _ patterns: [String], loop: ScriptLoop, target: CloudTarget, settings: RunSettings,
        oversight: Oversight = Oversight(), transport: any Transport, recorder: RunRecorder,
        observer: @escaping @Sendable (RunEvent) -> Void
    ) async throws -> CloudSession {
        var settings = settings
        settings.isPlanned = true
        settings.allow = patterns.map { "ecs:\($0)" }
        let script = try Script(file: nil, source: [])
        let authority = Authority(
            loop: loop, script: script, target: target, settings: settings, oversight: oversight,
            loaded: LoadedSources())
        let callers = Callers(
            loop: loop, transport: transport, target: target, recorder: recorder,
            observer: observer)
        await recorder.identify(by: callers.own.account)
        return CloudSession(
            loop: loop, script: script, caller: callers.own, callers: callers,
            authority: authority, ledger: RunLedger(maxChanges: nil), observer: observer)
    }

    /// The same run as another caller: of another profile, or in a role. Blast limit and records
    /// are shared. Raises for what nobody named.
    func bound(profile: String?, roleARN: String?) async throws(ErrorObject) -> CloudSession {
        try await authority.admit(profile: profile, roleARN: roleARN)
        let caller = callers.caller(profile: profile ?? caller.profile, roleARN: roleARN)
        return CloudSession(
            loop: loop, script: script, caller: caller, callers: callers, authority: authority,
            ledger: ledger, observer: observer)
    }

    /// Calls an operation with a script's arguments; one answer, one page.
    func call(_ operation: Operation, _ arguments: JSONObject, region: String)
        async throws(ErrorObject) -> ServiceResponse
    {
        try await send(operation, try await prepare(operation, arguments, region: region))
    }

    /// Everything that can refuse a call before it is sent.
    func prepare(_ operation: Operation, _ arguments: JSONObject, region: String)
        async throws(ErrorObject) -> ServiceCall
    {
        do throws(ErrorObject) {
            try checkLibraries()
            let call = try serviceCall(operation, arguments, region: region)
            try await authority.permit(operation, call, as: caller, isDryRun: isPlanning)
            if !operation.isReadOnly { try spend(call) }
            return call
        } catch {
            throw secrets.hiding(error)
        }
    }

    /// What nobody could read the answer of is not asked, nor changed.
    private func checkLibraries() throws(ErrorObject) {
        guard let problem = Runner.libraryProblem else { return }
        throw ErrorObject(
            kind: .transport, code: "LibraryUnusable",
            message: "answers cannot be read: \(problem)", disposition: .fix,
            explanation: "Nothing was sent. Install simdjson as the system has it "
                + "(libsimdjson-dev on Debian).")
    }

    /// Whether this is asked for the first time in this run.
    func isFirstProbe(_ name: String) -> Bool {
        ledger.isFirstProbe(name)
    }

    private func serviceCall(_ operation: Operation, _ arguments: JSONObject, region: String)
        throws(ErrorObject) -> ServiceCall
    {
        let parameters = try wireParameters(operation, arguments, region)
        return ServiceCall(
            operation, parameters: parameters,
            regionID: parameters.value(named: "RegionId") ?? region)
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

    private func spend(_ call: ServiceCall) throws(ErrorObject) {
        try admitFleet(call)
        let targets = ChangedTargets(call)
        guard !ledger.take(targets) else { return }
        let budget = ledger.budget
        let more =
            targets.isCountless
            ? "picks its targets by a filter, so that nobody knows how many they are"
            : "would change \(budget.added(by: targets)) more"
        throw blastLimit(
            "the blast limit is \(budget.limit ?? 0); \(budget.used) targets are changed, and this "
                + "call \(more)",
            wayToRaiseLimit(budget), call)
    }

    /// The first change of a fleet is made only if all of its items may be changed.
    private func admitFleet(_ call: ServiceCall) throws(ErrorObject) {
        let budget = ledger.budget
        guard let count = FleetScope.current?.admit({ budget.hasRoom(for: $0) }) else { return }
        throw blastLimit(
            "the blast limit is \(budget.limit ?? 0); \(budget.used) targets are changed, and "
                + "\(count) items are to do: none of them is begun",
            "\(wayToRaiseLimit(budget)), or narrow the items", call)
    }

    private func wayToRaiseLimit(_ budget: ChangeBudget) -> String {
        budget.isByPolicy
            ? "have whoever keeps the policy raise its max_changes"
            : "raise the limit with --max-changes if that is meant"
    }

    private func blastLimit(_ reason: String, _ remedy: String, _ call: ServiceCall) -> ErrorObject
    {
        var object = ErrorObject(
            kind: .denied, code: "BlastLimitReached", message: "\(reason); \(remedy)",
            disposition: .never, explanation: "Nothing was sent. To go on, \(remedy).")
        object.operation = call.operation
        object.target = call.target
        object.regionID = call.regionID
        return object
    }

    /// Sends a prepared call, and records what it changed.
    func send(_ operation: Operation, _ call: ServiceCall)
        async throws(ErrorObject) -> ServiceResponse
    {
        ledger.countCall()
        for parameter in call.parameters where secretParameters.contains(parameter.name) {
            _ = secrets.reveal(Secret(parameter.value))
        }
        do {
            let response = try await route.send(operation, call)
            if !operation.isReadOnly, !response.isReplayed { record(call, response) }
            return response
        } catch {
            var error = secrets.hiding(error)
            error.place = place
            if error.code == ErrorObject.unpredictableCode {
                ledger.append(unpredicted: error)
                throw error
            }
            guard !operation.isReadOnly else { throw error }
            if error.kind == .service, error.disposition != .inDoubt {
                ledger.giveBack(ChangedTargets(call))
            }
            // What is so already is no failure.
            if error.disposition != .alreadyDone { ledger.append(error) }
            throw error
        }
    }

    private func record(_ call: ServiceCall, _ response: ServiceResponse) {
        let change = changeRecord(of: call, response)
        ledger.append(change)
        observer(.changed(change))
    }

    private func changeRecord(of call: ServiceCall, _ response: ServiceResponse) -> ChangeRecord {
        let isPredicted = response.effect?.isPredicted ?? false
        return ChangeRecord(
            operation: call.operation, target: call.target.map { secrets.hiding($0) },
            regionID: call.regionID, parameters: secrets.hiding(call.parameters),
            requestID: isPredicted ? nil : response.requestID,
            isSettledByRead: response.isSettledByRead, at: loop.clock.now(),
            effect: response.effect.map { secrets.hiding($0) }, place: place,
            fleet: WorkUnit.current.fleet, caller: caller.otherName,
            answer: isPredicted ? try? JSONValue(parsing: response.body) : nil)
    }

    /// The innermost place in the script's own files; nil when calls are not traced.
    private var place: ScriptPlace? {
        script.place(of: CallSite.frames)
    }

    // MARK: Predicting

    /// Changes are predicted instead of sent.
    var isPlanning: Bool { ledger.isPlanning }

    private var route: any CallRoute { isPlanning ? caller.prediction : caller.route }

    /// What a change would do, or the error that it would raise. Sends only reads.
    func preview(_ operation: Operation, _ arguments: JSONObject, region: String)
        async throws(ErrorObject) -> ChangeRecord
    {
        let call = try serviceCall(operation, arguments, region: region)
        return changeRecord(of: call, try await caller.prediction.preview(operation, call))
    }

    /// From now on predicts changes instead of sending them, from what is there now; or sends them
    /// again, and forgets what was predicted.
    func plan(_ isOn: Bool) async {
        guard isOn != isPlanning else { return }
        ledger.plan(isOn)
        await callers.forgetPredictions()
    }
}
