import LunetteBase
import LunetteClient
import LunetteLoop
import Synchronization

/// As whom calls are made: whose credentials sign them, and on which account they act.
struct Caller: Sendable {
    /// The credentials profile; nil for credentials that have none.
    let profile: String?
    /// The role that is taken on with them.
    let roleARN: String?
    /// What records call it, where it is another than the run's own.
    let otherName: String?
    let route: any CallRoute
    /// Predicts changes from what reads by `route` show.
    let prediction: PredictedRoute
    let account: AccountLookup

    /// What was just seen by the route; nil where nothing is recorded.
    var looks: RecentLooks? { (route as? JournaledRoute)?.looks }

    /// The moment of a look that begins now.
    func moment(at now: Duration) -> RecentLooks.Moment {
        looks?.moment(at: now) ?? RecentLooks.Moment(at: now, endedCount: 0)
    }
}

/// Makes callers, one for each profile and role; all of one are the same, so that they share
/// quotas and connections.
final class Callers: Sendable {
    private let loop: ScriptLoop
    private let transport: any Transport
    private let target: CloudTarget
    private let recorder: RunRecorder?
    private let secrets: RevealedSecrets
    private let observer: @Sendable (RunEvent) -> Void
    // A handful: looking through them is quicker than a table is made.
    private let made = Mutex<[Caller]>([])

    init(
        loop: ScriptLoop, transport: any Transport, target: CloudTarget,
        recorder: RunRecorder? = nil, secrets: RevealedSecrets = RevealedSecrets(),
        observer: @escaping @Sendable (RunEvent) -> Void
    ) {
        self.loop = loop
        self.transport = transport
        self.target = target
        self.recorder = recorder
        self.secrets = secrets
        self.observer = observer
    }

    /// The caller that the run starts with.
    var own: Caller { caller(profile: target.profile, roleARN: nil) }

    func caller(profile: String?, roleARN: String?) -> Caller {
        made.withLock { made in
            let known = made.first { $0.profile == profile && $0.roleARN == roleARN }
            if let known { return known }
            let caller = make(profile, roleARN)
            made.append(caller)
            return caller
        }
    }

    /// Forgets what was predicted for any of them.
    func forgetPredictions() async {
        for caller in made.withLock(\.self) { await caller.prediction.startOver() }
    }

    private func make(_ profile: String?, _ roleARN: String?) -> Caller {
        let isOwn = roleARN == nil && profile == target.profile
        let credentials = isOwn ? target.credentials : target.otherCredentials(profile, roleARN)
        var configuration = Client.Configuration()
        configuration.endpoint = target.endpoint
        configuration.usesVPCEndpoints = target.usesVPCEndpoints
        let (observer, secrets) = (observer, secrets)
        let client = Client(
            loop: loop, transport: transport, credentials: credentials,
            configuration: configuration, observer: { observer(.client(secrets.hiding($0))) })
        // Who one is must not take long to ask.
        configuration.retries.attempts = 2
        configuration.readTimeout = .seconds(5)
        let asking = Client(
            loop: loop, transport: transport, credentials: credentials,
            configuration: configuration)
        let route = ClientRoute(client: client)
        let otherName = isOwn ? nil : roleARN ?? profile ?? ""
        return Caller(
            profile: profile, roleARN: roleARN, otherName: otherName,
            route: recorded(route, as: otherName),
            prediction: PredictedRoute(
                loop: loop, service: route, assumptions: target.assumptions),
            account: AccountLookup(
                loop: loop, client: asking, endpoint: target.endpoint,
                vpcRegionID: target.usesVPCEndpoints ? target.regionID : nil))
    }

    /// The way to the service, by way of the journal where there is one.
    private func recorded(_ route: ClientRoute, as otherName: String?) -> any CallRoute {
        guard let recorder else { return route }
        let observer = observer
        return JournaledRoute(
            base: route, recorder: recorder, randomness: SystemRandomness(), clock: loop.clock,
            caller: otherName,
            warn: { message, call in
                let fields = [NamedValue("target", call.target ?? "")]
                observer(.logged(LogRecord(level: .warn, message: message, fields: fields)))
            })
    }
}

/// Finds out whose account some credentials are of: asks once, when it is first needed.
actor AccountLookup {
    private let loop: ScriptLoop
    private let client: Client
    private let endpoint: Endpoint?
    private let vpcRegionID: String?
    private var task: Task<Result<CloudAccount, ErrorObject>, Never>?

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// `endpoint` is where the calls go, if not to each region's own: STS is asked there only
    /// when it is on loopback. `vpcRegionID` is the region whose network is not to be left.
    init(loop: ScriptLoop, client: Client, endpoint: Endpoint?, vpcRegionID: String? = nil) {
        self.loop = loop
        self.vpcRegionID = vpcRegionID
        self.client = client
        self.endpoint = endpoint.flatMap { $0.isLoopback ? $0 : nil }
    }

    /// The account; raises what STS, or the way there, says.
    func account() async throws(ErrorObject) -> CloudAccount {
        let task =
            task
            ?? Task {
                do throws(ErrorObject) {
                    return .success(try await ask())
                } catch {
                    return .failure(error)
                }
            }
        self.task = task
        let result = await task.value
        // What failed may go well the next time.
        if case .failure = result { self.task = nil }
        return try result.get()
    }

    private func ask() async throws(ErrorObject) -> CloudAccount {
        let identity = try await answer(.sts, "GetCallerIdentity")
        guard let id = identity["AccountId"]?.string else {
            throw ErrorObject(
                kind: .service, code: "UnknownAccount",
                message: "STS did not say whose credentials these are", disposition: .retry,
                explanation: "Nothing was changed. Try again, or look with lunette doctor.")
        }
        // Most users may not read the alias, and from inside a network nobody reaches it; then the
        // id must do.
        let alias =
            vpcRegionID != nil
            ? nil : try? await answer(.ram, "GetAccountAlias")["AccountAlias"]?.string
        var account = CloudAccount(
            id: id, alias: (alias ?? nil).flatMap { $0.isEmpty ? nil : $0 })
        account.principal = identity["Arn"]?.string
        return account
    }

    private func answer(_ product: Product, _ operation: String)
        async throws(ErrorObject) -> JSONValue
    {
        let call = ServiceCall(
            product: product, operation: operation, regionID: "",
            endpoint: endpoint
                ?? .cloud(product, regionID: vpcRegionID ?? "", isVPC: vpcRegionID != nil),
            isReadOnly: true)
        do {
            let response = try await client.call(call)
            return (try? JSONValue(parsing: response.body)) ?? .null
        } catch {
            throw ErrorObject(error)
        }
    }
}
