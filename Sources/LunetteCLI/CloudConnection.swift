import LunetteBase
import LunetteClient
import LunetteEmulator
import LunetteHTTP
import LunetteLoop
import LunetteRunbook
import LunetteSettings
import LunetteSigning
import LunetteSystem
import LunetteWorld

/// The way to the cloud that the options name; with `--emulator`, the cloud as well.
struct CloudConnection: Sendable {
    let loop: ScriptLoop
    let transport: any Transport
    let target: CloudTarget
    private let emulator: OwnEmulator?

    /// Opens the way: starts the emulator, unless that is to be done later, or finds credentials.
    init(
        _ options: TargetOptions, environment: Environment, over settings: Settings = Settings(),
        startsEmulator: Bool = true
    ) async throws {
        if options.emulator {
            try self.init(emulatorFor: options, environment, settings)
            if startsEmulator { startEmulator() }
        } else {
            try await self.init(cloudFor: options, environment, settings)
        }
    }

    /// Whether the cloud is part of this process, and ends with it.
    var isInProcess: Bool { emulator != nil }

    /// Starts the emulator, where there is one that does not run yet.
    func startEmulator() { emulator?.start() }

    /// Ends the emulator and the loop.
    func close() async {
        await emulator?.stop()
        loop.stop()
    }

    /// The same way, in another region or with other credentials.
    func target(
        _ options: TargetOptions, environment: Environment, over settings: Settings
    ) -> CloudTarget {
        let regionID = options.regionID(environment, over: settings)
        let profile = options.profile(over: settings)?.value ?? target.profile
        return CloudTarget(
            name: target.name, endpoint: target.endpoint, regionID: regionID,
            credentials: profile == target.profile
                ? target.credentials : target.otherCredentials(profile, nil),
            isRealAccount: target.isRealAccount, profile: profile,
            usesVPCEndpoints: target.usesVPCEndpoints,
            otherCredentials: target.otherCredentials, assumptions: target.assumptions)
    }

    private init(
        emulatorFor options: TargetOptions, _ environment: Environment, _ settings: Settings
    ) throws {
        let world = try EmulatorWorld(file: options.world)
        let clock: any RunClock =
            options.clock == .virtual ? VirtualClock(start: SystemClock().now()) : SystemClock()
        guard let key = world.key(of: nil) else {
            throw Failure(.usage, "the world has no access key to sign with")
        }
        // The port is all that others need to know: they wait neither for the server's threads nor
        // for its world.
        let socket = try ListeningSocket()
        emulator = OwnEmulator {
            var configuration = EmulatorConfiguration(world: world.read(), clock: clock)
            configuration.contract = options.contract.profile
            return try await Emulator.start(configuration, on: socket)
        }
        loop = ScriptLoop(clock: clock)
        transport = CurlTransport(loop: loop)
        let endpoint = Endpoint("http://127.0.0.1:\(socket.port)")
        let context = CredentialsContext(
            environment: environment, transport: transport, endpoint: endpoint)
        let (loop, profile) = (loop, options.profile(over: settings)?.value)
        target = CloudTarget(
            name: "emulator", endpoint: endpoint,
            regionID: options.regionID(environment, over: settings),
            credentials: StaticCredentials(Credentials(world.key(of: profile) ?? key)),
            isRealAccount: false, profile: profile,
            otherCredentials: { profile, roleARN in
                let source = StaticCredentials(Credentials(world.key(of: profile) ?? key))
                guard let roleARN else { return source }
                return CredentialsChain(
                    loop: loop, context: context, assuming: AssumedRole(roleARN: roleARN),
                    with: source)
            },
            assumptions: { Assumptions(of: world.read(), contract: options.contract.profile) })
    }

    private init(
        cloudFor options: TargetOptions, _ environment: Environment, _ settings: Settings
    ) async throws {
        let endpoint = try options.endpoint(environment, over: settings)
        emulator = nil
        loop = ScriptLoop()
        transport = CurlTransport(
            loop: loop, authorities: CertificateAuthorities(environment))
        let worldFile = await Self.emulatorWorldFile(endpoint, transport)
        let isEmulator = worldFile != nil
        var context = CredentialsContext(
            environment: environment, transport: transport, endpoint: endpoint)
        context.programs = StartedPrograms.runner
        let (loop, asked) = (loop, options.profile(over: settings)?.value)
        let own = CredentialsChain(loop: loop, context: context, profile: asked)
        let profile = asked ?? currentProfileName(environment: environment)
        target = CloudTarget(
            name: isEmulator ? "emulator at \(endpoint?.authority ?? "")" : "the account",
            endpoint: endpoint, regionID: options.regionID(environment, over: settings),
            credentials: own, isRealAccount: !isEmulator, profile: profile,
            usesVPCEndpoints: options.usesVPCEndpoints(environment, over: settings),
            otherCredentials: { [context] other, roleARN in
                let source =
                    other == profile
                    ? own : CredentialsChain(loop: loop, context: context, profile: other)
                guard let roleARN else { return source }
                return CredentialsChain(
                    loop: loop, context: context, assuming: AssumedRole(roleARN: roleARN),
                    with: source)
            },
            assumptions: { worldFile.flatMap { Assumptions(worldFile: $0) } ?? .ofTheCloud })
    }

    /// The world that a loopback endpoint shows; nil where it shows none: what does is an emulator,
    /// and no real account.
    private static func emulatorWorldFile(_ endpoint: Endpoint?, _ transport: any Transport) async
        -> [UInt8]?
    {
        guard let endpoint, endpoint.isLoopback else { return nil }
        let request = HTTPRequest(method: "GET", url: "\(endpoint.url)/_lunette/world")
        let response = try? await transport.send(request)
        return response?.status == 200 ? response?.body : nil
    }
}

/// The world that an emulator starts with: a file's, a generated one, or the standard one.
struct EmulatorWorld: Sendable {
    let accounts: [Account]
    /// The standard one is made when it is first wanted.
    let read: @Sendable () -> World

    init(file: String?, generated sizes: WorldSizes? = nil) throws {
        if let sizes {
            self.init(
                .generated(
                    instances: sizes.instances, groups: sizes.groups, enis: sizes.enis,
                    seed: sizes.seed))
        } else if let file {
            self.init(try Self.world(file))
        } else {
            self.init(accounts: [.standard]) { .standard }
        }
    }

    private init(_ world: World) {
        self.init(accounts: world.accounts) { world }
    }

    private init(accounts: [Account], read: @escaping @Sendable () -> World) {
        self.accounts = accounts
        self.read = read
    }

    private static func world(_ file: String) throws -> World {
        do {
            return try World(parsing: readFile(file))
        } catch let error as FileError {
            throw Failure(error)
        } catch let error as WorldFileError {
            throw Failure(.usage, "\(file): \(error)")
        }
    }

    /// The key of an account that a profile's name means, by alias or id; without one, of the
    /// first.
    func key(of profile: String?) -> AccessKey? {
        let account = accounts.first { profile != nil && ($0.alias == profile || $0.id == profile) }
        return (account ?? accounts.first)?.accessKeys.first
    }
}

extension Credentials {
    fileprivate init(_ key: AccessKey) {
        self.init(accessKeyID: key.id, accessKeySecret: key.secret)
    }
}

extension ContractChoice {
    /// The world's word for it.
    var profile: ContractProfile {
        switch self {
        case .current: .current
        case .seed: .seed
        case .legacy: .legacy
        }
    }
}
