import LunetteBase
import LunetteHTTP
import LunetteWorld

/// The emulated service, listening on loopback over real HTTP.
public final class Emulator: Sendable {
    private let gateway: Gateway
    private let server: HTTPServer
    private let stateFile: StateFile?

    /// Listens once this returns. Throws a `PortError` when the port is taken, a
    /// `WorldFileError` or a `FileError` when the state file cannot be used.
    public static func start(_ configuration: EmulatorConfiguration) async throws -> Emulator {
        try await start(configuration, on: try ListeningSocket(port: configuration.port))
    }

    /// The same on a socket that listens already.
    public static func start(_ configuration: EmulatorConfiguration, on socket: ListeningSocket)
        async throws -> Emulator
    {
        var configuration = configuration
        if let path = configuration.stateFile, let world = try StateFile.world(at: path) {
            configuration.world = world
        }
        let stateFile = configuration.stateFile.map(StateFile.init(path:))
        let gateway = Gateway(configuration, stateFile: stateFile)
        do {
            let server = try await HTTPServer.start(
                on: socket, threads: configuration.threads, limits: configuration.limits,
                responder: gateway)
            return Emulator(gateway, server, stateFile)
        } catch {
            await stateFile?.stop()
            throw error
        }
    }

    private init(
        _ gateway: Gateway, _ server: HTTPServer, _ stateFile: StateFile?
    ) {
        self.gateway = gateway
        self.server = server
        self.stateFile = stateFile
    }

    /// The port that it listens on.
    public var port: Int { server.port }

    /// `http://127.0.0.1:PORT`.
    public var endpoint: String { "http://127.0.0.1:\(port)" }

    /// Closes the port and all connections. Answers that are under way are lost.
    public func stop() async {
        await server.close()
        await stateFile?.stop()
        await server.stop()
    }

    /// The call log: every request since the start, or the latest of them where its capacity was
    /// exceeded. Reads the log's lines anew each time.
    public func calls() -> [CallRecord] {
        gateway.withState { $0.log }.records()
    }

    /// The world as it is now.
    public func world() -> World {
        let now = gateway.clock.now()
        return gateway.withState { state in
            state.advance(to: now)
            return state.world
        }
    }

    /// Goes on with another world and its faults; the call log and the clock stay.
    public func replaceWorld(_ world: World) {
        gateway.withState { $0.replace(world: world) }
    }

    /// Adds a fault behind those of the world, which go on counting.
    public func addFault(_ fault: Fault) {
        gateway.withState { $0.add(fault) }
    }
}
