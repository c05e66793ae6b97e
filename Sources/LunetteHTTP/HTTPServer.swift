import LunetteBase
import NIOCore
import NIOPosix

/// An HTTP/1.1 server on loopback, with threads of its own.
public final class HTTPServer: Sendable {
    private let threads: MultiThreadedEventLoopGroup
    private let listener: Listener

    /// As many threads as are of use on this machine.
    public static var usefulThreads: Int { min(4, System.coreCount) }

    /// Listens on 127.0.0.1 once this returns; port 0 is any free one. Throws a `PortError`
    /// when the port is taken.
    public static func start(
        port: Int = 0, threads count: Int = 1, limits: ConnectionLimits = ConnectionLimits(),
        responder: any Responder
    ) async throws -> HTTPServer {
        try await start(
            on: try ListeningSocket(port: port), threads: count, limits: limits,
            responder: responder)
    }

    /// The same on a socket that listens already.
    public static func start(
        on socket: ListeningSocket, threads count: Int = 1,
        limits: ConnectionLimits = ConnectionLimits(), responder: any Responder
    ) async throws -> HTTPServer {
        let threads = MultiThreadedEventLoopGroup(numberOfThreads: count)
        do {
            let listener = try await Listener.start(
                on: socket, limits: limits, threads, responder: responder)
            return HTTPServer(threads, listener)
        } catch {
            try? await threads.shutdownGracefully()
            throw error
        }
    }

    private init(_ threads: MultiThreadedEventLoopGroup, _ listener: Listener) {
        self.threads = threads
        self.listener = listener
    }

    /// The port that it listens on.
    public var port: Int { listener.port }

    /// Stops listening and closes every connection; answers that are under way are lost. To be
    /// followed by `stop`.
    public func close() async {
        await listener.stop()
    }

    /// Ends the threads.
    public func stop() async {
        await listener.stop()
        try? await threads.shutdownGracefully()
    }
}
